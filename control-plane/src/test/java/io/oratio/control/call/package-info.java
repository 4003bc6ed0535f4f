/// Tests.
@NullMarked
package io.oratio.control.call;

import org.jspecify.annotations.NullMarked;
