/// The runtime as a call's mind: the prompt put together, the tools opened, the caller's words
/// listened to. Imported by the wiring only; imports `gateway.tool` and the runtime.
@NullMarked
package io.oratio.gateway.mind;

import org.jspecify.annotations.NullMarked;
