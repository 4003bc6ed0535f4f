/// HTTP/2 in cleartext and over TLS (RFC 9113), the gate before a stream, the pacer and the admin
/// calls. Only the front (io.oratio.simulator) may import it; Netty's event loops run it.
@NullMarked
package io.oratio.simulator.server;

import org.jspecify.annotations.NullMarked;
