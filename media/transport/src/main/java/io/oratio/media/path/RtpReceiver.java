package io.oratio.media.path;

import io.netty.buffer.ByteBuf;
import io.oratio.media.codec.Codec;
import io.oratio.media.dtmf.DigitReceiver;
import io.oratio.media.dtmf.TelephoneEvent;
import io.oratio.media.jitter.JitterBuffer;
import io.oratio.media.jitter.JitterCounts;
import io.oratio.media.jitter.JitterSettings;
import io.oratio.media.rtp.RtpPacket;
import io.oratio.media.rtp.SequenceTracker;
import io.oratio.media.wire.Latching;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Reads the peer's packets and gives out a frame every 20 ms. Whose packets count is decided
/// before any payload is read. On the event loop only.
final class RtpReceiver {
  private static final int PAYLOAD_TYPES = 128;
  private static final int NO_EVENTS = -1;
  private static final long NANOS_A_SECOND = 1_000_000_000L;

  private final Consumer<Character> whenPressed;
  private final Latching latching;
  private final JitterSettings jitterSettings;
  private JitterBuffer jitter;
  private final SequenceTracker tracker = new SequenceTracker();
  private final DigitReceiver digits;
  private final DelayHistogram delay = new DelayHistogram();
  private final RtpPacket packet = new RtpPacket();
  private final Codec.@Nullable Decoder[] decoders = new Codec.Decoder[PAYLOAD_TYPES];
  private final int clockHz;
  private RtpTerms terms;
  private int eventPayloadType;
  private boolean hasHeard;
  private int ssrc;
  private long accepted;
  private long foreign;
  private long malformed;
  private long lostBefore;
  private double smoothDelayNanos;

  /// @param whenPressed told each key once
  RtpReceiver(
      RtpTerms terms,
      Duration window,
      JitterSettings jitterSettings,
      Consumer<Character> whenPressed,
      long nowNanos) {
    this.terms = terms;
    this.whenPressed = whenPressed;
    this.clockHz = terms.sendCodec().clockHz();
    this.latching = new Latching(terms.remoteRtp(), terms.mediaFromAnywhere(), window, nowNanos);
    this.jitterSettings = jitterSettings;
    this.jitter = new JitterBuffer(jitterSettings, terms.sendCodec().rateHz(), clockHz);
    this.digits = new DigitReceiver(clockHz);
    listenFor(terms);
  }

  /// Forgets the sound that came before anybody listened: it would be a delay for the whole call.
  void beginNow() {
    jitter = new JitterBuffer(jitterSettings, terms.sendCodec().rateHz(), clockHz);
  }

  /// Reads by these terms from the next packet on.
  void agree(RtpTerms other, long nowNanos) {
    boolean isSameAddress = other.isHeldByAddress() || other.remoteRtp().equals(terms.remoteRtp());
    latching.renegotiated(other.remoteRtp(), isSameAddress, other.mediaFromAnywhere(), nowNanos);
    terms = other;
    listenFor(other);
  }

  /// Reads one datagram, on its arrival.
  void datagram(ByteBuf datagram, InetSocketAddress from, long arrivalNanos) {
    if (packet.read(datagram) != RtpPacket.Verdict.OK) {
      malformed++;
      return;
    }
    int payloadType = packet.payloadType();
    boolean isAgreed = decoders[payloadType] != null || payloadType == eventPayloadType;
    switch (latching.judge(from, packet.ssrc(), packet.sequenceNumber(), isAgreed, arrivalNanos)) {
      case PEER -> accept(arrivalNanos);
      case PEER_ANEW -> {
        lostBefore += Math.max(0, tracker.lost());
        tracker.reset();
        digits.reset();
        accept(arrivalNanos);
      }
      case PROBATION, FOREIGN -> foreign++;
    }
  }

  /// Writes the next frame and tells keys whose end was lost.
  void frame(short[] out, long nowNanos) {
    if (jitter.take(out, nowNanos) == JitterBuffer.Frame.HEARD) {
      long waited = nowNanos - jitter.frameArrivalNanos();
      delay.record(waited);
      smoothDelayNanos += (waited - smoothDelayNanos) / 16;
    }
    tell(digits.tick(nowNanos));
  }

  /// Where our packets go.
  InetSocketAddress destination() {
    return latching.destination();
  }

  /// Whether anything was heard from the peer, and so whether [#ssrc] means something.
  boolean hasHeard() {
    return hasHeard;
  }

  /// The peer's SSRC.
  int ssrc() {
    return ssrc;
  }

  /// The sequence and timing of the peer's packets.
  SequenceTracker tracker() {
    return tracker;
  }

  long accepted() {
    return accepted;
  }

  long foreign() {
    return foreign;
  }

  /// Datagrams that were no RTP.
  long malformed() {
    return malformed;
  }

  long lost() {
    return lostBefore + Math.max(0, tracker.lost());
  }

  double jitterMs() {
    return tracker.jitterUnits() * 1000.0 / clockHz;
  }

  /// What the jitter buffer did, as of now; to be asked now and then, for it makes a new record.
  JitterCounts jitterCounts() {
    return jitter.counts();
  }

  /// From a packet's arrival to its frame being taken; any thread.
  Delays delay() {
    return delay.read();
  }

  void addDelayTo(DelayHistogram sum) {
    sum.add(delay);
  }

  /// What the delay has lately been.
  double smoothDelayMs() {
    return smoothDelayNanos / 1e6;
  }

  /// The stages before the samples, as they print themselves.
  String chain() {
    return jitter.toString();
  }

  private void listenFor(RtpTerms now) {
    Arrays.fill(decoders, null);
    now.receive().forEach((type, codec) -> decoders[type] = codec.decoder());
    eventPayloadType = now.telephoneEventPayloadType().orElse(NO_EVENTS);
  }

  private void accept(long arrivalNanos) {
    accepted++;
    hasHeard = true;
    ssrc = packet.ssrc();
    if (tracker.packet(packet.sequenceNumber()) == SequenceTracker.Order.REFUSED) {
      return;
    }
    Codec.Decoder decoder = decoders[packet.payloadType()];
    if (decoder != null && terms.receives()) {
      tracker.arrival(packet.timestamp(), units(arrivalNanos));
      jitter.put(packet, decoder, arrivalNanos);
      return;
    }
    // An event, comfort noise, or sound while it is on hold: nothing to be heard, nothing lost.
    jitter.other(packet);
    if (packet.payloadType() == eventPayloadType) {
      tell(digits.tick(arrivalNanos));
      TelephoneEvent.read(packet.payload(), packet.payloadIndex(), packet.payloadBytes())
          .flatMap(report -> digits.packet(packet.timestamp(), report, arrivalNanos))
          .ifPresent(whenPressed);
    }
  }

  private int units(long nanos) {
    // Seconds and the rest apart, or the product would overflow after some days.
    return (int)
        (nanos / NANOS_A_SECOND * clockHz + nanos % NANOS_A_SECOND * clockHz / NANOS_A_SECOND);
  }

  private void tell(Optional<Character> pressed) {
    pressed.ifPresent(whenPressed);
  }
}
