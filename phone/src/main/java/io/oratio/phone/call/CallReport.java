package io.oratio.phone.call;

import io.oratio.media.path.Quality;
import io.oratio.phone.sound.Heard;

/// The record of one call, made when it is over.
///
/// @param callId the SIP Call-ID
/// @param target the URI that was called
/// @param status the final status; 0 when none came
/// @param reason of the status, or of the failure, in words
/// @param ringMs from the INVITE to the first ringing; -1 if it never rang
/// @param answerMs from the INVITE to the 200; -1 if it was never answered
/// @param talkMs from the answer to the end; 0 if never answered
/// @param heard what came from the other side
/// @param quality of the line
/// @param gaps stretches without a packet for 60 ms and more while the line was to carry sound
/// @param longestGapMs the longest of them
/// @param expectedPackets as many as the agreed packet time makes in the time talked
/// @param packets as many as came in that time
public record CallReport(
    String callId,
    String target,
    CallOutcome outcome,
    int status,
    String reason,
    long ringMs,
    long answerMs,
    long talkMs,
    Heard.Snapshot heard,
    Quality quality,
    long gaps,
    long longestGapMs,
    long expectedPackets,
    long packets,
    EndedBy endedBy) {
  /// Whether the call was answered and something was said.
  public boolean hasHeardSpeech() {
    return outcome == CallOutcome.ANSWERED && heard.hasSpeech();
  }

  /// How much of the sound that was due has come: 1.0 for all of it.
  public double completeness() {
    return expectedPackets == 0 ? 1.0 : (double) packets / expectedPackets;
  }
}
