package io.oratio.media.record;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Makes a recording whole that was left behind when the process was killed: drops a torn last
/// sample and lets the header say how long the file really is. Blocks; for the start of the
/// process.
public final class WavRepair {
  /// What was found.
  public enum Outcome {
    /// The header already told the truth.
    SOUND,
    /// The header or the tail was put right.
    REPAIRED,
    /// It is no recording of ours, or not even its header was written; it was left alone.
    HOPELESS
  }

  private WavRepair() {}

  /// Repairs one file in place.
  ///
  /// @throws IOException when it cannot be opened, read or written
  public static Outcome repair(Path file) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      ByteBuffer header = ByteBuffer.allocate(WavHeader.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      while (header.hasRemaining() && channel.read(header, header.position()) >= 0) {
        // Until the header is full or the file ends.
      }
      header.flip();
      if (!isOurs(header)) {
        return Outcome.HOPELESS;
      }
      int frameBytes = header.getShort(22) * Short.BYTES;
      long size = channel.size();
      long dataBytes =
          Math.min(size - WavHeader.BYTES, WavHeader.DATA_BYTES_MAX) / frameBytes * frameBytes;
      ByteBuffer truth = ByteBuffer.allocate(WavHeader.BYTES);
      WavHeader.write(truth, header.getInt(24), header.getShort(22), dataBytes);
      if (truth.flip().equals(header) && size == WavHeader.BYTES + dataBytes) {
        return Outcome.SOUND;
      }
      channel.truncate(WavHeader.BYTES + dataBytes);
      while (truth.hasRemaining()) {
        channel.write(truth, truth.position());
      }
      return Outcome.REPAIRED;
    }
  }

  private static boolean isOurs(ByteBuffer header) {
    return header.limit() == WavHeader.BYTES
        && header.getInt(0) == WavHeader.RIFF
        && header.getInt(8) == WavHeader.WAVE
        && header.getInt(12) == WavHeader.FORMAT
        && header.getShort(20) == WavHeader.PCM
        && header.getShort(22) > 0
        && header.getInt(24) > 0
        && header.getShort(34) == Short.SIZE
        && header.getInt(36) == WavHeader.DATA;
  }
}
