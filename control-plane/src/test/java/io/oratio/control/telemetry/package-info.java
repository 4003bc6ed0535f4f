/// Tests of what is counted.
@NullMarked
package io.oratio.control.telemetry;

import org.jspecify.annotations.NullMarked;
