/// Tests.
@NullMarked
package io.oratio.control.trust;

import org.jspecify.annotations.NullMarked;
