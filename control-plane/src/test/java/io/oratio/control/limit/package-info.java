/// Tests.
@NullMarked
package io.oratio.control.limit;

import org.jspecify.annotations.NullMarked;
