package io.oratio.media.path;

/// How much of a stretch of speech the caller really heard.
///
/// @param contentId the engine's name of the stretch
/// @param playedSamples sent to the caller, at the engine's rate
/// @param queuedSamples received from the engine so far, played ones included
public record Playback(String contentId, long playedSamples, long queuedSamples) {
  /// 0.0 to 1.0 of what had arrived.
  public double share() {
    return queuedSamples == 0 ? 1.0 : (double) playedSamples / queuedSamples;
  }
}
