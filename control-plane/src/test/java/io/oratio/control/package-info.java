/// Tests.
@NullMarked
package io.oratio.control;

import org.jspecify.annotations.NullMarked;
