package io.oratio.media.jitter;

/// What a jitter buffer did so far.
///
/// @param accepted packets that were kept to be played
/// @param late packets that came after their time had passed
/// @param duplicate packets that had come before
/// @param stray packets far from the others by sequence number, not used
/// @param refused packets longer than any we asked for
/// @param dropped packets accepted and then thrown away because too many were waiting
/// @param restarts beginnings of a new stream, the first one included
/// @param concealedFrames frames that were made up, in whole or in part, for what was missing
/// @param insertedFrames frames made up in order to wait longer
/// @param shortened times that a little sound was left out in order to wait less
/// @param concealedRuns in how many runs the concealed frames came; with their number it tells
///   bursts from chance
public record JitterCounts(
    long accepted,
    long late,
    long duplicate,
    long stray,
    long refused,
    long dropped,
    long restarts,
    long concealedFrames,
    long insertedFrames,
    long shortened,
    long concealedRuns) {}
