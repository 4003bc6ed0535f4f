package io.oratio.phone.sound;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes what is heard to a WAV file, 16-bit mono at 8 kHz, its first sample at the answer. Frames
/// are queued by the line's event loop and written by a virtual thread.
public final class HeardRecording {
  private static final Logger log = LoggerFactory.getLogger(HeardRecording.class);

  private static final int HEADER_BYTES = 44;

  /// Ten seconds of frames; beyond that the disk is too slow and frames are dropped and counted.
  private static final int QUEUED_FRAMES = 500;

  private static final byte[] END = new byte[0];

  private final BlockingQueue<byte[]> queue = new LinkedBlockingQueue<>(QUEUED_FRAMES);
  private final CompletableFuture<Long> closed = new CompletableFuture<>();
  private final Path file;
  private long droppedFrames;

  private HeardRecording(Path file) {
    this.file = file;
  }

  /// Makes the file, or empties it.
  ///
  /// @throws IOException if it cannot be written
  public static HeardRecording to(Path file) throws IOException {
    HeardRecording recording = new HeardRecording(file);
    OutputStream out = new BufferedOutputStream(Files.newOutputStream(file));
    out.write(header(0));
    Thread.ofVirtual().name("phone-recording").start(() -> recording.write(out));
    return recording;
  }

  /// Takes one frame; never blocks.
  public void frame(short[] samples, int count) {
    ByteBuffer bytes = ByteBuffer.allocate(2 * count).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asShortBuffer().put(samples, 0, count);
    if (!queue.offer(bytes.array())) {
      droppedFrames++;
    }
  }

  /// Ends the file; told its samples when it is whole.
  public CompletionStage<Long> close() {
    if (droppedFrames > 0) {
      log.warn("{} frames were not recorded: the disk is too slow", droppedFrames);
    }
    Thread.ofVirtual().start(this::putEnd);
    return closed;
  }

  private void putEnd() {
    try {
      queue.put(END);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void write(OutputStream out) {
    long bytes = 0;
    try (out) {
      byte[] frame = queue.take();
      while (frame != END) {
        out.write(frame);
        bytes += frame.length;
        frame = queue.take();
      }
      out.close();
      patch(bytes);
      closed.complete(bytes / 2);
    } catch (IOException e) {
      closed.completeExceptionally(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      closed.completeExceptionally(e);
    }
  }

  private void patch(long bytes) throws IOException {
    try (RandomAccessFile wav = new RandomAccessFile(file.toFile(), "rw")) {
      wav.write(header(bytes));
    }
  }

  private static byte[] header(long dataBytes) {
    ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    header.put(ascii("RIFF")).putInt((int) (dataBytes + HEADER_BYTES - 8)).put(ascii("WAVE"));
    header.put(ascii("fmt ")).putInt(16).putShort((short) 1).putShort((short) 1);
    header.putInt(Sound.RATE_HZ).putInt(2 * Sound.RATE_HZ).putShort((short) 2).putShort((short) 16);
    header.put(ascii("data")).putInt((int) dataBytes);
    return header.array();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
