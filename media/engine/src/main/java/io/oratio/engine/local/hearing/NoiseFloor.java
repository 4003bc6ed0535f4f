package io.oratio.engine.local.hearing;

import java.util.Arrays;

/// The level of a line when nobody speaks: the quietest of the last two seconds. Speech leaves gaps
/// within that time, steady noise does not. (The line's own detector follows noise up slowly, by
/// 1.5 dB a second; here a turn must not hang on noise for that long.)
final class NoiseFloor {
  private static final int BLOCKS_PER_SLOT = 10;
  private static final int SLOTS = 10;
  private static final double AT_FIRST_DBOV = -60;
  private static final double LOWEST_DBOV = -75;
  private static final double SMOOTHING = 0.4;

  private final double[] slots = new double[SLOTS];
  private int slot;
  private int blocks;
  private double smoothed = AT_FIRST_DBOV;

  NoiseFloor() {
    Arrays.fill(slots, AT_FIRST_DBOV);
  }

  /// Learns the level of the next 20 ms.
  void level(double dbov) {
    smoothed += SMOOTHING * (dbov - smoothed);
    slots[slot] = blocks == 0 ? smoothed : Math.min(slots[slot], smoothed);
    blocks++;
    if (blocks == BLOCKS_PER_SLOT) {
      blocks = 0;
      slot = (slot + 1) % SLOTS;
    }
  }

  double dbov() {
    double lowest = slots[0];
    for (double it : slots) {
      lowest = Math.min(lowest, it);
    }
    return Math.max(LOWEST_DBOV, lowest);
  }
}
