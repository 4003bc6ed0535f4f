package io.oratio.control.creation;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/// Finds the symbolic links of a zip, which Java's own reader shows as files. A link is told by the
/// upper half of an entry's external attributes, when a Unix made it (PKWARE APPNOTE 6.3.10
/// §4.4.15, §4.4.2). What cannot be read as a directory is left to the reader to refuse.
final class ZipLinks {
  private static final int END_OF_DIRECTORY = 0x06054b50;
  private static final int ENTRY = 0x02014b50;
  private static final int END_BYTES = 22;
  private static final int ENTRY_BYTES = 46;
  private static final int LONGEST_COMMENT = 65_535;
  private static final int LARGEST_DIRECTORY = 4 * 1024 * 1024;
  private static final int FILE_KIND = 0xF000;
  private static final int LINK = 0xA000;

  private ZipLinks() {}

  /// The names of its links.
  static Set<String> of(Path zip) throws IOException {
    Set<String> links = new HashSet<>();
    ByteBuffer directory = directory(zip);
    while (directory.remaining() >= ENTRY_BYTES
        && directory.getInt(directory.position()) == ENTRY) {
      int at = directory.position();
      int nameBytes = Short.toUnsignedInt(directory.getShort(at + 28));
      int whole =
          ENTRY_BYTES
              + nameBytes
              + Short.toUnsignedInt(directory.getShort(at + 30))
              + Short.toUnsignedInt(directory.getShort(at + 32));
      if (whole > directory.remaining()) {
        break;
      }
      int attributes = directory.getInt(at + 38) >>> 16;
      if ((attributes & FILE_KIND) == LINK) {
        byte[] name = new byte[nameBytes];
        directory.get(at + ENTRY_BYTES, name);
        links.add(new String(name, StandardCharsets.UTF_8));
      }
      directory.position(at + whole);
    }
    return links;
  }

  private static ByteBuffer directory(Path zip) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(zip.toFile(), "r")) {
      int tail = (int) Math.min(file.length(), END_BYTES + LONGEST_COMMENT);
      ByteBuffer end = read(file, file.length() - tail, tail);
      for (int at = tail - END_BYTES; at >= 0; at--) {
        if (end.getInt(at) == END_OF_DIRECTORY) {
          long size = Integer.toUnsignedLong(end.getInt(at + 12));
          long begin = file.length() - tail + at - size;
          return size > LARGEST_DIRECTORY || begin < 0
              ? ByteBuffer.allocate(0)
              : read(file, begin, (int) size);
        }
      }
      return ByteBuffer.allocate(0);
    }
  }

  private static ByteBuffer read(RandomAccessFile file, long from, int count) throws IOException {
    byte[] bytes = new byte[count];
    file.seek(from);
    file.readFully(bytes);
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
