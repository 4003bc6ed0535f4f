/// What the phone says and what it makes of what it hears: WAV files, tones, levels, where speech
/// begins and ends. `call`, `dial` and `load` import it; it imports only the media library's
/// samples. A [Sound] and a [Heard] belong to the line's event loop; what other threads may read of
/// them says so.
@NullMarked
package io.oratio.phone.sound;

import org.jspecify.annotations.NullMarked;
