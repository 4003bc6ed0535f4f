package io.oratio.media.vad;

import io.oratio.media.pcm.Pcm;

/// Hears speech as what is louder than the line's own noise for long enough. The noise is followed
/// down at once and up slowly, so that a line that becomes noisier is not taken for a speaker for
/// ever. It knows nothing of words: a cough is speech, a whisper under the noise is not.
///
/// One per stream, on the thread that has its frames; it allocates nothing.
public final class EnergyVad {
  private static final int FRAME_MS = 20;
  private static final double LOWEST_FLOOR_DBOV = -75;
  private static final double HIGHEST_FLOOR_DBOV = -35;

  /// Speech has pauses at least this often; noise has none. 1.5 dB a second.
  private static final double RISE_DB = 0.03;

  private final Settings settings;
  private double floorDbov = -60;
  private double levelDbov = -127;
  private boolean speaking;
  private int loudMs;
  private int quietMs;

  /// How it hears.
  ///
  /// @param aboveFloorDb how much louder than noise speech is
  /// @param leastDbov nothing below this is speech
  /// @param attackMs how long it must be loud to be speech: 40 ms leave clicks out
  /// @param hangoverMs how long it must be quiet for speech to be over
  public record Settings(double aboveFloorDb, double leastDbov, int attackMs, int hangoverMs) {
    /// For a telephone line.
    public static final Settings TELEPHONE = new Settings(10, -50, 60, 400);

    public Settings {
      if (aboveFloorDb < 3 || aboveFloorDb > 40 || leastDbov < -90 || leastDbov > -10) {
        throw new IllegalArgumentException(
            "speech is 3 to 40 dB above noise and its least level -90 to -10 dBov");
      }
      if (attackMs < 0 || attackMs > 1000 || hangoverMs < 0 || hangoverMs > 10_000) {
        throw new IllegalArgumentException("attack is up to 1 s, hangover up to 10 s");
      }
    }
  }

  /// A detector with these settings.
  public EnergyVad(Settings settings) {
    this.settings = settings;
  }

  /// Hears a frame of 20 ms and says whether somebody speaks.
  public boolean frame(short[] samples, int count) {
    levelDbov = Pcm.levelDbov(samples, 0, count);
    boolean loud =
        levelDbov > settings.leastDbov() && levelDbov > floorDbov + settings.aboveFloorDb();
    double followed = Math.min(levelDbov, floorDbov + RISE_DB);
    floorDbov = Math.clamp(followed, LOWEST_FLOOR_DBOV, HIGHEST_FLOOR_DBOV);
    loudMs = loud ? loudMs + FRAME_MS : 0;
    quietMs = loud ? 0 : quietMs + FRAME_MS;
    if (!speaking && loudMs > 0 && loudMs >= settings.attackMs()) {
      speaking = true;
    } else if (speaking && quietMs > settings.hangoverMs()) {
      speaking = false;
    }
    return speaking;
  }

  /// Whether somebody speaks, by the last frame.
  public boolean isSpeaking() {
    return speaking;
  }

  /// The level of the last frame.
  public double levelDbov() {
    return levelDbov;
  }

  /// The level taken for noise.
  public double floorDbov() {
    return floorDbov;
  }

  /// For how long it has been quiet, the last frame included.
  public int quietMs() {
    return quietMs;
  }

  @Override
  public String toString() {
    return "Vad(" + settings.attackMs() + "/" + settings.hangoverMs() + " ms)";
  }
}
