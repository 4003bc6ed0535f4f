package io.oratio.media.jitter;

import io.oratio.media.codec.Codec;
import io.oratio.media.jitter.Unwrapping.Place;
import io.oratio.media.rtp.RtpPacket;

/// Takes the packets of one caller as they come and gives a frame of 20 ms each time it is asked.
///
/// It plays by timestamp: what the sender left out on purpose (no packet is missing, but time
/// passed) is silence; what is missing is concealed. Packets may hold up to 120 ms each.
///
/// On a line that keeps its time it changes nothing: every sample comes out as it went in, later by
/// [JitterSettings#initial] and up to one frame. The delay is steered by how early packets are
/// ([SlackWindow]):
///
/// - longer, when three packets came too late within ten seconds, when packets have come to be just
///   in time (the sender's clock is slow), or when a longer gap turns out to have been delay: at a
///   moment that is quiet or where something is missing anyway, never by cutting speech open;
/// - shorter, when for ten seconds no packet needed a good part of it, in quiet; in speech only
///   above [JitterSettings#maximum], and then by taking out whole periods of the sound.
///
/// One per stream, on the call's event loop. Its time is any nanosecond clock. After the first
/// seconds it allocates nothing.
public final class JitterBuffer {
  /// What became of a packet.
  public enum Arrival {
    /// It waits to be played.
    KEPT,
    /// It came after its time.
    LATE,
    /// It had come before.
    DUPLICATE,
    /// Its sequence number is far from the others; a second one like it begins a new stream.
    STRAY,
    /// It holds no sound, or more than 120 ms, or more than 1500 bytes.
    REFUSED
  }

  /// What a frame is.
  public enum Frame {
    /// Sound that came.
    HEARD,
    /// Made up, at least in part, for sound that is missing.
    CONCEALED,
    /// Nothing was sent, or nothing has come for so long that nothing is made up any more.
    SILENT
  }

  private static final long FRAME_NANOS = 20_000_000L;
  private static final int MAX_PAYLOAD_BYTES = 1500;

  /// A pause of this many frames has ended a talkspurt: what follows may begin at any delay.
  private static final int PAUSE_FRAMES = 10;

  /// A gap of this many frames is broken anyway: where it was delay, all of it is still played.
  private static final int BROKEN_FRAMES = 2;

  /// A line is left as it is up to this much above the initial delay.
  private static final long COMFORT_NANOS = 30_000_000L;

  /// Below this usual slack the clocks have drifted, or the line got slower for good.
  private static final long SCARCE_NANOS = 10_000_000L;

  /// A single late packet is an accident; this many within ten seconds are the line.
  private static final int LATE_ENOUGH = 3;

  /// Sound is shortened at most every third frame, so that it stays sound.
  private static final int SHORTEN_EVERY_FRAMES = 3;

  private static final long NOTHING = -1;

  private final JitterSettings settings;
  private final int rateHz;
  private final int frame;
  private final long initialNanos;
  private final long maximumNanos;
  private final Unwrapping stream;
  private final PacketSlots slots = new PacketSlots();
  private final SlackWindow slack = new SlackWindow();
  private final Quiet quiet = new Quiet();
  private final Concealment concealment;
  private final Staging staging;

  private boolean primed;
  private boolean ticked;
  private long lastTick;

  /// The number of the packet that would be decoded next.
  private long next;

  /// The position of the sample that is given out next.
  private long playAt;

  /// How many samples have been asked for in a row while nothing waited.
  private long dry;

  private boolean wantsMore;
  private int sinceShortened;
  private long stagedArrival;
  private long frameArrival;
  private boolean concealing;

  private long accepted;
  private long late;
  private long duplicate;
  private long stray;
  private long refused;
  private long dropped;
  private long restarts;
  private long concealedFrames;
  private long concealedRuns;
  private long insertedFrames;
  private long shortened;

  /// A buffer for sound of `rateHz` whose timestamps count at `clockHz` ([Codec#rateHz],
  /// [Codec#clockHz]); all codecs of one stream must agree on both.
  public JitterBuffer(JitterSettings settings, int rateHz, int clockHz) {
    this.settings = settings;
    this.rateHz = rateHz;
    this.frame = rateHz / 50;
    this.initialNanos = settings.initial().toNanos();
    this.maximumNanos = settings.maximum().toNanos();
    this.stream = new Unwrapping(rateHz, clockHz);
    this.concealment = new Concealment(rateHz);
    this.staging = new Staging(rateHz);
  }

  /// How many samples every frame has.
  public int frameSamples() {
    return frame;
  }

  /// Takes a packet of sound. The payload is copied; the datagram stays with its owner.
  public Arrival put(RtpPacket packet, Codec.Decoder decoder, long nowNanos) {
    if (packet.payloadBytes() == 0 || packet.payloadBytes() > MAX_PAYLOAD_BYTES) {
      refused++;
      other(packet);
      return Arrival.REFUSED;
    }
    if (!place(packet)) {
      stray++;
      return Arrival.STRAY;
    }
    long number = stream.number();
    if (slots.came(number)) {
      duplicate++;
      return Arrival.DUPLICATE;
    }
    long position = stream.position(packet.timestamp());
    dropped += slots.keep(number, packet, decoder, position, nowNanos) ? 1 : 0;
    int samples = slots.samples(number);
    if (samples <= 0 || samples > rateHz / 1000 * Staging.MAX_PACKET_MS) {
      slots.spend(number);
      refused++;
      return Arrival.REFUSED;
    }
    boolean inTime = isInTime(number, position, samples, nowNanos);
    wantsMore = isTooShort();
    if (!inTime) {
      slots.spend(number);
      late++;
      return Arrival.LATE;
    }
    accepted++;
    return Arrival.KEPT;
  }

  /// Notes a packet of the same stream that is no sound (an event, comfort noise), so that its
  /// sequence number is not taken for a loss.
  public void other(RtpPacket packet) {
    if (place(packet) && !slots.came(stream.number())) {
      dropped += slots.note(stream.number()) ? 1 : 0;
    }
  }

  /// Gives the next 20 ms to `out`, which must have room for [#frameSamples]. Call it every 20 ms;
  /// where a call was missed the sound is not lost, but waits.
  public Frame take(short[] out, long nowNanos) {
    ticked = true;
    lastTick = nowNanos;
    slack.roll(nowNanos);
    Frame made = primed ? play(out) : silence(out);
    quiet.frame(out, frame);
    return made;
  }

  /// When the packet came from which the last frame that was [Frame#HEARD] begins, by the clock
  /// given to [#put].
  public long frameArrivalNanos() {
    return frameArrival;
  }

  /// What was done so far.
  public JitterCounts counts() {
    return new JitterCounts(
        accepted,
        late,
        duplicate,
        stray,
        refused,
        dropped,
        restarts,
        concealedFrames,
        insertedFrames,
        shortened,
        concealedRuns);
  }

  @Override
  public String toString() {
    return "Jitter("
        + settings.initial().toMillis()
        + ".."
        + settings.maximum().toMillis()
        + " ms)";
  }

  // --- arriving ---

  private boolean place(RtpPacket packet) {
    Place place = stream.place(packet);
    if (place == Place.NEW_STREAM) {
      slots.clear();
      primed = false;
      restarts++;
    }
    return place != Place.STRAY;
  }

  /// Whether a packet that was just put into its slot can still be played; moves the playing where
  /// that is better than losing the packet.
  private boolean isInTime(long number, long position, int samples, long nowNanos) {
    if (!primed) {
      prime(number, position, nowNanos);
    }
    boolean alone = slots.waiting() == 1 && staging.count() == 0 && number >= next;
    long slackNanos = slackNanos(position, nowNanos);
    if (alone
        && dry >= PAUSE_FRAMES * frame
        && (slackNanos < initialNanos / 2 || slackNanos > maximumNanos)) {
      prime(number, position, nowNanos);
      slackNanos = slackNanos(position, nowNanos);
    }
    slack.add(slackNanos, nowNanos);
    if (number < next || position + samples <= playAt + staging.count()) {
      if (!alone || !isWorthWaiting()) {
        return false;
      }
      moveTo(position);
    }
    if (position - playAt > 2 * samples(maximumNanos)) {
      staging.clear();
      moveTo(position - samples(initialNanos));
    }
    return true;
  }

  /// Begins to play so that this packet is as early as it should be.
  private void prime(long number, long position, long nowNanos) {
    long missing = initialNanos - (nextTick(nowNanos) - nowNanos);
    long frames = Math.max(0, Math.ceilDiv(missing, FRAME_NANOS));
    playAt = position - frames * frame;
    next = number;
    staging.clear();
    slack.clear();
    primed = true;
  }

  private boolean isWorthWaiting() {
    return dry >= BROKEN_FRAMES * frame || isTooShort();
  }

  private boolean isTooShort() {
    return (slack.lateCount() >= LATE_ENOUGH || slack.smoothNanos() < SCARCE_NANOS)
        && slack.smoothNanos() + FRAME_NANOS <= maximumNanos;
  }

  private void moveTo(long position) {
    slack.shift((playAt - position) * 1_000_000_000L / rateHz);
    slack.forgiveLate();
    playAt = position;
  }

  /// How long before the frame that needs it a packet came.
  private long slackNanos(long position, long nowNanos) {
    return nextTick(nowNanos) - nowNanos + Math.floorDiv(position - playAt, frame) * FRAME_NANOS;
  }

  private long nextTick(long nowNanos) {
    return ticked ? Math.max(lastTick + FRAME_NANOS, nowNanos) : nowNanos;
  }

  // --- playing ---

  private Frame play(short[] out) {
    if (wantsMore && (quiet.isQuiet() || !stage(frame))) {
      return insert(out);
    }
    shorten();
    return fill(out);
  }

  /// Plays a frame that nobody sent, so that all that follows has more time. In the middle of sound
  /// whole periods of it are put in, and the rest of the frame stands for what comes next.
  private Frame insert(short[] out) {
    wantsMore = false;
    insertedFrames++;
    concealment.conceal(out, 0, frame);
    int period = concealment.period();
    int added = quiet.isQuiet() ? frame : frame / period * period;
    moveTo(playAt - added);
    playAt += frame;
    staging.skip(frame - added);
    return Frame.CONCEALED;
  }

  private Frame fill(short[] out) {
    boolean heard = false;
    boolean concealed = false;
    int made = 0;
    while (made < frame) {
      int count;
      if (stage(1)) {
        frameArrival = heard ? frameArrival : stagedArrival;
        count = staging.take(out, made, frame - made);
        concealment.heard(out, made, count);
        dry = 0;
        heard = true;
      } else {
        long waiting = nextWaiting();
        long gap = waiting == NOTHING ? frame : slots.position(waiting) - playAt;
        count = (int) Math.min(frame - made, gap);
        dry += waiting == NOTHING ? count : 0;
        if (isPause(waiting)) {
          concealment.silence(out, made, count);
        } else {
          concealed |= !concealment.isSpent();
          concealment.conceal(out, made, count);
        }
      }
      made += count;
      playAt += count;
    }
    concealedRuns += concealed && !concealing ? 1 : 0;
    concealing = concealed;
    if (concealed) {
      concealedFrames++;
      return Frame.CONCEALED;
    }
    return heard ? Frame.HEARD : Frame.SILENT;
  }

  private Frame silence(short[] out) {
    concealment.silence(out, 0, frame);
    return Frame.SILENT;
  }

  /// Takes sound out where packets have waited longer than anyone needs.
  private void shorten() {
    sinceShortened++;
    boolean forced =
        slack.recentlyLowestNanos() > maximumNanos && sinceShortened >= SHORTEN_EVERY_FRAMES;
    boolean eased =
        quiet.isQuiet() && slack.isFilled() && slack.lowestNanos() > initialNanos + COMFORT_NANOS;
    if (!forced && !eased || !stage(frame + staging.neededToShorten())) {
      return;
    }
    boolean unnoticed = staging.isQuiet(quiet, 2 * frame);
    if (!forced && !unnoticed) {
      return;
    }
    int length = unnoticed ? frame : staging.period();
    staging.shorten(length);
    moveTo(playAt + length);
    shortened++;
    sinceShortened = 0;
  }

  /// Whether the sender left out on purpose what is to be played now: every packet up to the next
  /// that waits has come, and was no sound.
  private boolean isPause(long waiting) {
    long until = waiting == NOTHING ? stream.highest() + 1 : waiting;
    for (long number = next; number < until; number++) {
      if (!slots.isOther(number)) {
        return false;
      }
    }
    return waiting != NOTHING || until > next;
  }

  /// Decodes until `wanted` samples can be played without a gap, and says whether it could.
  private boolean stage(int wanted) {
    while (staging.count() < wanted) {
      long waiting = nextWaiting();
      if (waiting == NOTHING) {
        return false;
      }
      long overlap = playAt + staging.count() - slots.position(waiting);
      if (overlap < 0) {
        return false;
      }
      if (staging.count() == 0) {
        stagedArrival = slots.arrival(waiting);
      }
      dropped += staging.decode(slots, waiting, overlap) == 0 ? 1 : 0;
      next = waiting + 1;
    }
    return true;
  }

  /// The number of the first packet that waits.
  private long nextWaiting() {
    if (slots.waiting() > 0) {
      long first = Math.max(next, stream.highest() - PacketSlots.COUNT + 1);
      for (long number = first; number <= stream.highest(); number++) {
        if (slots.isWaiting(number)) {
          return number;
        }
      }
    }
    return NOTHING;
  }

  private int samples(long nanos) {
    return (int) (nanos * rateHz / 1_000_000_000L);
  }
}
