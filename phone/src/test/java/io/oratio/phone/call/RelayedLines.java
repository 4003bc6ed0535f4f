package io.oratio.phone.call;

import io.oratio.media.path.Delays;
import io.oratio.media.path.Quality;
import io.oratio.media.wire.LossyWire;
import io.oratio.phone.sdp.AudioTerms;
import io.oratio.phone.sound.Heard;
import io.oratio.phone.sound.Sound;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/// Puts a bad network between two phones: each names the network's address as its own, so that what
/// the other sends goes through it. One call.
final class RelayedLines {
  private final LossyWire network;
  private InetSocketAddress caller;
  private InetSocketAddress called;

  RelayedLines(LossyWire network) {
    this.network = network;
    this.caller = network.facingA();
    this.called = network.facingB();
  }

  Line.Lines caller() {
    return new Lines(
        network.facingB(),
        address -> {
          caller = address;
          network.between(caller, called);
        });
  }

  Line.Lines called() {
    return new Lines(
        network.facingA(),
        address -> {
          called = address;
          network.between(caller, called);
        });
  }

  private static final class Lines implements Line.Lines {
    private final RtpLines lines = new RtpLines(PhoneSettings.loopback());
    private final InetSocketAddress named;
    private final Consumer<InetSocketAddress> real;

    Lines(InetSocketAddress named, Consumer<InetSocketAddress> real) {
      this.named = named;
      this.real = real;
    }

    @Override
    public Line lend(CallOptions options, Consumer<Character> digit) throws IOException {
      Line line = lines.lend(options, digit);
      real.accept(line.localRtp());
      return new Renamed(line, named);
    }

    @Override
    public Delays lateness() {
      return lines.lateness();
    }

    @Override
    public void close() {
      lines.close();
    }
  }

  private record Renamed(Line line, InetSocketAddress localRtp) implements Line {
    @Override
    public void move() throws IOException {
      line.move();
    }

    @Override
    public void carry(AudioTerms terms) {
      line.carry(terms);
    }

    @Override
    public void answered(Sound sound) {
      line.answered(sound);
    }

    @Override
    public CompletionStage<Void> play(Sound sound) {
      return line.play(sound);
    }

    @Override
    public void sendDigits(String digits) {
      line.sendDigits(digits);
    }

    @Override
    public Heard.Snapshot heard() {
      return line.heard();
    }

    @Override
    public Quality quality() {
      return line.quality();
    }

    @Override
    public Gaps gaps() {
      return line.gaps();
    }

    @Override
    public CompletionStage<Void> close() {
      return line.close();
    }
  }
}
