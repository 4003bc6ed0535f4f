/// Tests.
@NullMarked
package io.oratio.control.notification;

import org.jspecify.annotations.NullMarked;
