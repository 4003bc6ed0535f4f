package io.oratio.runtime.knowledge.parse;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.util.Optional;

/// Messages on a pipe: four bytes of length, most significant first, then as many bytes.
final class Frames {
  /// Three bytes a character at most, and what the structure takes.
  static final int MOST_BYTES = 64 << 20;

  private Frames() {}

  static void write(DataOutputStream out, byte[] frame) throws IOException {
    out.writeInt(frame.length);
    out.write(frame);
    out.flush();
  }

  /// The next message; empty at the end of the pipe.
  ///
  /// @throws IOException when the pipe ends within a message or announces more than allowed
  static Optional<byte[]> read(DataInputStream in, int mostBytes) throws IOException {
    int length;
    try {
      length = in.readInt();
    } catch (EOFException _) {
      return Optional.empty();
    }
    if (length < 0 || length > mostBytes) {
      throw new StreamCorruptedException("a frame of " + length + " bytes");
    }
    byte[] frame = in.readNBytes(length);
    if (frame.length < length) {
      throw new EOFException("within a frame");
    }
    return Optional.of(frame);
  }
}
