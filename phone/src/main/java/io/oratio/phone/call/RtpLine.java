package io.oratio.phone.call;

import io.oratio.media.codec.Codec;
import io.oratio.media.codec.Codecs;
import io.oratio.media.path.Direction;
import io.oratio.media.path.Leg;
import io.oratio.media.path.Pacer;
import io.oratio.media.path.Quality;
import io.oratio.media.path.RtpLeg;
import io.oratio.media.path.RtpLegSettings;
import io.oratio.media.path.RtpTerms;
import io.oratio.media.wire.MediaPort;
import io.oratio.phone.sdp.AudioTerms;
import io.oratio.phone.sound.Heard;
import io.oratio.phone.sound.HeardRecording;
import io.oratio.phone.sound.Sound;
import io.oratio.phone.sound.Sounds;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// A line over RTP. What ticks is owned by the port's event loop; what signalling asks of it is
/// guarded by the object itself, and handed over.
final class RtpLine implements Line, Leg.Caller {
  private static final int FRAME_SAMPLES = 160;

  private final RtpLines lines;
  private final Optional<HeardRecording> recording;
  private final Consumer<Character> digit;
  private final Heard heard = new Heard();
  private final Arrivals arrivals;
  private final AtomicReference<Playing> playing =
      new AtomicReference<>(new Playing(Sounds.silence(), new CompletableFuture<>()));
  private final short[] frame = new short[FRAME_SAMPLES];
  private final CompletableFuture<Void> closed = new CompletableFuture<>();
  private MediaPort port;
  private @Nullable Carrying carrying;
  private volatile boolean isAnswered;
  private volatile Quality earlier = new Quality(0, 0, 0, 0, 0, 0, 0, 0);
  private volatile long packetsBefore;
  private boolean isClosed;

  RtpLine(
      RtpLines lines,
      MediaPort port,
      Optional<HeardRecording> recording,
      Consumer<Character> digit,
      LongSupplier nanos) {
    this.lines = lines;
    this.port = port;
    this.recording = recording;
    this.digit = digit;
    this.arrivals = new Arrivals(nanos);
  }

  /// Something being said.
  private record Playing(Sound sound, CompletableFuture<Void> said) {}

  /// A leg at work on a port.
  private record Carrying(MediaPort port, RtpLeg leg, Pacer.Registration ticking) {}

  @Override
  public synchronized InetSocketAddress localRtp() {
    return port.rtpAddress();
  }

  @Override
  public synchronized void move() throws IOException {
    MediaPort next = lines.port();
    if (carrying == null || port != carrying.port()) {
      port.close();
    }
    port = next;
  }

  @Override
  public synchronized void carry(AudioTerms agreed) {
    if (isClosed) {
      return;
    }
    RtpTerms terms = mediaTerms(agreed);
    arrivals.packetsLast(terms.ptimeMs());
    if (carrying == null) {
      begin(terms);
    } else if (carrying.port() == port) {
      carrying.leg().renegotiate(terms);
    } else {
      Carrying old = carrying;
      carrying = null;
      CompletableFuture.runAsync(() -> end(old), old.port().loop())
          .thenRun(() -> beginUnlessClosed(terms));
    }
  }

  private synchronized void beginUnlessClosed(RtpTerms terms) {
    if (!isClosed) {
      begin(terms);
    }
  }

  private void begin(RtpTerms terms) {
    RtpLeg leg = new RtpLeg(port, RtpLegSettings.usual(), terms);
    Pacer.Registration ticking;
    leg.attach(this);
    ticking = lines.pacer().add(port.loop(), () -> tick(leg));
    carrying = new Carrying(port, leg, ticking);
  }

  private void end(Carrying old) {
    old.ticking().cancel();
    old.leg().close();
    earlier = sum(earlier, old.leg().quality());
  }

  private static RtpTerms mediaTerms(AudioTerms agreed) {
    Map<Integer, Codec> receive = new HashMap<>();
    agreed.receive().forEach((type, name) -> receive.put(type, codec(name)));
    int ptimeMs = Math.clamp(agreed.ptimeMs() / 10 * 10, 10, 60);
    return new RtpTerms(
        agreed.remoteRtp(),
        agreed.remoteRtcp(),
        codec(agreed.codec()),
        agreed.sendPayloadType(),
        receive,
        agreed.receiveEvents(),
        agreed.sendEvents(),
        ptimeMs,
        Direction.valueOf(agreed.direction().name()),
        false);
  }

  private static Codec codec(String name) {
    return Codecs.named(name).orElseThrow();
  }

  @Override
  public void answered(Sound sound) {
    play(sound);
    packetsBefore = quality().packetsReceived();
    isAnswered = true;
  }

  @Override
  public CompletionStage<Void> play(Sound sound) {
    Playing next = new Playing(sound, new CompletableFuture<>());
    playing.getAndSet(next).said().complete(null);
    return next.said();
  }

  /// One frame each way, on the event loop.
  private void tick(RtpLeg leg) {
    leg.tick();
    if (isAnswered) {
      arrivals.tick(leg.arrivals(), leg.expectsSound());
    }
    Arrays.fill(frame, (short) 0);
    if (isAnswered) {
      Playing now = playing.get();
      if (now.sound().next(frame, FRAME_SAMPLES) < FRAME_SAMPLES) {
        playing.compareAndSet(now, new Playing(Sounds.silence(), new CompletableFuture<>()));
        now.said().complete(null);
      }
    }
    leg.send(frame, FRAME_SAMPLES);
  }

  @Override
  public void heard(short[] samples, int count) {
    if (isAnswered) {
      heard.frame(samples, count);
      recording.ifPresent(file -> file.frame(samples, count));
    }
  }

  @Override
  public void digit(char key) {
    digit.accept(key);
  }

  @Override
  public synchronized void sendDigits(String digits) {
    if (carrying != null) {
      carrying.leg().sendDigits(digits);
    }
  }

  @Override
  public Heard.Snapshot heard() {
    return heard.soFar();
  }

  @Override
  public synchronized Quality quality() {
    return carrying == null ? earlier : sum(earlier, carrying.leg().quality());
  }

  /// Counts of both; the rest is the later one's.
  private static Quality sum(Quality first, Quality later) {
    return new Quality(
        first.packetsReceived() + later.packetsReceived(),
        first.packetsLost() + later.packetsLost(),
        first.packetsLate() + later.packetsLate(),
        first.packetsForeign() + later.packetsForeign(),
        first.packetsSent() + later.packetsSent(),
        later.jitterMs(),
        later.roundTripMs(),
        later.meanOpinionScore());
  }

  @Override
  public Gaps gaps() {
    return arrivals.soFar(quality().packetsReceived() - packetsBefore);
  }

  @Override
  public synchronized CompletionStage<Void> close() {
    if (isClosed) {
      return closed;
    }
    isClosed = true;
    CompletionStage<Void> quiet = CompletableFuture.completedFuture(null);
    if (carrying == null) {
      port.close();
    } else {
      Carrying last = carrying;
      carrying = null;
      if (last.port() != port) {
        port.close();
      }
      quiet = CompletableFuture.runAsync(() -> end(last), last.port().loop());
    }
    quiet.thenCompose(_ -> endRecording()).whenComplete((_, _) -> closed.complete(null));
    return closed;
  }

  private CompletionStage<?> endRecording() {
    return recording.isPresent()
        ? recording.get().close()
        : CompletableFuture.completedFuture(null);
  }
}
