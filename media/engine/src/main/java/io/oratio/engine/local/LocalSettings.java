package io.oratio.engine.local;

/// The limits of the local engine.
///
/// @param mostSessions sessions at once; more are refused
/// @param recognisers how many utterances are recognised at once; each costs some 60 MB in pure
///   Java
/// @param mostUtterancesWaiting utterances that wait for a recogniser; more are refused
/// @param synthesisers how many sentences are made at once
/// @param mostSentencesWaiting sentences that wait for the voice; more are refused
/// @param rememberedSpeechBytes how much made speech is kept for the next time
/// @param isNativeAllowed whether pocketsphinx is used where it is installed
public record LocalSettings(
    int mostSessions,
    int recognisers,
    int mostUtterancesWaiting,
    int synthesisers,
    int mostSentencesWaiting,
    long rememberedSpeechBytes,
    boolean isNativeAllowed) {
  public LocalSettings {
    if (mostSessions < 1
        || recognisers < 1
        || mostUtterancesWaiting < 1
        || synthesisers < 1
        || mostSentencesWaiting < 1
        || rememberedSpeechBytes < 0) {
      throw new IllegalArgumentException("the local engine's limits are positive");
    }
  }

  /// For one small machine.
  public static LocalSettings standard() {
    int cores = Runtime.getRuntime().availableProcessors();
    return new LocalSettings(
        200, Math.clamp(cores / 2, 1, 4), 32, Math.clamp(cores, 1, 4), 256, 24L << 20, true);
  }
}
