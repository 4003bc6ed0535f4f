package io.oratio.runtime.knowledge.parse;

import io.oratio.runtime.knowledge.parse.Reading.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/// Finds what a document is by its content. The name only settles between kinds of plain text,
/// which may look the same.
final class ContentSniffer {
  private static final int HEAD_BYTES = 65_536;

  /// A PDF may have other bytes in front (ISO 32000-1 annex H, note 13).
  private static final int PDF_HEADER_WITHIN_BYTES = 1024;

  private ContentSniffer() {}

  /// @throws Refusal for what is empty or of no kind we read
  static DocumentKind sniff(Path file, String name, ParseLimits limits) throws IOException {
    byte[] head;
    try (InputStream in = Files.newInputStream(file)) {
      head = in.readNBytes(HEAD_BYTES);
    }
    if (head.length == 0) {
      throw new Refusal(Reason.EMPTY, "The file is empty.");
    }
    if (startsWith(head, "PK\3\4") || startsWith(head, "PK\5\6")) {
      return OfficeZip.kind(file, head, limits);
    }
    if (startsWith(head, "\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1")) {
      throw OleFile.refusal(file);
    }
    return ofHead(head, head.length < HEAD_BYTES || Files.size(file) == HEAD_BYTES, name);
  }

  /// What a file that is no container is, by its first bytes.
  ///
  /// @param isWhole whether these are all its bytes
  static DocumentKind ofHead(byte[] head, boolean isWhole, String name) {
    if (indexOf(head, "%PDF-", PDF_HEADER_WITHIN_BYTES) >= 0) {
      return DocumentKind.PDF;
    }
    Optional<BinarySignature> signature = BinarySignature.of(head);
    Optional<String> text = TextDecoding.decode(head, isWhole);
    if (signature.isPresent() && (text.isEmpty() || signature.get().isWrittenInText())) {
      throw new Refusal(Reason.UNSUPPORTED, "It is " + signature.get().what() + ".");
    }
    if (text.isEmpty()) {
      throw new Refusal(
          Reason.UNSUPPORTED,
          "It is not of a kind that can be read: PDF, DOCX, HTML, Markdown, CSV or plain text in"
              + " UTF-8.");
    }
    if (isWhole && !PlainWords.hasWords(text.get())) {
      throw new Refusal(Reason.EMPTY, "The file has no words in it.");
    }
    return TextKind.of(text.get(), name.toLowerCase(Locale.ROOT));
  }

  private static boolean startsWith(byte[] head, String latin1) {
    return indexOf(head, latin1, latin1.length()) == 0;
  }

  private static int indexOf(byte[] head, String latin1, int within) {
    byte[] wanted = latin1.getBytes(StandardCharsets.ISO_8859_1);
    int last = Math.min(head.length, within) - wanted.length;
    for (int at = 0; at <= last; at++) {
      int matched = 0;
      while (matched < wanted.length && head[at + matched] == wanted[matched]) {
        matched++;
      }
      if (matched == wanted.length) {
        return at;
      }
    }
    return -1;
  }
}
