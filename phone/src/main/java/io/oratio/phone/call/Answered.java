package io.oratio.phone.call;

import io.oratio.phone.sdp.AudioTerms;

/// A call that was answered.
///
/// @param answerMs from the first INVITE to its 200; 0 where we are the called side
/// @param terms what was agreed for the sound
public record Answered(long answerMs, AudioTerms terms) {}
