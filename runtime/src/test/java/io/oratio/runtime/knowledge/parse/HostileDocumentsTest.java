package io.oratio.runtime.knowledge.parse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.runtime.knowledge.parse.Reading.Parsed;
import io.oratio.runtime.knowledge.parse.Reading.Reason;
import io.oratio.runtime.knowledge.parse.Reading.Refused;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.crypt.EncryptionMode;
import org.apache.poi.poifs.crypt.Encryptor;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Documents made to do harm: each is refused with a reason or safely read, and after each the next
/// document is read as if nothing had been.
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class HostileDocumentsTest {
  private static final int MEBIBYTE = 1 << 20;
  private static WorkerDocumentReader reader = WorkerDocumentReader.standard();

  @BeforeAll
  static void start() {
    reader = WorkerDocumentReader.standard();
  }

  @AfterAll
  static void stop() {
    reader.close();
  }

  @AfterEach
  void readsTheNextDocumentAllTheSame() throws IOException {
    Reading reading = read("The shop opens at nine.".getBytes(UTF_8), "next.txt");
    assertThat(reading).isInstanceOf(Parsed.class);
  }

  private static Reading read(byte[] bytes, String name) throws IOException {
    return reader.read(new ByteArrayInputStream(bytes), name);
  }

  private static void assertRefused(Reading reading, Reason... reasons) {
    assertThat(reading).isInstanceOf(Refused.class);
    Refused refused = (Refused) reading;
    assertThat(refused.reason()).as(refused.sentence()).isIn((Object[]) reasons);
    assertThat(refused.sentence()).hasSizeGreaterThan(15).endsWith(".").doesNotContain("Exception");
  }

  @Test
  void refusesAWordDocumentThatUnpacksToAGibibyteOfZeros() throws IOException {
    byte[] bomb =
        new RawDocx()
            .part("word/document.xml", RawDocx.OPEN, 1100L * MEBIBYTE, (byte) 0, "")
            .bytes();
    assertRefused(read(bomb, "prices.docx"), Reason.UNSAFE);
  }

  @Test
  void refusesABombBelowTheLimitOfSizeByItsRatio() throws IOException {
    byte[] bomb =
        new RawDocx()
            .part("word/document.xml", RawDocx.OPEN, 150L * MEBIBYTE, (byte) ' ', RawDocx.CLOSE)
            .bytes();
    assertRefused(read(bomb, "prices.docx"), Reason.UNSAFE);
  }

  @Test
  void leavesBombsWithinAnArchiveUnopened() throws IOException {
    ByteArrayOutputStream inner = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(inner)) {
      zip.putNextEntry(new ZipEntry("zeros"));
      RawDocx.fill(zip, 300L * MEBIBYTE, (byte) 0);
    }
    ByteArrayOutputStream outer = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(outer)) {
      for (int at = 0; at < 50; at++) {
        zip.putNextEntry(new ZipEntry("bomb" + at + ".zip"));
        zip.write(inner.toByteArray());
      }
    }
    assertRefused(read(outer.toByteArray(), "nested.docx"), Reason.UNSUPPORTED);
  }

  @Test
  void refusesABillionLaughs() throws IOException {
    StringBuilder dtd = new StringBuilder("<!DOCTYPE lolz [<!ENTITY a0 'ha'>");
    for (int at = 1; at < 12; at++) {
      dtd.append("<!ENTITY a").append(at).append(" '");
      dtd.append(("&a" + (at - 1) + ";").repeat(10)).append("'>");
    }
    dtd.append("]>");
    String xml = dtd + RawDocx.OPEN + RawDocx.paragraph("&a11;") + RawDocx.CLOSE;
    assertRefused(read(RawDocx.withBody(xml), "laughs.docx"), Reason.UNSAFE);
    assertRefused(read(("<?xml version='1.0'?>" + xml).getBytes(UTF_8), "l.xml"), Reason.UNSAFE);
    assertRefused(read(xml.getBytes(UTF_8), "laughs.html"), Reason.UNSAFE);
  }

  @Test
  void reachesForNothingOutsideOfTheDocument() throws IOException {
    try (ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      String address = "http://127.0.0.1:" + listener.getLocalPort() + "/";
      for (String outside : new String[] {"file:///etc/passwd", address + "xxe"}) {
        String entity =
            "<!DOCTYPE d [<!ENTITY x SYSTEM '"
                + outside
                + "'>]>"
                + RawDocx.OPEN
                + RawDocx.paragraph("&x;")
                + RawDocx.CLOSE;
        assertRefused(read(RawDocx.withBody(entity), "xxe.docx"), Reason.UNSAFE);
        String external = "<!DOCTYPE d SYSTEM '" + outside + "'>" + RawDocx.OPEN + RawDocx.CLOSE;
        assertRefused(read(RawDocx.withBody(external), "dtd.docx"), Reason.UNSAFE);
        String parameter =
            "<!DOCTYPE d [<!ENTITY % p SYSTEM '" + outside + "'> %p;]>" + RawDocx.OPEN;
        assertRefused(read(RawDocx.withBody(parameter), "p.docx"), Reason.UNSAFE);
      }
      byte[] types =
          zip(
              "[Content_Types].xml",
              "<!DOCTYPE Types SYSTEM '" + address + "t'><Types>&x;</Types>");
      assertRefused(read(types, "types.docx"), Reason.UNSAFE);
      String page =
          "<html><head><link rel=stylesheet href='%1$sc'><base href='%1$s'></head><body><img"
              + " src='%1$si'><iframe src='%1$sf'></iframe><script src='%1$ss'></script>"
              + "<p>Open at nine.</p></body></html>";
      assertThat(read(page.formatted(address).getBytes(UTF_8), "page.html"))
          .isInstanceOf(Parsed.class);
      assertThat(read(("# A\n\n![b](" + address + "md)\n\nOpen.").getBytes(UTF_8), "a.md"))
          .isInstanceOf(Parsed.class);
      listener.setSoTimeout(300);
      assertThat(hasCaller(listener)).isFalse();
    }
  }

  private static boolean hasCaller(ServerSocket listener) throws IOException {
    try {
      listener.accept().close();
      return true;
    } catch (SocketTimeoutException _) {
      return false;
    }
  }

  private static byte[] zip(String name, String content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(content.getBytes(UTF_8));
    }
    return out.toByteArray();
  }

  @Test
  void refusesAPdfOfTenThousandPages() throws IOException {
    byte[] pdf = new PdfPen().blankPages(10_000).bytes();
    assertRefused(read(pdf, "long.pdf"), Reason.TOO_LARGE);
  }

  @Test
  void refusesAPdfThatLiesAboutItsPages() throws IOException {
    RawPdf pdf = new RawPdf().object("<</Type/Catalog/Pages 2 0 R>>");
    StringBuilder kids = new StringBuilder();
    for (int at = 0; at < 5_000; at++) {
      kids.append("3 0 R ");
    }
    pdf.object("<</Type/Pages/Count 5/Kids[" + kids + "]>>");
    pdf.object("<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>");
    assertThat(read(pdf.bytes(), "liar.pdf")).isInstanceOf(Refused.class);
  }

  @Test
  void refusesAPdfWhosePageUnpacksToAGibibyte() throws IOException {
    byte[] once = deflated(1100L * MEBIBYTE, (byte) ' ');
    byte[] twice = deflated(once);
    byte[] pdf =
        new RawPdf()
                .object("<</Type/Catalog/Pages 2 0 R>>")
                .object("<</Type/Pages/Count 1/Kids[3 0 R]>>")
                .object("<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>")
                .stream("/Filter[/FlateDecode/FlateDecode]", twice)
                .bytes();
    assertThat(pdf.length).isLessThan(100_000);
    assertRefused(read(pdf, "bomb.pdf"), Reason.TOO_LARGE, Reason.BROKEN, Reason.WORDLESS);
  }

  @Test
  void refusesAPdfWhoseObjectsUnpackToAGibibyte() throws IOException {
    byte[] objects = deflated(1100L * MEBIBYTE, (byte) ' ');
    byte[] pdf =
        new RawPdf()
            .stream("/Type/ObjStm/N 1/First 10/Filter/FlateDecode", objects)
                .bytesWithObjectStream(1, 1);
    assertRefused(read(pdf, "objects.pdf"), Reason.TOO_LARGE, Reason.BROKEN);
  }

  private static byte[] deflated(long count, byte filler) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflate =
        new DeflaterOutputStream(out, new Deflater(Deflater.BEST_SPEED))) {
      RawDocx.fill(deflate, count, filler);
    }
    return out.toByteArray();
  }

  private static byte[] deflated(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflate = new DeflaterOutputStream(out)) {
      deflate.write(bytes);
    }
    return out.toByteArray();
  }

  @Test
  void goesByTheContentWhateverTheNameSays() throws IOException {
    byte[] docx =
        RawDocx.withBody(RawDocx.OPEN + RawDocx.paragraph("Open at nine.") + RawDocx.CLOSE);
    assertThat(((Parsed) read(docx, "prices.pdf")).mediaType()).contains("wordprocessingml");
    byte[] pdf = new PdfPen().page().paragraph("Open at nine.").bytes();
    assertThat(((Parsed) read(pdf, "prices.txt")).mediaType()).isEqualTo("application/pdf");
    byte[] png = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13};
    assertRefused(read(png, "prices.pdf"), Reason.UNSUPPORTED);
    assertRefused(read(zip("a.txt", "words"), "prices.pdf"), Reason.UNSUPPORTED);
    byte[] elf = {0x7f, 'E', 'L', 'F', 2, 1, 1, 0, 0, 0, 0};
    assertRefused(read(elf, "prices.csv"), Reason.UNSUPPORTED);
  }

  @Test
  void refusesALockedPdf() throws IOException {
    byte[] locked = new PdfPen().page().paragraph("Secret.").lock("owner", "user", true).bytes();
    assertRefused(read(locked, "locked.pdf"), Reason.ENCRYPTED);
    byte[] uncopied = new PdfPen().page().paragraph("Secret.").lock("owner", "", false).bytes();
    assertRefused(read(uncopied, "uncopied.pdf"), Reason.ENCRYPTED);
    byte[] open = new PdfPen().page().paragraph("Open at nine.").lock("owner", "", true).bytes();
    assertThat(read(open, "open.pdf")).isInstanceOf(Parsed.class);
  }

  @Test
  void refusesALockedWordDocument() throws Exception {
    byte[] docx = RawDocx.withBody(RawDocx.OPEN + RawDocx.paragraph("Secret.") + RawDocx.CLOSE);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (POIFSFileSystem ole = new POIFSFileSystem()) {
      Encryptor encryptor = new EncryptionInfo(EncryptionMode.agile).getEncryptor();
      encryptor.confirmPassword("secret");
      try (var stream = encryptor.getDataStream(ole)) {
        stream.write(docx);
      }
      ole.writeFilesystem(out);
    }
    assertRefused(read(out.toByteArray(), "locked.docx"), Reason.ENCRYPTED);
  }

  @Test
  void refusesWhatIsEmptyOrBroken() throws IOException {
    assertRefused(read(new byte[0], "empty.pdf"), Reason.EMPTY);
    assertRefused(read(" \r\n\t ".getBytes(UTF_8), "blank.txt"), Reason.EMPTY);
    byte[] pdf = new PdfPen().page().paragraph("Open at nine.").bytes();
    assertRefused(read(Arrays.copyOf(pdf, pdf.length / 2), "half.pdf"), Reason.BROKEN);
    assertRefused(read("%PDF-1.7\n%%EOF".getBytes(UTF_8), "head.pdf"), Reason.BROKEN);
    byte[] docx = RawDocx.withBody(RawDocx.OPEN + RawDocx.paragraph("Open.") + RawDocx.CLOSE);
    assertRefused(read(Arrays.copyOf(docx, docx.length / 2), "half.docx"), Reason.BROKEN);
    assertRefused(read(RawDocx.withBody(RawDocx.OPEN + "<w:p><w:r>"), "xml.docx"), Reason.BROKEN);
    assertRefused(
        read(RawDocx.withBody(RawDocx.OPEN + RawDocx.CLOSE), "none.docx"), Reason.WORDLESS);
    assertRefused(read(new PdfPen().blankPages(2).bytes(), "scan.pdf"), Reason.WORDLESS);
  }

  @Test
  void refusesRandomBytes() throws IOException {
    Random random = new Random(7);
    for (int at = 0; at < 20; at++) {
      byte[] bytes = new byte[500 + random.nextInt(100_000)];
      random.nextBytes(bytes);
      assertRefused(read(bytes, "noise.docx"), Reason.UNSUPPORTED);
      System.arraycopy("%PDF-1.4\n".getBytes(UTF_8), 0, bytes, 0, 9);
      assertRefused(read(bytes, "noise.pdf"), Reason.BROKEN);
      System.arraycopy("PK\3\4\n\0\0\0".getBytes(UTF_8), 0, bytes, 0, 8);
      assertRefused(read(bytes, "noise.docx"), Reason.BROKEN);
    }
  }

  @Test
  void readsOrRefusesWhatNestsWithoutEnd() throws IOException {
    int depth = 100_000;
    String page = "<html><body>" + "<div>".repeat(depth) + "Open." + "</div>".repeat(depth);
    assertReadOrTooLarge(read(page.getBytes(UTF_8), "deep.html"));
    String tables = "<html><body>" + "<table><tr><td>".repeat(20_000) + "Open.";
    assertReadOrTooLarge(read(tables.getBytes(UTF_8), "tables.html"));
    String bold = "<html><body>" + "<b><i><a href=x>".repeat(20_000) + "Open.";
    assertReadOrTooLarge(read(bold.getBytes(UTF_8), "bold.html"));
    String quotes = "# Deep\n\n" + ">".repeat(depth) + " Open.\n";
    assertReadOrTooLarge(read(quotes.getBytes(UTF_8), "quotes.md"));
    String stars = "# Deep\n\n" + "*a **b ".repeat(20_000) + "\n\n" + "[".repeat(50_000);
    assertReadOrTooLarge(read(stars.getBytes(UTF_8), "stars.md"));
    StringBuilder lists = new StringBuilder("# Deep\n\n");
    for (int at = 0; at < 2_000; at++) {
      lists.append("  ".repeat(at)).append("- item\n");
    }
    assertReadOrTooLarge(read(lists.toString().getBytes(UTF_8), "lists.md"));
    String tags = RawDocx.OPEN + "<w:tbl><w:tr><w:tc>".repeat(50_000);
    assertReadOrTooLarge(read(RawDocx.withBody(tags), "deep.docx"));
    String array = "[".repeat(depth);
    byte[] pdf =
        new RawPdf()
            .object("<</Type/Catalog/Pages 2 0 R/Deep " + array + ">>")
            .object("<</Type/Pages/Count 0/Kids[]>>")
            .bytes();
    assertThat(read(pdf, "deep.pdf")).isInstanceOf(Refused.class);
  }

  private static void assertReadOrTooLarge(Reading reading) {
    if (reading instanceof Refused) {
      assertRefused(reading, Reason.TOO_LARGE);
    }
  }

  @Test
  void refusesAPageThatIsOneLineOfFortyMebibytes() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write("<html><body><p>".getBytes(UTF_8));
    RawDocx.fill(out, 45L * MEBIBYTE, (byte) 'a');
    assertRefused(read(out.toByteArray(), "line.html"), Reason.TOO_LARGE);
    assertRefused(read(new byte[51 * MEBIBYTE], "large.bin"), Reason.TOO_LARGE);
    byte[] letters = new byte[45 * MEBIBYTE];
    Arrays.fill(letters, (byte) 'a');
    assertRefused(read(letters, "line.txt"), Reason.TOO_LARGE);
    byte[] tags = "<p>".repeat(6 * MEBIBYTE).getBytes(UTF_8);
    assertRefused(read(tags, "tags.html"), Reason.TOO_LARGE, Reason.UNSUPPORTED, Reason.WORDLESS);
  }

  @Test
  void refusesATableOfAMillionColumns() throws IOException {
    String row = "x,".repeat(1_000_000) + "\n";
    assertRefused(read(row.repeat(2).getBytes(UTF_8), "wide.csv"), Reason.TOO_LARGE);
    String page =
        "<html><table><tr><th>a</th><th>b</th></tr><tr>"
            + "<td colspan=9999>x</td>".repeat(2_000)
            + "</tr></table>";
    assertRefused(read(page.getBytes(UTF_8), "wide.html"), Reason.TOO_LARGE);
    String rows = "a;b\n".repeat(400_000);
    assertRefused(read(rows.getBytes(UTF_8), "long.csv"), Reason.TOO_LARGE);
    String open = "a,b\n1,\"" + "x\n".repeat(100_000);
    assertThat(read(open.getBytes(UTF_8), "open.csv")).isNotNull();
  }
}
