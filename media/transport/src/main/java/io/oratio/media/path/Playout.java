package io.oratio.media.path;

import io.oratio.media.pcm.FrameSink;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/// The engine's speech waiting to be played. It arrives faster than it is spoken, in stretches that
/// the engine has named, and leaves 20 ms at a time towards the caller; silence fills what is
/// missing.
///
/// What counts as played is what has left in a packet: samples on their way through the resampler
/// or in a packet that is not full yet are still counted as waiting. All of it runs on the path's
/// event loop.
final class Playout {
  /// A falling or rising edge of 2.5 ms: short enough not to be heard, long enough not to click.
  private static final int RAMPS_A_SECOND = 400;

  private static final int FRAMES_A_SECOND = 50;

  /// After so many frames of silence neither the resampler nor a packet of 60 ms holds any speech.
  private static final int SETTLED_FRAMES = 4;

  private final FrameSink next;
  private final FrameSink silentNext;
  private final Consumer<String> whenPlayed;
  private final LongConsumer whenLeft;
  private final short[] frame;
  private final short[] silence;
  private final int rampSamples;
  private final Deque<Stretch> waiting = new ArrayDeque<>();
  private final Deque<Stretch> untold = new ArrayDeque<>();
  private final Travelling travelling = new Travelling();
  private short lastSample;
  private boolean wasDry;
  private int silentFrames = SETTLED_FRAMES;
  private long underruns;
  private long underrunSamples;

  /// A playout into the next sink, whose rate is the engine's.
  ///
  /// @param silentNext where lasting silence goes, past the resampler: most of a call is silence,
  ///   and nothing is cheaper than not to filter it
  /// @param whenPlayed told the name of each stretch that has been played to its end
  /// @param whenLeft told how many samples have left the queue
  Playout(
      FrameSink next, FrameSink silentNext, Consumer<String> whenPlayed, LongConsumer whenLeft) {
    this.next = next;
    this.silentNext = silentNext;
    this.whenPlayed = whenPlayed;
    this.whenLeft = whenLeft;
    this.frame = new short[next.rateHz() / FRAMES_A_SECOND];
    this.silence = new short[silentNext.rateHz() / FRAMES_A_SECOND];
    this.rampSamples = next.rateHz() / RAMPS_A_SECOND;
  }

  /// Speech to be played after what waits already. The array is kept.
  void add(String contentId, short[] samples) {
    Stretch stretch = untold.peekLast();
    if (stretch == null || stretch.hasEnded || !stretch.contentId.equals(contentId)) {
      stretch = stretchOf(contentId);
    }
    stretch.add(samples);
  }

  /// No more will come of this stretch.
  void end(String contentId) {
    for (Stretch stretch : untold) {
      if (stretch.contentId.equals(contentId)) {
        stretch.hasEnded = true;
      }
    }
    tellPlayed();
  }

  /// Whether speech waits to be played.
  boolean hasSpeech() {
    for (Stretch stretch : waiting) {
      if (stretch.hasSamples()) {
        return true;
      }
    }
    return false;
  }

  /// Sends the next 20 ms on.
  ///
  /// @return how many samples of it are speech
  int play() {
    if (silentFrames >= SETTLED_FRAMES && !hasSpeech()) {
      countUnderrun(0);
      silentNext.frame(silence, silence.length);
      return 0;
    }
    int spoken = fill();
    travelling.addSilence(frame.length - spoken);
    silentFrames = spoken == 0 && lastSample == 0 ? silentFrames + 1 : 0;
    fade(spoken);
    next.frame(frame, frame.length);
    if (spoken > 0) {
      whenLeft.accept(spoken);
    }
    return spoken;
  }

  /// Sends 20 ms of silence on, while speech goes on waiting.
  void pause() {
    silentNext.frame(silence, silence.length);
  }

  /// Counts as played all that has been sent on but the newest samples.
  ///
  /// @param unsentSamples on their way still, at this rate
  void sentAllBut(long unsentSamples) {
    if (travelling.arrive(unsentSamples)) {
      tellPlayed();
    }
  }

  /// Forgets what waits and what is on its way.
  ///
  /// @return how much of each stretch was played, those left out that have been told as played
  List<Playback> flush() {
    long left = 0;
    List<Playback> playbacks = new ArrayList<>(untold.size());
    for (Stretch stretch : untold) {
      playbacks.add(new Playback(stretch.contentId, stretch.played, stretch.queued));
      left += stretch.waitingSamples();
    }
    untold.clear();
    waiting.clear();
    travelling.clear();
    lastSample = 0;
    wasDry = false;
    silentFrames = SETTLED_FRAMES;
    whenLeft.accept(left);
    return playbacks;
  }

  /// How often speech was late inside a stretch.
  long underruns() {
    return underruns;
  }

  /// The silence sent for it.
  long underrunSamples() {
    return underrunSamples;
  }

  private Stretch stretchOf(String contentId) {
    for (Stretch stretch : untold) {
      if (!stretch.hasEnded && stretch.contentId.equals(contentId)) {
        return stretch;
      }
    }
    Stretch added = new Stretch(contentId);
    untold.addLast(added);
    waiting.addLast(added);
    return added;
  }

  private int fill() {
    int filled = 0;
    while (filled < frame.length) {
      Stretch stretch = waiting.peekFirst();
      if (stretch == null) {
        break;
      }
      int taken = stretch.take(frame, filled);
      if (taken == 0) {
        // The engine went on to the next stretch without a word about the end of this one.
        if (stretch.hasEnded || waiting.size() > 1) {
          stretch.hasEnded = true;
          waiting.removeFirst();
          continue;
        }
        break;
      }
      travelling.add(stretch, taken);
      filled += taken;
    }
    countUnderrun(filled);
    return filled;
  }

  private void countUnderrun(int filled) {
    Stretch stretch = waiting.peekFirst();
    boolean isDry = filled < frame.length && stretch != null && stretch.queued > 0;
    if (wasDry && filled > 0) {
      for (int i = 0; i < Math.min(rampSamples, filled); i++) {
        frame[i] = (short) (frame[i] * i / rampSamples);
      }
    }
    if (isDry) {
      underruns += wasDry && filled == 0 ? 0 : 1;
      underrunSamples += frame.length - filled;
    }
    wasDry = isDry;
  }

  /// Lets the sound fall to silence where the speech breaks off.
  private void fade(int spoken) {
    int from = spoken > 0 ? frame[spoken - 1] : lastSample;
    int length = Math.min(rampSamples, frame.length - spoken);
    for (int i = 0; i < length; i++) {
      frame[spoken + i] = (short) (from * (length - 1 - i) / length);
    }
    Arrays.fill(frame, spoken + length, frame.length, (short) 0);
    lastSample = frame[frame.length - 1];
  }

  private void tellPlayed() {
    while (!untold.isEmpty() && untold.peekFirst().isPlayed()) {
      whenPlayed.accept(untold.removeFirst().contentId);
    }
  }

  @Override
  public String toString() {
    return "Playout(" + next.rateHz() + ") -> " + next;
  }

  /// One named stretch of speech.
  private static final class Stretch {
    final String contentId;
    final Deque<short[]> chunks = new ArrayDeque<>();
    int chunkOffset;
    long queued;
    long taken;
    long played;
    boolean hasEnded;

    Stretch(String contentId) {
      this.contentId = contentId;
    }

    void add(short[] samples) {
      if (samples.length > 0) {
        chunks.addLast(samples);
        queued += samples.length;
      }
    }

    boolean hasSamples() {
      return taken < queued;
    }

    long waitingSamples() {
      return queued - taken;
    }

    boolean isPlayed() {
      return hasEnded && played == queued;
    }

    int take(short[] to, int at) {
      int count = 0;
      while (at + count < to.length && !chunks.isEmpty()) {
        short[] chunk = chunks.peekFirst();
        int length = Math.min(to.length - at - count, chunk.length - chunkOffset);
        System.arraycopy(chunk, chunkOffset, to, at + count, length);
        count += length;
        chunkOffset += length;
        if (chunkOffset == chunk.length) {
          chunks.removeFirst();
          chunkOffset = 0;
        }
      }
      taken += count;
      return count;
    }
  }

  /// What has been sent on and may not have left yet: whose samples, in order. A ring without
  /// allocation; a packet of 60 ms and the resampler's delay need four entries.
  private static final class Travelling {
    private static final int ENTRIES = 64;
    private final Stretch silence = new Stretch("");
    private final Stretch[] whose = new Stretch[ENTRIES];
    private final long[] samples = new long[ENTRIES];
    private int first;
    private int count;
    private long total;

    Travelling() {
      Arrays.fill(whose, silence);
    }

    void addSilence(int added) {
      add(silence, added);
    }

    void add(Stretch stretch, int added) {
      if (added == 0) {
        return;
      }
      int last = (first + count - 1 + ENTRIES) % ENTRIES;
      if (count > 0 && whose[last] == stretch) {
        samples[last] += added;
      } else {
        if (count == ENTRIES) {
          // So many tiny stretches in so little time: the oldest counts as sent a moment early.
          arriveFirst(samples[first]);
        }
        int at = (first + count) % ENTRIES;
        whose[at] = stretch;
        samples[at] = added;
        count++;
      }
      total += added;
    }

    boolean arrive(long unsent) {
      boolean hasSpeech = false;
      while (total > unsent && count > 0) {
        hasSpeech |= whose[first] != silence;
        arriveFirst(Math.min(samples[first], total - unsent));
      }
      return hasSpeech;
    }

    void clear() {
      Arrays.fill(whose, silence);
      count = 0;
      total = 0;
    }

    private void arriveFirst(long arrived) {
      whose[first].played += arrived;
      samples[first] -= arrived;
      total -= arrived;
      if (samples[first] == 0) {
        first = (first + 1) % ENTRIES;
        count--;
      }
    }
  }
}
