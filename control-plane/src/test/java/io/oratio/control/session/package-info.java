/// Tests.
@NullMarked
package io.oratio.control.session;

import org.jspecify.annotations.NullMarked;
