/// Tests.
@NullMarked
package io.oratio.control.about;

import org.jspecify.annotations.NullMarked;
