package io.oratio.phone.call;

import io.oratio.media.path.Delays;
import io.oratio.media.path.Pacer;
import io.oratio.media.wire.MediaPort;
import io.oratio.media.wire.NoPortFree;
import io.oratio.media.wire.Wire;
import io.oratio.media.wire.WireSettings;
import io.oratio.phone.sound.HeardRecording;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/// Lines over RTP on the media library: one wire and one pacer for all calls of a phone.
final class RtpLines implements Line.Lines {
  private final Wire wire;
  private final Pacer pacer = new Pacer();

  RtpLines(PhoneSettings settings) {
    this.wire =
        new Wire(
            WireSettings.on(settings.bindAddress())
                .withPorts(settings.firstMediaPort(), settings.lastMediaPort())
                .withEventLoops(settings.eventLoops()));
  }

  @Override
  public Line lend(CallOptions options, Consumer<Character> digit) throws IOException {
    MediaPort port = port();
    Optional<Path> file = options.recording();
    try {
      Optional<HeardRecording> recording =
          file.isEmpty() ? Optional.empty() : Optional.of(HeardRecording.to(file.get()));
      return new RtpLine(this, port, recording, digit, System::nanoTime);
    } catch (IOException e) {
      port.close();
      throw e;
    }
  }

  MediaPort port() throws IOException {
    try {
      return wire.lend();
    } catch (NoPortFree e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  Pacer pacer() {
    return pacer;
  }

  @Override
  public Delays lateness() {
    return pacer.stats().lateness();
  }

  @Override
  public void close() {
    pacer.close();
    wire.close();
  }
}
