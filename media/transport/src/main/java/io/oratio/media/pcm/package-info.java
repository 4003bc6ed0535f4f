/// Sound as 16-bit mono PCM: frames, resampling, tones, levels. Any package may import it; it
/// imports none of ours. Stages belong to one stream and run on its event loop; the pure functions
/// run anywhere. No RFC speaks of it but for the scale of levels (RFC 6465).
@NullMarked
package io.oratio.media.pcm;

import org.jspecify.annotations.NullMarked;
