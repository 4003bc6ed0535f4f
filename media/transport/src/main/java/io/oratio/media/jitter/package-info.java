/// From packets that come when they like to a frame every 20 ms: order, delay, and what is heard in
/// place of what never came. Imports `rtp` and the decoders of `codec`; only `path` imports it.
/// Everything runs on the call's event loop and takes the time as an argument. RTP's times are
/// those of RFC 3550 §5.1, pauses those of RFC 3551 §4.1, concealment follows ITU-T G.711 appendix
/// I.
@NullMarked
package io.oratio.media.jitter;

import org.jspecify.annotations.NullMarked;
