package io.oratio.media.path;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.oratio.media.dtmf.DigitSender;
import io.oratio.media.dtmf.TelephoneEvent;
import io.oratio.media.jitter.JitterCounts;
import io.oratio.media.rtcp.EModel;
import io.oratio.media.rtp.RtpPacket;
import io.oratio.media.wire.MediaPort;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/// A phone's side of a call: RTP and RTCP on a lent port (RFC 3550, RFC 3551).
///
/// Owned by the port's event loop; [#renegotiate], [#sendDigits] and [#quality] may be called from
/// any thread.
public final class RtpLeg implements Leg, MediaPort.Receiver {
  private static final int FRAMES_A_SECOND = 50;
  private static final int MEASURED_EVERY_FRAMES = 25;
  private static final int FRAME_MS = 20;
  private static final Quality NOTHING_YET =
      new Quality(0, 0, 0, 0, 0, 0, 0, EModel.meanOpinionScore(0, 0));

  private final MediaPort port;
  private final LongSupplier nanoTime;
  private final RtpSender sender;
  private final RtpReceiver receiver;
  private final KeySender keys;
  private final RtpReports reports;
  private final int rateHz;
  private final short[] frame;
  private final short[] keyFrame;
  private volatile RtpTerms terms;
  private volatile long framesConcealed;
  private volatile Quality quality = NOTHING_YET;
  private final AtomicLong keysDropped = new AtomicLong();
  private Caller caller = new Nobody();
  private boolean isClosed;
  private boolean isKeySlot;
  private int ticks;

  /// A leg on the system's clock. It listens at once, and sends when it is ticked.
  public RtpLeg(MediaPort port, RtpLegSettings settings, RtpTerms terms) {
    this(port, settings, terms, new SecureRandom(), System::nanoTime, InstantSource.system());
  }

  /// A leg on a clock and a random source of the caller's.
  public RtpLeg(
      MediaPort port,
      RtpLegSettings settings,
      RtpTerms terms,
      RandomGenerator random,
      LongSupplier nanoTime,
      InstantSource clock) {
    this.port = port;
    this.terms = terms;
    this.nanoTime = nanoTime;
    this.rateHz = terms.sendCodec().rateHz();
    this.frame = new short[rateHz / FRAMES_A_SECOND];
    this.keyFrame = new short[frame.length];
    this.sender = new RtpSender(port, terms, random);
    this.keys = new KeySender(terms, (int) settings.keyLength().toMillis());
    this.receiver =
        new RtpReceiver(
            terms,
            settings.latchingWindow(),
            settings.jitter(),
            key -> caller.digit(key),
            nanoTime.getAsLong());
    this.reports = new RtpReports(port, sender, receiver, terms, random, clock);
    port.receive(this);
  }

  /// From the next packet on these terms count: hold and resume, another address, another codec of
  /// the same rate. Any thread.
  ///
  /// @throws IllegalArgumentException when the codec has another rate than the one at the start
  public void renegotiate(RtpTerms other) {
    if (other.sendCodec().rateHz() != rateHz) {
      throw new IllegalArgumentException("a leg keeps its rate of " + rateHz + " Hz");
    }
    port.loop()
        .execute(
            () -> {
              terms = other;
              sender.agree(other);
              keys.agree(other);
              reports.agree(other);
              receiver.agree(other, nanoTime.getAsLong());
            });
  }

  /// Presses keys towards the peer, one after the other; sound waits meanwhile. A `,` is half a
  /// second without a key. Beyond [DigitSender#MAX_WAITING] waiting ones they are dropped and
  /// counted. Any thread.
  ///
  /// @throws IllegalArgumentException when one of them is no key; then none is pressed
  public void sendDigits(String digits) {
    for (int i = 0; i < digits.length(); i++) {
      if (digits.charAt(i) != ',') {
        TelephoneEvent.eventOf(digits.charAt(i));
      }
    }
    port.loop().execute(() -> keysDropped.addAndGet(digits.length() - keys.press(digits)));
  }

  /// Keys that found no room to wait; any thread.
  public long keysDropped() {
    return keysDropped.get();
  }

  @Override
  public int rateHz() {
    return rateHz;
  }

  @Override
  public EventLoop loop() {
    return port.loop();
  }

  @Override
  public void attach(Caller other) {
    caller = other;
    receiver.beginNow();
  }

  @Override
  public void tick() {
    long now = nanoTime.getAsLong();
    receiver.frame(frame, now);
    caller.heard(frame, frame.length);
    isKeySlot = terms.sends() && keys.tick(sender, receiver.destination());
    reports.tick(now);
    if (++ticks % MEASURED_EVERY_FRAMES == 0) {
      measure();
    }
  }

  @Override
  public void send(short[] samples, int count) {
    InetSocketAddress to = receiver.destination();
    long now = nanoTime.getAsLong();
    if (!isKeySlot) {
      sender.send(samples, count, to, terms.sends(), now);
    } else if (keys.hasTone()) {
      keys.tone(keyFrame, count);
      sender.send(keyFrame, count, to, terms.sends(), now);
    } else {
      sender.skip(count, to, terms.sends(), now);
    }
  }

  @Override
  public int unsentSamples() {
    return sender.unsentSamples();
  }

  @Override
  public void silenceUnsent() {
    sender.silenceUnsent();
  }

  @Override
  public boolean takesSound() {
    return terms.sends() && !isKeySlot;
  }

  @Override
  public boolean expectsSound() {
    return terms.receives();
  }

  @Override
  public long arrivals() {
    return receiver.accepted() + reports.heard();
  }

  @Override
  public Quality quality() {
    return quality;
  }

  @Override
  public void close() {
    if (isClosed) {
      return;
    }
    isClosed = true;
    measure();
    reports.close(nanoTime.getAsLong());
    sender.close();
    port.close();
  }

  @Override
  public void rtp(ByteBuf datagram, InetSocketAddress from, long arrivalNanos) {
    if (terms.isRtcpMuxed() && RtpPacket.isRtcp(datagram)) {
      rtcp(datagram, from, arrivalNanos);
    } else if (!isClosed) {
      receiver.datagram(datagram, from, arrivalNanos);
    }
  }

  @Override
  public void rtcp(ByteBuf datagram, InetSocketAddress from, long arrivalNanos) {
    if (!isClosed) {
      reports.datagram(datagram, from, arrivalNanos);
    }
  }

  private void measure() {
    JitterCounts counts = receiver.jitterCounts();
    framesConcealed = counts.concealedFrames();
    double roundTripMs = reports.roundTrip().toNanos() / 1e6;
    long missed = receiver.lost() + counts.late();
    double lossShare = (double) missed / Math.max(1, receiver.accepted() + receiver.lost());
    double oneWayMs = roundTripMs / 2 + FRAME_MS + receiver.smoothDelayMs();
    quality =
        new Quality(
            receiver.accepted(),
            receiver.lost(),
            counts.late(),
            receiver.foreign(),
            sender.packets(),
            receiver.jitterMs(),
            roundTripMs,
            EModel.meanOpinionScore(lossShare, oneWayMs));
  }

  @Override
  public Delays heardDelay() {
    return receiver.delay();
  }

  @Override
  public void addHeardDelayTo(DelayHistogram sum) {
    receiver.addDelayTo(sum);
  }

  @Override
  public long framesConcealed() {
    return framesConcealed;
  }

  @Override
  public String sendingChain() {
    return "Rtp("
        + terms.sendCodec()
        + "/"
        + terms.sendCodec().clockHz()
        + " pt="
        + terms.sendPayloadType()
        + ")";
  }

  @Override
  public String toString() {
    return sendingChain() + " -> " + receiver.chain();
  }

  private record Nobody() implements Caller {
    @Override
    public void heard(short[] samples, int count) {
      // Not attached yet.
    }

    @Override
    public void digit(char digit) {
      // Not attached yet.
    }
  }
}
