package io.oratio.runtime.knowledge.parse;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;

/// Writes PDFs as an office program would: lines wrapped at the margin, tables in columns.
public final class PdfPen {
  private static final float LEFT = 60;
  private static final float RIGHT = 535;
  private static final float TOP = 760;

  // A font belongs to the document it was first saved with.
  private final PDFont plain = new PDType1Font(FontName.HELVETICA);
  private final PDFont bold = new PDType1Font(FontName.HELVETICA_BOLD);
  private final PDDocument pdf = new PDDocument();
  private final List<PDPage> pages = new ArrayList<>();
  private float down;
  private String header = "";
  private String footer = "";

  static {
    BundledFonts.install();
  }

  /// What every page bears, `#` standing for its number.
  public PdfPen furniture(String aHeader, String aFooter) {
    header = aHeader;
    footer = aFooter;
    return this;
  }

  public PdfPen page() throws IOException {
    PDPage page = new PDPage(PDRectangle.A4);
    pdf.addPage(page);
    pages.add(page);
    down = TOP;
    String number = String.valueOf(pages.size());
    if (!header.isEmpty()) {
      at(LEFT, 810, plain, 9, header.replace("#", number));
    }
    if (!footer.isEmpty()) {
      at(LEFT, 30, plain, 9, footer.replace("#", number));
    }
    return this;
  }

  public PdfPen heading(float size, String text) throws IOException {
    down -= size;
    at(LEFT, down, bold, size, text);
    down -= size * 1.2f;
    return this;
  }

  public PdfPen paragraph(String text) throws IOException {
    return paragraph(LEFT, RIGHT, text);
  }

  /// A paragraph whose lines are told, as an old typesetter hyphenates them.
  public PdfPen lines(String... lines) throws IOException {
    for (String line : lines) {
      at(LEFT, down, plain, 11, line);
      down -= 13.5f;
    }
    down -= 9;
    return this;
  }

  public PdfPen bullet(String text) throws IOException {
    at(LEFT + 10, down, plain, 11, "•");
    float before = down;
    paragraph(LEFT + 24, RIGHT, text);
    down = Math.min(down + 6, before - 13.5f);
    return this;
  }

  public PdfPen row(boolean isBold, float[] lefts, String... cells) throws IOException {
    for (int at = 0; at < cells.length; at++) {
      at(lefts[at], down, isBold ? bold : plain, 11, cells[at]);
    }
    down -= 18;
    return this;
  }

  public PdfPen gap() {
    down -= 14;
    return this;
  }

  private PdfPen paragraph(float left, float right, String text) throws IOException {
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ")) {
      String longer = line.isEmpty() ? word : line + " " + word;
      if (plain.getStringWidth(longer) / 1000 * 11 > right - left) {
        at(left, down, plain, 11, line.toString());
        down -= 13.5f;
        line.setLength(0);
        line.append(word);
      } else {
        line.setLength(0);
        line.append(longer);
      }
    }
    at(left, down, plain, 11, line.toString());
    down -= 13.5f + 9;
    return this;
  }

  private void at(float x, float y, PDFont font, float size, String text) throws IOException {
    try (PDPageContentStream out =
        new PDPageContentStream(
            pdf, pages.getLast(), PDPageContentStream.AppendMode.APPEND, true)) {
      out.beginText();
      out.setFont(font, size);
      out.newLineAtOffset(x, y);
      out.showText(text);
      out.endText();
    }
  }

  public PdfPen title(String title) {
    pdf.getDocumentInformation().setTitle(title);
    return this;
  }

  public PdfPen blankPages(int count) {
    for (int at = 0; at < count; at++) {
      pdf.addPage(new PDPage());
    }
    return this;
  }

  public PdfPen lock(String ownerPassword, String userPassword, boolean mayCopy)
      throws IOException {
    AccessPermission permission = new AccessPermission();
    permission.setCanExtractContent(mayCopy);
    StandardProtectionPolicy policy =
        new StandardProtectionPolicy(ownerPassword, userPassword, permission);
    policy.setEncryptionKeyLength(128);
    pdf.protect(policy);
    return this;
  }

  public byte[] bytes() throws IOException {
    try (pdf) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      pdf.save(out);
      return out.toByteArray();
    }
  }
}
