package io.oratio.media.path;

import io.oratio.media.codec.Codec;
import io.oratio.media.codec.Codecs;
import io.oratio.media.record.StereoRecorder;
import io.oratio.media.wire.MediaPort;
import io.oratio.media.wire.NoPortFree;
import io.oratio.media.wire.Wire;
import io.oratio.media.wire.WireSettings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Calls between two paths on one machine, over real UDP on loopback.
public final class Calls implements AutoCloseable {
  /// The payload type of keys in these calls.
  public static final int EVENTS = 101;

  private final Wire wire;
  private final Pacer pacer = new Pacer();
  private final List<End> ends = new ArrayList<>();

  /// Ports of the usual range with no quarantine to speak of.
  public Calls() {
    this(
        WireSettings.on(InetAddress.getLoopbackAddress())
            .withPorts(20_000, 29_999)
            .withEventLoops(2));
  }

  /// A wire of the caller's settings.
  public Calls(WireSettings settings) {
    this.wire = new Wire(settings);
  }

  public Wire wire() {
    return wire;
  }

  public Pacer pacer() {
    return pacer;
  }

  /// A port to build an end on.
  public MediaPort port() {
    try {
      return wire.lend();
    } catch (NoPortFree e) {
      throw new AssertionError(e);
    }
  }

  /// Terms that send and receive this codec towards a port of ours.
  public static RtpTerms towards(MediaPort remote, Codec codec) {
    return towards(remote.rtpAddress(), remote.rtcpAddress(), codec);
  }

  /// Terms that send and receive this codec towards an address.
  public static RtpTerms towards(InetSocketAddress rtp, InetSocketAddress rtcp, Codec codec) {
    int payloadType = codec.staticPayloadType().orElseThrow();
    return new RtpTerms(
        rtp,
        rtcp,
        codec,
        payloadType,
        Map.of(payloadType, codec),
        OptionalInt.of(EVENTS),
        OptionalInt.of(EVENTS),
        20,
        Direction.SENDRECV,
        false);
  }

  /// One end on a port, with an engine of 24 kHz out and 16 kHz in.
  public End end(MediaPort port, RtpTerms terms) {
    return end(port, terms, Optional.empty());
  }

  /// The same with a recording.
  public End end(MediaPort port, RtpTerms terms, Optional<StereoRecorder> recorder) {
    return end(port, terms, PathSettings.withEngineOutput(24_000), recorder);
  }

  /// The same with settings of the caller's.
  public End end(
      MediaPort port, RtpTerms terms, PathSettings settings, Optional<StereoRecorder> recorder) {
    RtpLeg leg = new RtpLeg(port, RtpLegSettings.usual(), terms);
    Events events = new Events();
    MediaPath path = MediaPath.open(leg, pacer, settings, recorder, events);
    ToneListener ear = new ToneListener(16_000);
    path.toEngine(ear);
    End end = new End(port, leg, path, ear, events);
    ends.add(end);
    return end;
  }

  /// Two ends that talk to each other.
  public List<End> pair(Codec codec) {
    MediaPort a = port();
    MediaPort b = port();
    return List.of(end(a, towards(b, codec)), end(b, towards(a, codec)));
  }

  /// Two ends that talk µ-law to each other.
  public List<End> pair() {
    return pair(Codecs.PCMU);
  }

  /// Many ends at once, that talk to nobody in particular.
  public Batch batch(int count) {
    List<End> some = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      MediaPort port = port();
      some.add(end(port, towards(port, Codecs.PCMU)));
    }
    return new Batch(some);
  }

  @Override
  public void close() {
    for (End end : ends) {
      end.close();
    }
    pacer.close();
    wire.close();
  }

  /// Ends that are closed together.
  public record Batch(List<End> ends) implements AutoCloseable {
    @Override
    public void close() {
      ends.forEach(end -> end.path().close());
      ends.forEach(End::close);
    }
  }

  /// One end of a call.
  public record End(MediaPort port, RtpLeg leg, MediaPath path, ToneListener ear, Events events) {
    /// Closes it and waits for that.
    public void close() {
      try {
        path.close().toCompletableFuture().get(10, TimeUnit.SECONDS);
      } catch (Exception e) {
        throw new AssertionError("the path did not close", e);
      }
    }
  }

  /// What a path told its call, in words.
  public static final class Events implements PathListener {
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

    @Override
    public void digit(char digit) {
      told.add("digit " + digit);
    }

    @Override
    public void played(String contentId) {
      told.add("played " + contentId);
    }

    @Override
    public void nothingHeard(Duration silence) {
      told.add("nothing heard");
    }

    @Override
    public void callerSpeaks(boolean speaking) {
      told.add(speaking ? "speaks" : "stops");
    }

    /// The next event that begins so, others passed over.
    ///
    /// @throws AssertionError when it does not come within ten seconds
    public String await(String beginning) {
      long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
      try {
        while (true) {
          String event = told.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
          if (event == null) {
            throw new AssertionError("never told: " + beginning);
          }
          if (event.startsWith(beginning)) {
            return event;
          }
        }
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }

    /// Whether such an event waits to be read.
    public boolean has(String beginning) {
      return told.stream().anyMatch(event -> event.startsWith(beginning));
    }
  }
}
