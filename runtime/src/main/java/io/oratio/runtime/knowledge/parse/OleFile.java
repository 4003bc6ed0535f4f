package io.oratio.runtime.knowledge.parse;

import io.oratio.runtime.knowledge.parse.Reading.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// A compound file ([MS-CFB]): what Office wrote before 2007, and what it still wraps a locked
/// document in ([MS-OFFCRYPTO] §2.3.4.4). Neither is read; it is told which it is.
final class OleFile {
  /// A directory entry is of 128 bytes and begins with its name ([MS-CFB] §2.6.1); sectors are
  /// multiples of it, and so is where they begin.
  private static final int ENTRY_BYTES = 128;

  private OleFile() {}

  static Refusal refusal(Path file) throws IOException {
    byte[] locked = name("EncryptedPackage");
    byte[] word = name("WordDocument");
    byte[] excel = name("Workbook");
    byte[] powerPoint = name("PowerPoint Document");
    try (InputStream in = Files.newInputStream(file)) {
      for (byte[] entry = in.readNBytes(ENTRY_BYTES);
          entry.length == ENTRY_BYTES;
          entry = in.readNBytes(ENTRY_BYTES)) {
        if (startsWith(entry, locked)) {
          return new Refusal(
              Reason.ENCRYPTED,
              "It is locked by a password: save it without one and upload it again.");
        }
        if (startsWith(entry, word)) {
          return old("Word document (.doc): save it as DOCX or PDF");
        }
        if (startsWith(entry, excel)) {
          return old("Excel workbook (.xls): save it as CSV or PDF");
        }
        if (startsWith(entry, powerPoint)) {
          return old("PowerPoint file (.ppt): save it as PDF");
        }
      }
    }
    return old("Office file: save it as DOCX or PDF");
  }

  private static Refusal old(String what) {
    return new Refusal(Reason.UNSUPPORTED, "It is an old " + what + ".");
  }

  private static byte[] name(String name) {
    return (name + '\0').getBytes(StandardCharsets.UTF_16LE);
  }

  private static boolean startsWith(byte[] entry, byte[] name) {
    return Arrays.equals(entry, 0, name.length, name, 0, name.length);
  }
}
