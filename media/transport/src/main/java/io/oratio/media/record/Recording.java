package io.oratio.media.record;

import java.nio.file.Path;
import java.time.Duration;

/// A finished recording.
///
/// @param file where it lies
/// @param length of its sound
/// @param samplesLost of each channel, replaced by silence because the disk did not keep up, or
///   left out at the end because the disk failed or the file was full
public record Recording(Path file, Duration length, long samplesLost) {}
