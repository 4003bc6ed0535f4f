/// Sound as 16-bit mono PCM: frames, resampling, tones, levels. Any package may import it; it
/// imports none of ours.
@NullMarked
package io.oratio.media.pcm;

import org.jspecify.annotations.NullMarked;
