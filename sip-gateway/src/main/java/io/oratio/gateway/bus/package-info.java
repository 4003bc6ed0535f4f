/// What the two planes tell each other, from the gateway's side: the news of its calls go out as
/// live events, commands come in for a call that is here, and calls that were reserved are dialled.
/// All of it goes through ports of the domain, so that the other plane may be in this process, in
/// another one, or away. Only the wiring imports it. Everything runs on threads of its own: no call
/// ever waits for the bus.
@NullMarked
package io.oratio.gateway.bus;

import org.jspecify.annotations.NullMarked;
