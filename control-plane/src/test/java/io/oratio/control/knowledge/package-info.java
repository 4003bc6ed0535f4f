/// Tests.
@NullMarked
package io.oratio.control.knowledge;

import org.jspecify.annotations.NullMarked;
