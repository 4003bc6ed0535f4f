package io.oratio.media.path;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.oratio.media.wire.MediaPort;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/// A phone's side of a call: RTP and RTCP on a lent port (RFC 3550, RFC 3551).
///
/// Owned by the port's event loop; [#renegotiate], [#sendDigits] and [#quality] may be called from
/// any thread.
public final class RtpLeg implements Leg, MediaPort.Receiver {
  private static final int FRAMES_A_SECOND = 50;
  private static final int QUALITY_EVERY_FRAMES = 10;
  private static final Quality NOTHING_YET = new Quality(0, 0, 0, 0, 0, 0, 0, 4.4);

  private final MediaPort port;
  private final RtpLegSettings settings;
  private final LongSupplier nanoTime;
  private final RtpSender sender;
  private final RtpReceiver receiver;
  private final int rateHz;
  private final short[] frame;
  private volatile RtpTerms terms;
  private volatile Quality quality = NOTHING_YET;
  private Caller caller = new Nobody();
  private boolean isClosed;
  private int ticks;

  /// A leg on the system's clock. It listens at once, and sends when it is ticked.
  public RtpLeg(MediaPort port, RtpLegSettings settings, RtpTerms terms) {
    this(port, settings, terms, new SecureRandom(), System::nanoTime);
  }

  /// A leg on a clock and a random source of the caller's.
  public RtpLeg(
      MediaPort port,
      RtpLegSettings settings,
      RtpTerms terms,
      RandomGenerator random,
      LongSupplier nanoTime) {
    this.port = port;
    this.settings = settings;
    this.terms = terms;
    this.nanoTime = nanoTime;
    this.rateHz = terms.sendCodec().rateHz();
    this.frame = new short[rateHz / FRAMES_A_SECOND];
    this.sender = new RtpSender(port, terms, random);
    this.receiver = new RtpReceiver(terms, settings.latchingWindow(), nanoTime.getAsLong());
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
              receiver.agree(other, nanoTime.getAsLong());
            });
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
  }

  @Override
  public void tick() {
    receiver.frame(frame, frame.length);
    caller.heard(frame, frame.length);
    if (++ticks % QUALITY_EVERY_FRAMES == 0) {
      quality = measure();
    }
  }

  @Override
  public void send(short[] samples, int count) {
    sender.send(samples, count, receiver.destination(), terms.sends(), nanoTime.getAsLong());
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
    return terms.sends();
  }

  @Override
  public boolean expectsSound() {
    return terms.receives();
  }

  @Override
  public long arrivals() {
    return receiver.accepted();
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
    quality = measure();
    sender.close();
    port.close();
  }

  @Override
  public void rtp(ByteBuf datagram, InetSocketAddress from, long arrivalNanos) {
    receiver.datagram(datagram, from, arrivalNanos);
  }

  @Override
  public void rtcp(ByteBuf datagram, InetSocketAddress from, long arrivalNanos) {}

  private Quality measure() {
    return new Quality(
        receiver.accepted(), receiver.lost(), 0, receiver.foreign(), sender.packets(), 0, 0, 4.4);
  }

  @Override
  public String sendingChain() {
    RtpTerms now = terms;
    return "Rtp(" + now.sendCodec() + " pt=" + now.sendPayloadType() + ")";
  }

  @Override
  public String toString() {
    return sendingChain();
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
