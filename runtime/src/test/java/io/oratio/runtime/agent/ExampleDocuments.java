package io.oratio.runtime.agent;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFRun;
import org.apache.poi.xwpf.usermodel.XWPFTable;

/// Makes the PDF and Word documents of the example agents of their sources in `examples/sources`,
/// which hold headings (`#`, `##`), rows (`| a | b |`), points (`- a`) and paragraphs, one a line.
final class ExampleDocuments {
  private static final float MARGIN = 56;
  private static final float LEADING = 1.35f;

  private ExampleDocuments() {}

  /// Writes every document anew.
  static void write(Path examples) throws IOException {
    for (Path source : sources(examples)) {
      Path document = documentOf(examples, source);
      Files.createDirectories(document.getParent());
      List<String> lines = Files.readAllLines(source).stream().filter(it -> !it.isBlank()).toList();
      if (document.toString().endsWith(".pdf")) {
        writePdf(lines, document);
      } else {
        writeWord(lines, document);
      }
    }
  }

  static List<Path> sources(Path examples) throws IOException {
    try (Stream<Path> files = Files.walk(examples.resolve("sources"))) {
      return files.filter(it -> it.toString().endsWith(".md")).sorted().toList();
    }
  }

  /// `sources/hotel/house/rules.docx.md` → `agents/hotel/knowledge/house/rules.docx`.
  static Path documentOf(Path examples, Path source) {
    Path relative = examples.resolve("sources").relativize(source);
    String name = relative.subpath(1, relative.getNameCount()).toString();
    return examples
        .resolve("agents")
        .resolve(relative.getName(0))
        .resolve("knowledge")
        .resolve(name.substring(0, name.length() - ".md".length()));
  }

  static List<String> cells(String row) {
    return Arrays.stream(row.substring(1, row.lastIndexOf('|')).split("\\|"))
        .map(String::strip)
        .toList();
  }

  private static void writeWord(List<String> lines, Path document) throws IOException {
    try (XWPFDocument word = new XWPFDocument();
        OutputStream out = Files.newOutputStream(document)) {
      word.getProperties().getCoreProperties().setTitle(lines.getFirst().substring(2));
      XWPFTable table = null;
      for (String line : lines) {
        if (line.startsWith("|")) {
          List<String> cells = cells(line);
          boolean isFirst = table == null;
          table = isFirst ? word.createTable(1, cells.size()) : table;
          var row = isFirst ? table.getRow(0) : table.createRow();
          for (int i = 0; i < cells.size(); i++) {
            row.getCell(i).setText(cells.get(i));
          }
          continue;
        }
        table = null;
        int level = line.startsWith("## ") ? 2 : line.startsWith("# ") ? 1 : 0;
        XWPFParagraph paragraph = word.createParagraph();
        XWPFRun run = paragraph.createRun();
        if (level > 0) {
          paragraph.setStyle("Heading" + level);
          paragraph
              .getCTP()
              .getPPr()
              .addNewOutlineLvl()
              .setVal(java.math.BigInteger.valueOf(level - 1));
          run.setBold(true);
          run.setFontSize(level == 1 ? 20 : 14);
        }
        run.setText(level == 0 ? line : line.substring(level + 1));
      }
      word.write(out);
    }
  }

  private static void writePdf(List<String> lines, Path document) throws IOException {
    try (PDDocument pdf = new PDDocument()) {
      pdf.getDocumentInformation().setTitle(lines.getFirst().substring(2));
      try (Pages pages = new Pages(pdf)) {
        for (String line : lines) {
          if (line.startsWith("# ")) {
            pages.text(line.substring(2), FontName.HELVETICA_BOLD, 20);
          } else if (line.startsWith("## ")) {
            pages.gap(8);
            pages.text(line.substring(3), FontName.HELVETICA_BOLD, 14);
          } else if (line.startsWith("|")) {
            pages.row(cells(line));
          } else {
            pages.text(line, FontName.HELVETICA, 11);
          }
        }
      }
      pdf.save(document.toFile());
    }
  }

  /// Sets lines on pages, from the top down.
  private static final class Pages implements AutoCloseable {
    private final PDDocument pdf;
    private PDPageContentStream page;
    private float y;

    Pages(PDDocument pdf) throws IOException {
      this.pdf = pdf;
      this.page = begin();
    }

    void text(String text, FontName name, float size) throws IOException {
      PDFont font = new PDType1Font(name);
      float width = PDRectangle.A4.getWidth() - 2 * MARGIN;
      StringBuilder line = new StringBuilder();
      for (String word : text.split(" ")) {
        if (!line.isEmpty() && font.getStringWidth(line + " " + word) / 1000 * size > width) {
          line(line.toString(), font, size, MARGIN);
          line.setLength(0);
        }
        line.append(line.isEmpty() ? "" : " ").append(word);
      }
      line(line.toString(), font, size, MARGIN);
      gap(4);
    }

    void row(List<String> cells) throws IOException {
      PDFont font = new PDType1Font(FontName.HELVETICA);
      float column = (PDRectangle.A4.getWidth() - 2 * MARGIN) / cells.size();
      room(11 * LEADING);
      for (int i = 0; i < cells.size(); i++) {
        show(cells.get(i), font, 11, MARGIN + i * column);
      }
    }

    void gap(float points) {
      y -= points;
    }

    @Override
    public void close() throws IOException {
      page.close();
    }

    private void line(String text, PDFont font, float size, float x) throws IOException {
      room(size * LEADING);
      show(text, font, size, x);
    }

    private void room(float height) throws IOException {
      if (y - height < MARGIN) {
        page.close();
        page = begin();
      }
      y -= height;
    }

    private void show(String text, PDFont font, float size, float x) throws IOException {
      page.beginText();
      page.setFont(font, size);
      page.newLineAtOffset(x, y);
      page.showText(text);
      page.endText();
    }

    private PDPageContentStream begin() throws IOException {
      PDPage sheet = new PDPage(PDRectangle.A4);
      pdf.addPage(sheet);
      y = PDRectangle.A4.getHeight() - MARGIN;
      return new PDPageContentStream(pdf, sheet);
    }
  }
}
