/// Recordings: both sides of a call in one WAV file, and WAV files for tests and tools.
///
/// Imports none of ours; `path` imports it, and whoever opens calls opens recorders. A call's event
/// loop hands frames over without blocking; one thread, [io.oratio.media.record.DiskWriter], writes
/// them all. The format is RIFF/WAVE as Microsoft's "Multimedia Programming Interface and Data
/// Specifications 1.0" (1991) has it, PCM 16 bits.
@NullMarked
package io.oratio.media.record;

import org.jspecify.annotations.NullMarked;
