package io.oratio.media.path;

/// What one path has done so far.
///
/// @param framesHeard of 20 ms, handed to the path by its leg
/// @param framesConcealed of them, made up by the leg
/// @param framesSpoken of 20 ms, with speech of the engine in them
/// @param underruns times that speech was late inside a stretch
/// @param underrunSamples of silence sent for it, at the engine's rate
/// @param samplesDropped of speech, at the engine's rate, because too much waited already
/// @param heardDelay from a packet's arrival to its sound being handed to the engine
/// @param spokenDelay from the arrival of speech, while nothing waited to be played, to its first
///   packet leaving
public record PathStats(
    long framesHeard,
    long framesConcealed,
    long framesSpoken,
    long underruns,
    long underrunSamples,
    long samplesDropped,
    Delays heardDelay,
    Delays spokenDelay) {}
