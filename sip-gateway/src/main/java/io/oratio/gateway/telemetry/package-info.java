/// What the gateway counts, and who may see it: one list of metric names, `/metrics`, liveness and
/// readiness. Imported by the wiring only.
@NullMarked
package io.oratio.gateway.telemetry;

import org.jspecify.annotations.NullMarked;
