/// UDP: who lends a port, who owns its event loop, and whose packets count (RFC 3550 §11, RFC 4961;
/// the latching rule is our own, see [io.oratio.media.wire.Latching]).
///
/// Imports none of ours; only `path` imports it here, and whoever opens calls lends ports from
/// [io.oratio.media.wire.Wire]. A port's packets arrive on the port's event loop; lending blocks
/// for a few system calls and belongs on a call's own thread.
@NullMarked
package io.oratio.media.wire;

import org.jspecify.annotations.NullMarked;
