/// What a request or a call does, as spans (OpenTelemetry). Without an SDK in the process they cost
/// next to nothing and go nowhere. Every channel and plane may import it; any thread.
@NullMarked
package io.oratio.runtime.trace;

import org.jspecify.annotations.NullMarked;
