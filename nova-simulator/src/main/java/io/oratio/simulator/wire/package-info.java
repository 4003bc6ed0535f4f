/// Event-stream messages both ways (application/vnd.amazon.eventstream: prelude, headers, two
/// CRCs): the client's are signed envelopes around the message proper. The server may import it;
/// one stream's reader belongs to that stream's event loop.
@NullMarked
package io.oratio.simulator.wire;

import org.jspecify.annotations.NullMarked;
