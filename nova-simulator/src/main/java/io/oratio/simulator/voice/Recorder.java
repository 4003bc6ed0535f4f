package io.oratio.simulator.voice;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.concurrent.Executor;

/// Writes the audio of one session to a WAV file. Samples are gathered on the session's event loop
/// and written by another thread, a quarter of a minute at a time at most; a file that cannot be
/// written costs the recording, not the session.
public final class Recorder {
  private static final Logger LOG = System.getLogger(Recorder.class.getName());
  private static final int GATHERED_BYTES = 64 * 1024;
  private static final long LONGEST_FILE_BYTES = 1L << 30;

  private final Path file;
  private final int rateHz;
  private final Executor writer;
  private byte[] gathered = new byte[GATHERED_BYTES];
  private int count;
  private long handedOver;

  /// @param writer runs one task at a time, in the order given
  public Recorder(Path file, int rateHz, Executor writer) {
    this.file = file;
    this.rateHz = rateHz;
    this.writer = writer;
  }

  public Path file() {
    return file;
  }

  public void add(byte[] pcm) {
    for (int at = 0; at < pcm.length; ) {
      int part = Math.min(pcm.length - at, GATHERED_BYTES - count);
      System.arraycopy(pcm, at, gathered, count, part);
      count += part;
      at += part;
      if (count == GATHERED_BYTES) {
        handOver();
      }
    }
  }

  /// Writes the rest and the final length, then runs `done`, whether it could be written or not.
  public void close(Runnable done) {
    handOver();
    writer.execute(done);
  }

  private void handOver() {
    byte[] block = Arrays.copyOf(gathered, count);
    long before = handedOver;
    gathered = new byte[GATHERED_BYTES];
    count = 0;
    if (before + block.length <= LONGEST_FILE_BYTES) {
      handedOver += block.length;
      writer.execute(() -> write(block, before));
    }
  }

  private void write(byte[] block, long before) {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(block), Wave.HEADER_BYTES + before);
      channel.write(ByteBuffer.wrap(Wave.header(rateHz, before + block.length)), 0);
    } catch (IOException e) {
      LOG.log(
          Level.WARNING,
          "The audio of a session could not be written to {0}: {1}",
          file,
          e.toString());
    }
  }
}
