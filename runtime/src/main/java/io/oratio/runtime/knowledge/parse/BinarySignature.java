package io.oratio.runtime.knowledge.parse;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The first bytes of kinds of files we know and do not read, so that a refusal can name them.
enum BinarySignature {
  PNG("a picture (PNG)", 0, "\u0089PNG\r\n"),
  JPEG("a picture (JPEG)", 0, "\u00ff\u00d8\u00ff"),
  GIF("a picture (GIF)", 0, "GIF8"),
  TIFF_LITTLE("a picture (TIFF)", 0, "II*\0"),
  TIFF_BIG("a picture (TIFF)", 0, "MM\0*"),
  WEBP("a picture (WebP)", 8, "WEBP"),
  WAV("a sound (WAV)", 8, "WAVE"),
  AVI("a film (AVI)", 8, "AVI "),
  MP4("a film or sound (MP4)", 4, "ftyp"),
  MATROSKA("a film (Matroska)", 0, "\u001aE\u00df\u00a3"),
  OGG("a sound (Ogg)", 0, "OggS"),
  MP3("a sound (MP3)", 0, "ID3"),
  FLAC("a sound (FLAC)", 0, "fLaC"),
  GZIP("an archive (gzip)", 0, "\u001f\u008b"),
  BZIP2("an archive (bzip2)", 0, "BZh"),
  XZ("an archive (xz)", 0, "\u00fd7zXZ\0"),
  ZSTD("an archive (Zstandard)", 0, "(\u00b5/\u00fd"),
  SEVEN_ZIP("an archive (7z)", 0, "7z\u00bc\u00af"),
  RAR("an archive (RAR)", 0, "Rar!"),
  TAR("an archive (tar)", 257, "ustar"),
  WINDOWS_PROGRAM("a program", 0, "MZ"),
  ELF("a program", 0, "\u007fELF"),
  JAVA_CLASS("a program", 0, "\u00ca\u00fe\u00ba\u00be"),
  MACH_O("a program", 0, "\u00cf\u00fa\u00ed\u00fe"),
  SQLITE("a database (SQLite)", 0, "SQLite format 3"),
  RTF("an RTF document: save it as DOCX or PDF", 0, "{\\rtf"),
  POSTSCRIPT("a PostScript document: save it as PDF", 0, "%!PS");

  private final String what;
  private final int offset;
  private final byte[] bytes;

  BinarySignature(String what, int offset, String latin1) {
    this.what = what;
    this.offset = offset;
    this.bytes = latin1.getBytes(StandardCharsets.ISO_8859_1);
  }

  /// What it is, in words that follow "It is ".
  String what() {
    return what;
  }

  /// The one the bytes begin with. Short ones may also begin a text ([#isWrittenInText]), so the
  /// caller asks first whether it is one.
  static Optional<BinarySignature> of(byte[] head) {
    for (BinarySignature it : values()) {
      if (it.isAt(head)) {
        return Optional.of(it);
      }
    }
    return Optional.empty();
  }

  /// Whether files of this kind are text in their bytes; one of the others that decodes as text is
  /// a text that happens to begin with the same letters.
  boolean isWrittenInText() {
    return this == RTF || this == POSTSCRIPT;
  }

  private boolean isAt(byte[] head) {
    if (head.length < offset + bytes.length) {
      return false;
    }
    for (int at = 0; at < bytes.length; at++) {
      if (head[offset + at] != bytes[at]) {
        return false;
      }
    }
    return true;
  }
}
