/// Sound: hearing speech by its energy, making a voice, WAV files. Session may import it; runs on
/// the stream's event loop except for the writing of files, which has a thread of its own.
@NullMarked
package io.oratio.simulator.voice;

import org.jspecify.annotations.NullMarked;
