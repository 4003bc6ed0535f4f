package io.oratio.media.jitter;

import io.oratio.media.pcm.Pcm;

/// Sounds on where sound is missing, in the manner of ITU-T G.711 appendix I: the last pitch period
/// is repeated, after 10 ms the last two, after 20 ms the last three; from 10 ms on it fades, and
/// after 60 ms it is silent. What comes next is faded in over what was made up.
///
/// Unlike the appendix it holds no sample back to smooth the beginning of a loss: the step between
/// the last sample and the repetition is faded out instead. So sound without loss passes unchanged
/// and undelayed.
///
/// One per stream, on the call's event loop; it allocates nothing after its construction.
public final class Concealment {
  private final int rateHz;
  private final int shortestPitch;
  private final int longestPitch;
  private final int compared;
  private final int stride;

  /// The last sound given out, made up or not, oldest first.
  private final short[] recent;

  /// [#recent] as it was when the loss began.
  private final short[] before;

  private int erased;
  private int pitch;
  private int periods;
  private int phase;
  private int oldPeriods;
  private int oldPhase;
  private int crossing;
  private int step;
  private int merging;
  private int mergeLength;

  /// A concealment for sound of this rate, a multiple of 8000 Hz.
  public Concealment(int rateHz) {
    this.rateHz = rateHz;
    this.stride = rateHz / 8000;
    this.shortestPitch = samples(5);
    this.longestPitch = samples(15);
    this.compared = samples(20);
    // Three periods and the quarter before them that their end is blended with.
    this.recent = new short[3 * longestPitch + longestPitch / 4];
    this.before = new short[recent.length];
  }

  /// Takes sound that came. It is unchanged unless something was missing just before: then its
  /// beginning is blended, in place, with what was made up.
  public void heard(short[] sound, int offset, int count) {
    if (erased > 0 && merging == 0) {
      mergeLength = Math.min(samples(10), pitch / 4 + erased * 2 / 5);
      merging = mergeLength;
    }
    for (int i = 0; i < count && merging > 0; i++, merging--) {
      float weight = (float) merging / (mergeLength + 1);
      float made = next();
      sound[offset + i] = Pcm.clamp(sound[offset + i] * (1 - weight) + made * weight);
    }
    if (merging == 0) {
      erased = 0;
    }
    remember(sound, offset, count);
  }

  /// Makes up the next `count` samples of sound that is missing.
  public void conceal(short[] out, int offset, int count) {
    if (erased == 0 || merging > 0) {
      begin();
    }
    for (int i = 0; i < count; i++) {
      out[offset + i] = Pcm.clamp(next());
    }
    remember(out, offset, count);
  }

  /// Gives out silence that is meant to be silence: the sender paused. A sound still in the air
  /// ends within 2.5 ms instead of being cut.
  public void silence(short[] out, int offset, int count) {
    int ramp = samples(5) / 2;
    int last = recent[recent.length - 1];
    erased = 0;
    merging = 0;
    for (int i = 0; i < count; i++) {
      out[offset + i] = (short) (i < ramp ? last * (ramp - 1 - i) / ramp : 0);
    }
    remember(out, offset, count);
  }

  /// Whether what is made up has faded away.
  public boolean isSpent() {
    return erased >= samples(60);
  }

  /// The pitch period of what was made up last, in samples: at least 5 ms, at most 15.
  int period() {
    return pitch;
  }

  private void begin() {
    System.arraycopy(recent, 0, before, 0, recent.length);
    erased = 0;
    merging = 0;
    pitch = pitch();
    periods = 1;
    phase = 0;
    crossing = 0;
    int end = before.length;
    step = before[end - 1] - before[end - 1 - pitch];
  }

  /// The next made-up sample: the repetition, blended at its changes, times the fading gain.
  private float next() {
    widen();
    float value = repeated(periods, phase);
    phase = (phase + 1) % (periods * pitch);
    int quarter = pitch / 4;
    if (crossing > 0) {
      float weight = (float) crossing / (quarter + 1);
      value = value * (1 - weight) + repeated(oldPeriods, oldPhase) * weight;
      oldPhase = (oldPhase + 1) % (oldPeriods * pitch);
      crossing--;
    }
    if (erased < quarter) {
      value += (float) step * (quarter - erased) / (quarter + 1);
    }
    value *= gain();
    erased = Math.min(erased + 1, samples(60));
    return value;
  }

  /// After 10 ms and after 20 ms one period more is repeated, so that a long loss does not buzz.
  private void widen() {
    if (erased == samples(10) || erased == samples(20)) {
      oldPeriods = periods;
      oldPhase = phase;
      crossing = pitch / 4;
      periods++;
      phase %= pitch;
    }
  }

  private float gain() {
    int from = samples(10);
    int to = samples(60);
    if (erased <= from) {
      return 1;
    }
    return erased >= to ? 0 : (float) (to - erased) / (to - from);
  }

  /// One sample of the last `count` periods repeated; the last quarter of a period is blended into
  /// what came before the first, so that the repetition closes without a step.
  private float repeated(int count, int at) {
    int length = count * pitch;
    int index = before.length - length + at;
    int quarter = pitch / 4;
    int intoQuarter = at - (length - quarter);
    if (intoQuarter < 0) {
      return before[index];
    }
    float weight = (intoQuarter + 1f) / (quarter + 1);
    return before[index] * (1 - weight) + before[index - length] * weight;
  }

  /// The lag at which the last 20 ms are most like what was before them.
  private int pitch() {
    int end = before.length;
    int best = shortestPitch;
    double bestLikeness = Double.NEGATIVE_INFINITY;
    for (int lag = shortestPitch; lag <= longestPitch; lag += stride) {
      double likeness = likeness(before, end - compared, end - compared - lag, compared, stride);
      if (likeness > bestLikeness) {
        bestLikeness = likeness;
        best = lag;
      }
    }
    return best;
  }

  /// How alike two stretches are: their correlation by the energy of the second, larger is better.
  static double likeness(short[] sound, int a, int b, int count, int stride) {
    long product = 0;
    long energy = 1;
    for (int i = 0; i < count; i += stride) {
      product += sound[a + i] * sound[b + i];
      energy += sound[b + i] * sound[b + i];
    }
    return product / Math.sqrt(energy);
  }

  private void remember(short[] sound, int offset, int count) {
    int kept = Math.max(0, recent.length - count);
    System.arraycopy(recent, recent.length - kept, recent, 0, kept);
    int taken = recent.length - kept;
    System.arraycopy(sound, offset + count - taken, recent, kept, taken);
  }

  private int samples(int ms) {
    return rateHz / 1000 * ms;
  }
}
