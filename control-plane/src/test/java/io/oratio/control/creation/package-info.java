/// Tests.
@NullMarked
package io.oratio.control.creation;

import org.jspecify.annotations.NullMarked;
