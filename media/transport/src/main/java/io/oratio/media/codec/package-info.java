/// Codecs between RTP payloads and samples: PCMU and PCMA of ITU-T G.711, payload types as RFC 3551
/// §6 gives them. Any package of the media library may import it; it imports none of ours. A
/// [io.oratio.media.codec.Codec] is shared by all threads; an encoder or decoder made by it belongs
/// to one stream and is used on that call's event loop.
@NullMarked
package io.oratio.media.codec;

import org.jspecify.annotations.NullMarked;
