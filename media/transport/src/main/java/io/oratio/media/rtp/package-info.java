/// RTP as RFC 3550 §5 and appendix A have it: one packet read or written, one sender's sequence
/// followed. Imports only Netty's buffers; `rtcp`, `dtmf`, `jitter`, `wire` and `path` import it.
/// Everything runs on the call's event loop; nothing here allocates per packet, locks, or takes a
/// buffer over: whoever gave it releases it.
@NullMarked
package io.oratio.media.rtp;

import org.jspecify.annotations.NullMarked;
