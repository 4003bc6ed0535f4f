package io.oratio.runtime.knowledge.parse;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

/// What the worker is asked: to read the file `document` in its folder, within limits.
///
/// @param name the document's
record ParseRequest(String name, ParseLimits limits) {
  /// The file in the worker's folder.
  static final String FILE = "document";

  byte[] encoded() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      ReadingCodec.write(name, out);
      out.writeLong(limits.inputBytes());
      out.writeLong(limits.markupBytes());
      out.writeLong(limits.wallTime().toMillis());
      out.writeLong(limits.workerHeapBytes());
      out.writeInt(limits.pages());
      out.writeLong(limits.expandedBytes());
      out.writeInt(limits.expansionRatio());
      out.writeInt(limits.textCharacters());
      out.writeInt(limits.tableColumns());
      out.writeInt(limits.tableCells());
      out.writeInt(limits.nestingDepth());
      out.writeInt(limits.documentsPerWorker());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static ParseRequest decode(byte[] bytes) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    return new ParseRequest(
        ReadingCodec.text(in),
        new ParseLimits(
            in.readLong(),
            in.readLong(),
            Duration.ofMillis(in.readLong()),
            in.readLong(),
            in.readInt(),
            in.readLong(),
            in.readInt(),
            in.readInt(),
            in.readInt(),
            in.readInt(),
            in.readInt(),
            in.readInt()));
  }
}
