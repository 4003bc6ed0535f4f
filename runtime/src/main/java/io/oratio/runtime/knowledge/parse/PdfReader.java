package io.oratio.runtime.knowledge.parse;

import io.oratio.runtime.knowledge.parse.Reading.Reason;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;

/// Reads PDFs page by page. What a stream in it unpacks to lies in the worker's memory and is held
/// by it.
final class PdfReader {
  /// The last section of a PDF says where its table of contents is (ISO 32000-1 §7.5.5), within the
  /// last 1024 bytes by the standard, a little further in practice. A file cut short lacks it.
  private static final int TAIL_BYTES = 16_384;

  private PdfReader() {}

  /// @return the document's title, when it tells one
  static Optional<String> read(Path file, BlockCollector blocks) throws IOException {
    BundledFonts.install();
    if (!hasEnd(file)) {
      throw broken();
    }
    try (PDDocument pdf =
        Loader.loadPDF(file.toFile(), "", IOUtils.createMemoryOnlyStreamCache())) {
      if (!pdf.getCurrentAccessPermission().canExtractContent()) {
        throw new Refusal(
            Reason.ENCRYPTED, "The PDF is locked against copying its text: save it without.");
      }
      if (pdf.getNumberOfPages() > blocks.limits().pages()) {
        throw tooLong(blocks);
      }
      List<PdfLine> lines = lines(pdf, blocks);
      if (lines.isEmpty()) {
        throw new Refusal(
            Reason.WORDLESS,
            "The PDF holds pictures of pages and no text: recognise its text first, or upload the"
                + " document it was made from.");
      }
      new PdfLayout(blocks).write(lines);
      return Optional.ofNullable(pdf.getDocumentInformation().getTitle());
    } catch (InvalidPasswordException _) {
      throw new Refusal(
          Reason.ENCRYPTED, "It is locked by a password: save it without one and upload it again.");
    } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
      throw broken();
    }
  }

  private static List<PdfLine> lines(PDDocument pdf, BlockCollector blocks) throws IOException {
    PdfLines reader = new PdfLines(blocks);
    List<PdfLine> lines = new ArrayList<>();
    int number = 0;
    for (PDPage page : pdf.getPages()) {
      number++;
      // The count in the file may lie.
      if (number > blocks.limits().pages()) {
        throw tooLong(blocks);
      }
      lines.addAll(reader.read(page, number));
    }
    return lines;
  }

  private static boolean hasEnd(Path file) throws IOException {
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      byte[] tail = new byte[(int) Math.min(TAIL_BYTES, in.length())];
      in.seek(in.length() - tail.length);
      in.readFully(tail);
      String text = new String(tail, StandardCharsets.ISO_8859_1);
      int last = text.lastIndexOf("startxref");
      return last >= 0 && text.indexOf("%%EOF", last) >= 0;
    }
  }

  private static Refusal tooLong(BlockCollector blocks) {
    return new Refusal(
        Reason.TOO_LARGE,
        "The PDF has more than "
            + blocks.limits().pages()
            + " pages; split it into several documents.");
  }

  private static Refusal broken() {
    return new Refusal(
        Reason.BROKEN, "The PDF is cut short or damaged: save it again and upload it again.");
  }
}
