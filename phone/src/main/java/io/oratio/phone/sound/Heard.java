package io.oratio.phone.sound;

import java.util.Optional;

/// What the phone heard since the call was answered, frame by frame, kept as figures. Fed by the
/// line's event loop; [#soFar()] may be asked by any thread.
public final class Heard {
  /// A frame at least this loud is taken for speech.
  public static final double SPEECH_DBFS = -45;

  /// What silence reads on the meter.
  public static final double FLOOR_DBFS = -96;

  private static final int FRAMES_A_METER = 5;

  /// So many loud frames in a row are speech, not a click: 60 ms.
  private static final int FRAMES_TO_BEGIN = 3;

  private static final double FULL_SCALE = 32_767;

  private long samples;
  private double energy;
  private long loudFrames;
  private double loudEnergy;
  private double meterEnergy;
  private int meterFrames;
  private int meterSamples;
  private double meterDbfs = FLOOR_DBFS;
  private int loudInARow;
  private long firstSpeechMs = -1;
  private long lastSpeechMs = -1;
  private volatile Snapshot snapshot =
      new Snapshot(0, FLOOR_DBFS, FLOOR_DBFS, FLOOR_DBFS, 0, -1, -1);

  /// The figures at one moment; times count from the answer.
  ///
  /// @param heardMs length of all that was heard, silence included
  /// @param rmsDbfs level of all of it
  /// @param speechDbfs level of the loud frames alone
  /// @param meterDbfs level of the last 100 ms
  /// @param loudMs length of the loud frames
  /// @param firstSpeechMs when speech was first heard; -1 if never
  /// @param lastSpeechMs when it was last heard; -1 if never
  public record Snapshot(
      long heardMs,
      double rmsDbfs,
      double speechDbfs,
      double meterDbfs,
      long loudMs,
      long firstSpeechMs,
      long lastSpeechMs) {
    /// Whether anything was said at all.
    public boolean hasSpeech() {
      return firstSpeechMs >= 0;
    }

    /// How long nothing has been said; empty if nothing ever was.
    public Optional<Long> silentMs() {
      return hasSpeech() ? Optional.of(heardMs - lastSpeechMs) : Optional.empty();
    }
  }

  /// Takes one frame of 20 ms.
  public void frame(short[] frame, int count) {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += (double) frame[i] * frame[i];
    }
    samples += count;
    energy += sum;
    long nowMs = samples * 1_000 / Sound.RATE_HZ;
    long frameMs = count * 1_000L / Sound.RATE_HZ;
    if (dbfs(sum, count) >= SPEECH_DBFS) {
      loudFrames++;
      loudEnergy += sum;
      loudInARow++;
      if (loudInARow >= FRAMES_TO_BEGIN) {
        firstSpeechMs = firstSpeechMs < 0 ? nowMs - frameMs * FRAMES_TO_BEGIN : firstSpeechMs;
        lastSpeechMs = nowMs;
      }
    } else {
      loudInARow = 0;
    }
    meter(sum, count);
    long loudMs = loudFrames * 20;
    snapshot =
        new Snapshot(
            nowMs,
            dbfs(energy, samples),
            dbfs(loudEnergy, loudMs * Sound.RATE_HZ / 1_000),
            meterDbfs,
            loudMs,
            firstSpeechMs,
            lastSpeechMs);
  }

  private void meter(double sum, int count) {
    meterEnergy += sum;
    meterSamples += count;
    meterFrames++;
    if (meterFrames == FRAMES_A_METER) {
      meterDbfs = dbfs(meterEnergy, meterSamples);
      meterEnergy = 0;
      meterSamples = 0;
      meterFrames = 0;
    }
  }

  /// The level of a stretch, against a full-scale square wave.
  private static double dbfs(double energy, long count) {
    if (count == 0 || energy == 0) {
      return FLOOR_DBFS;
    }
    return Math.max(FLOOR_DBFS, 20 * Math.log10(Math.sqrt(energy / count) / FULL_SCALE));
  }

  /// The figures now. Any thread.
  public Snapshot soFar() {
    return snapshot;
  }
}
