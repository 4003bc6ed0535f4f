/// Tests.
@NullMarked
package io.oratio.control.agent;

import org.jspecify.annotations.NullMarked;
