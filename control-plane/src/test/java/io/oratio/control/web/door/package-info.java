/// Tests.
@NullMarked
package io.oratio.control.web.door;

import org.jspecify.annotations.NullMarked;
