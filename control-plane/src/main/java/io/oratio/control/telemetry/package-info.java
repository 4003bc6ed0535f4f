/// What the control plane counts. Only the wiring imports it; safe from any thread.
@NullMarked
package io.oratio.control.telemetry;

import org.jspecify.annotations.NullMarked;
