package io.oratio.media.jitter;

import io.oratio.media.pcm.Pcm;

/// Knows when nobody will notice: at least 100 ms near the floor of the line's own noise, or of
/// nothing at all. Only then is the delay changed without need.
final class Quiet {
  /// Below this everything is quiet, whatever the floor.
  private static final double SILENT_DBOV = -60;

  /// Above this nothing is, or a steady tone would come to count as noise.
  private static final double LOUD_DBOV = -40;

  /// How far above its floor noise still is noise.
  private static final double ABOVE_FLOOR_DB = 6;

  /// How fast the floor follows a line that became noisier: 1 dB a second.
  private static final double RISE_DB = 0.02;

  private static final int FRAMES = 5;

  private double floorDbov = -50;
  private int run;

  /// Counts a frame that is given out.
  void frame(short[] samples, int count) {
    double level = Pcm.levelDbov(samples, 0, count);
    run = level < limitDbov() ? run + 1 : 0;
    floorDbov = Math.min(level, floorDbov + RISE_DB);
  }

  /// Whether it has been quiet for long enough.
  boolean isQuiet() {
    return run >= FRAMES;
  }

  /// Whether these samples would go on being quiet.
  boolean wouldStayQuiet(short[] samples, int offset, int count) {
    return Pcm.levelDbov(samples, offset, count) < limitDbov();
  }

  private double limitDbov() {
    return Math.max(SILENT_DBOV, Math.min(LOUD_DBOV, floorDbov + ABOVE_FLOOR_DB));
  }
}
