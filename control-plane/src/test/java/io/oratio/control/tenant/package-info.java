/// Tests.
@NullMarked
package io.oratio.control.tenant;

import org.jspecify.annotations.NullMarked;
