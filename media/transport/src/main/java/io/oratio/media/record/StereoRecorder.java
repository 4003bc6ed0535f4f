package io.oratio.media.record;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;

/// Records both sides of a call: the caller left, the agent right, in one 16-bit WAV file whose
/// header is true at any time to within half a second.
///
/// The call's event loop puts frames into a ring of two seconds and never waits; [DiskWriter] takes
/// them out. If the disk does not keep up, what finds no room becomes silence of the same length,
/// so that both channels and the clock stay in step.
public final class StereoRecorder {
  private static final int CHANNELS = 2;
  private static final int FRAME_BYTES = CHANNELS * Short.BYTES;
  private static final int RING_SECONDS = 2;
  private static final long NANOS_A_SECOND = 1_000_000_000L;

  private final Path file;
  private final int rateHz;
  private final DiskWriter disk;
  private final FileChannel channel;
  private final long dataBytesMax;
  private final CompletableFuture<Recording> closed = new CompletableFuture<>();

  // Left and right samples taking turns. The event loop moves `put`, the disk's thread `taken`.
  private final short[] ring;
  private final AtomicLong put = new AtomicLong();
  private final AtomicLong taken = new AtomicLong();
  private long owedSilence;
  private volatile long samplesSilenced;
  private volatile boolean isClosing;

  // Of the disk's thread.
  private long dataBytes;
  private boolean isBroken;
  private long samplesCut;

  private StereoRecorder(
      Path file, int rateHz, DiskWriter disk, FileChannel channel, long dataBytesMax) {
    this.file = file;
    this.rateHz = rateHz;
    this.disk = disk;
    this.channel = channel;
    this.dataBytesMax = dataBytesMax;
    this.ring = new short[rateHz * RING_SECONDS * CHANNELS];
  }

  /// Begins a recording in a new file, its header written. Blocks for opening the file: not for an
  /// event loop.
  ///
  /// @throws IOException when the file is there already or cannot be written
  public static StereoRecorder open(Path file, int rateHz, DiskWriter disk) throws IOException {
    return open(file, rateHz, disk, WavHeader.DATA_BYTES_MAX);
  }

  static StereoRecorder open(Path file, int rateHz, DiskWriter disk, long dataBytesMax)
      throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
    StereoRecorder recorder = new StereoRecorder(file, rateHz, disk, channel, dataBytesMax);
    try {
      recorder.writeHeader();
      disk.add(recorder);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    return recorder;
  }

  /// Samples of each channel in a second.
  public int rateHz() {
    return rateHz;
  }

  /// The file being written.
  public Path file() {
    return file;
  }

  /// Takes the same 20 ms of both sides. Does not block; one thread at a time. Ignored after
  /// [#close()].
  public void frame(short[] left, short[] right, int count) {
    if (isClosing) {
      return;
    }
    owedSilence -= putSilence(owedSilence);
    if (owedSilence > 0 || room() < count) {
      owedSilence += count;
      samplesSilenced = samplesSilenced + count;
      return;
    }
    long at = put.getPlain();
    int index = (int) (at % ring.length);
    for (int i = 0; i < count; i++) {
      ring[index] = left[i];
      ring[index + 1] = right[i];
      index = index + CHANNELS == ring.length ? 0 : index + CHANNELS;
    }
    put.setRelease(at + (long) count * CHANNELS);
  }

  /// Ends the recording; called by the thread that calls [#frame] or after its last call.
  ///
  /// @return completed on the disk's thread when the file is whole and closed; if the disk failed,
  ///   what could be written is there and told
  public CompletionStage<Recording> close() {
    isClosing = true;
    disk.wake();
    return closed;
  }

  private int room() {
    return (int) (ring.length - (put.getPlain() - taken.getAcquire())) / CHANNELS;
  }

  private int putSilence(long wanted) {
    int count = (int) Math.min(wanted, room());
    long at = put.getPlain();
    for (int i = 0; i < count * CHANNELS; i++) {
      ring[(int) ((at + i) % ring.length)] = 0;
    }
    put.setRelease(at + (long) count * CHANNELS);
    return count;
  }

  /// Writes what is in the ring; on the disk's thread.
  ///
  /// @param buffer little endian, any length; used and left in any state
  /// @return whether the recording is over and its file closed
  boolean drain(ByteBuffer buffer) {
    boolean isLast = isClosing;
    try {
      if (!isBroken) {
        writeSamples(buffer);
        writeHeader();
      }
    } catch (IOException e) {
      isBroken = true;
      disk.failed(file, e);
    }
    if (isBroken) {
      discard();
    }
    if (isLast) {
      finish();
    }
    return isLast;
  }

  private void finish() {
    try {
      channel.close();
    } catch (IOException e) {
      disk.failed(file, e);
    }
    Duration length = Duration.ofNanos(dataBytes / FRAME_BYTES * NANOS_A_SECOND / rateHz);
    closed.complete(new Recording(file, length, samplesSilenced + samplesCut));
  }

  private void writeSamples(ByteBuffer buffer) throws IOException {
    long end = put.getAcquire();
    long at = taken.getPlain();
    while (at < end) {
      int index = (int) (at % ring.length);
      int count = (int) Math.min(end - at, ring.length - index);
      count = Math.min(count, buffer.capacity() / FRAME_BYTES * CHANNELS);
      count = (int) Math.min(count, (dataBytesMax - dataBytes) / FRAME_BYTES * CHANNELS);
      if (count == 0) {
        isBroken = true;
        disk.full(file);
        return;
      }
      buffer.clear();
      buffer.asShortBuffer().put(ring, index, count);
      buffer.limit(count * Short.BYTES);
      while (buffer.hasRemaining()) {
        dataBytes += channel.write(buffer, WavHeader.BYTES + dataBytes);
      }
      at += count;
      taken.setRelease(at);
    }
  }

  private void discard() {
    long end = put.getAcquire();
    samplesCut += (end - taken.getPlain()) / CHANNELS;
    taken.setRelease(end);
  }

  private void writeHeader() throws IOException {
    ByteBuffer header = ByteBuffer.allocate(WavHeader.BYTES);
    WavHeader.write(header, rateHz, CHANNELS, dataBytes);
    header.flip();
    while (header.hasRemaining()) {
      channel.write(header, header.position());
    }
  }

  @Override
  public String toString() {
    return "StereoRecorder(" + file.getFileName() + ", " + rateHz + ")";
  }
}
