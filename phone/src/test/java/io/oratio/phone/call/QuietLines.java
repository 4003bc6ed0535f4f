package io.oratio.phone.call;

import io.oratio.media.path.Delays;
import io.oratio.media.path.Quality;
import io.oratio.phone.sdp.AudioTerms;
import io.oratio.phone.sound.Heard;
import io.oratio.phone.sound.Sound;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// Lines without packets, for tests of signalling: they remember what they were told.
final class QuietLines implements Line.Lines {
  final List<QuietLine> lent = new CopyOnWriteArrayList<>();
  private final AtomicInteger ports = new AtomicInteger(40_000);

  @Override
  public Line lend(CallOptions options, Consumer<Character> digit) {
    QuietLine line = new QuietLine();
    lent.add(line);
    return line;
  }

  @Override
  public Delays lateness() {
    return Delays.NONE;
  }

  @Override
  public void close() {}

  /// One of them.
  final class QuietLine implements Line {
    final List<AudioTerms> carried = new CopyOnWriteArrayList<>();
    volatile boolean isClosed;
    private volatile int port = ports.getAndAdd(2);

    @Override
    public InetSocketAddress localRtp() {
      return new InetSocketAddress("127.0.0.1", port);
    }

    @Override
    public void move() {
      port = ports.getAndAdd(2);
    }

    @Override
    public void carry(AudioTerms terms) {
      carried.add(terms);
    }

    @Override
    public void answered(Sound sound) {}

    @Override
    public CompletionStage<Void> play(Sound sound) {
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public void sendDigits(String digits) {}

    @Override
    public Heard.Snapshot heard() {
      return new Heard().soFar();
    }

    @Override
    public Quality quality() {
      return new Quality(0, 0, 0, 0, 0, 0, 0, 4.4);
    }

    @Override
    public Gaps gaps() {
      return Gaps.NONE;
    }

    @Override
    public CompletionStage<Void> close() {
      isClosed = true;
      return CompletableFuture.completedFuture(null);
    }
  }
}
