/// Tests.
@NullMarked
package io.oratio.control.live;

import org.jspecify.annotations.NullMarked;
