/// Tests.
@NullMarked
package io.oratio.control.key;

import org.jspecify.annotations.NullMarked;
