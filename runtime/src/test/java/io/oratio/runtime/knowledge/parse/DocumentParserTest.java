package io.oratio.runtime.knowledge.parse;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.runtime.knowledge.parse.Block.Code;
import io.oratio.runtime.knowledge.parse.Block.Heading;
import io.oratio.runtime.knowledge.parse.Block.ListItem;
import io.oratio.runtime.knowledge.parse.Block.Paragraph;
import io.oratio.runtime.knowledge.parse.Block.Table;
import io.oratio.runtime.knowledge.parse.Reading.Parsed;
import io.oratio.runtime.knowledge.parse.Reading.Refused;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.poi.xwpf.usermodel.BreakType;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFRun;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the documents of ordinary people become.
class DocumentParserTest {
  private static final Place HERE = Place.NONE;

  @TempDir Path folder;

  private Reading read(byte[] bytes, String name) throws IOException {
    Path file = Files.write(folder.resolve("document"), bytes);
    return new DocumentParser(ParseLimits.STANDARD).parse(file, name);
  }

  private Parsed parsed(byte[] bytes, String name) throws IOException {
    Reading reading = read(bytes, name);
    assertThat(reading).isInstanceOf(Parsed.class);
    return (Parsed) reading;
  }

  private Parsed parsed(String text, String name) throws IOException {
    return parsed(text.getBytes(UTF_8), name);
  }

  @Test
  void readsMarkdownWithItsTablesListsAndCode() throws IOException {
    Parsed read =
        parsed(
            """
            # Hotel Sunrise

            Welcome to the *house*, see [our site](http://x.example/y).
            It stands by the sea.

            ## Prices

            | Room   | Price |
            |--------|------:|
            | Single | 80 €  |
            | Double | 120 € |

            1. Ring the bell.
            2. Say your name:
               - slowly
            ```
            code  7
            ```
            ![a picture](x.png)
            """,
            "hotel.md");
    assertThat(read.title()).isEqualTo("Hotel Sunrise");
    assertThat(read.mediaType()).isEqualTo("text/markdown");
    assertThat(read.blocks())
        .containsExactly(
            new Heading(1, "Hotel Sunrise", HERE),
            new Paragraph("Welcome to the house, see our site. It stands by the sea.", HERE),
            new Heading(2, "Prices", HERE),
            new Table(
                List.of("Room", "Price"),
                List.of(List.of("Single", "80 €"), List.of("Double", "120 €")),
                HERE),
            new ListItem(1, "1. Ring the bell.", HERE),
            new ListItem(1, "2. Say your name:", HERE),
            new ListItem(2, "slowly", HERE),
            new Code("code  7", HERE));
  }

  @Test
  void takesTheTitleOfFrontMatter() throws IOException {
    Parsed read =
        parsed("---\ntitle: \"The house\"\nlang: en\n---\n# A\n\ntext\n\n# B\n\nc", "x.md");
    assertThat(read.title()).isEqualTo("The house");
    assertThat(read.blocks().getFirst()).isEqualTo(new Heading(1, "A", HERE));
  }

  @Test
  void readsAPageWithoutItsMenusAndScripts() throws IOException {
    Parsed read =
        parsed(
            """
            <!DOCTYPE html><html><head><title>Parcel help</title><style>p{color:red}</style></head>
            <body><nav><a href=/>Home</a></nav><script>var x = 'no';</script>
            <h1>Parcels</h1><p>We carry&nbsp;parcels up to <b>30</b> kg.</p>
            <div hidden>secret</div><div style="display: none">secret</div>
            <address>Harbour Street 1<br>20457 Hamburg</address>
            <table><thead><tr><th>Size</th><th>Price</th></tr></thead>
            <tr><td>S</td><td rowspan=2>5 €</td></tr><tr><td>M</td></tr></table>
            <table><tr><td><h2>Hours</h2><p>Nine to five</p></td><td>and <i>Saturdays</i></td></tr></table>
            <ol start=3><li>Pack<ul><li>tape</li></ul></li><li><p>Send</p></li></ol>
            <button>Buy</button></body></html>
            """,
            "index.html");
    assertThat(read.title()).isEqualTo("Parcel help");
    assertThat(read.blocks())
        .containsExactly(
            new Heading(1, "Parcels", HERE),
            new Paragraph("We carry parcels up to 30 kg.", HERE),
            new Paragraph("Harbour Street 1, 20457 Hamburg", HERE),
            new Table(
                List.of("Size", "Price"), List.of(List.of("S", "5 €"), List.of("M", "5 €")), HERE),
            new Heading(2, "Hours", HERE),
            new Paragraph("Nine to five", HERE),
            new Paragraph("and Saturdays", HERE),
            new ListItem(1, "3. Pack", HERE),
            new ListItem(2, "tape", HERE),
            new ListItem(1, "4. Send", HERE));
  }

  @Test
  void readsTablesOfCommasSemicolonsAndTabs() throws IOException {
    Table table =
        new Table(
            List.of("name", "price", "note"),
            List.of(List.of("single", "80,50", "a;b \"c\""), List.of("double", "120", "")),
            new Place.Row(2));
    for (String text :
        List.of(
            "name;price;note\r\nsingle;80,50;\"a;b \"\"c\"\"\"\r\ndouble;120;\r\n",
            "name,price,note\nsingle,\"80,50\",\"a;b \"\"c\"\"\"\ndouble,120,\n",
            "\ufeffname\tprice\tnote\nsingle\t80,50\t\"a;b \"\"c\"\"\"\ndouble\t120\t\n")) {
      Parsed read = parsed(text, "prices.csv");
      assertThat(read.mediaType()).isEqualTo("text/csv");
      assertThat(read.title()).isEqualTo("prices");
      assertThat(read.blocks()).containsExactly(table);
    }
    assertThat(parsed("a,b,c\n1,2,3\n4,5,6\n", "numbers.txt").mediaType()).isEqualTo("text/csv");
  }

  @Test
  void readsPlainTextAsItIsCommonlyWritten() throws IOException {
    Parsed read =
        parsed(
            """
            OPENING HOURS

            We are open from nine to five on all days of the week
            but Sunday.
            Closed on holidays.

            Bring:
            - your card
            - a pen that
              writes

            Directions
            ----------
            Take the bus.
            """,
            "hours.txt");
    assertThat(read.mediaType()).isEqualTo("text/plain");
    assertThat(read.blocks())
        .containsExactly(
            new Heading(1, "OPENING HOURS", HERE),
            new Paragraph(
                "We are open from nine to five on all days of the week but Sunday.", HERE),
            new Paragraph("Closed on holidays.", HERE),
            new Paragraph("Bring:", HERE),
            new ListItem(1, "your card", HERE),
            new ListItem(1, "a pen that writes", HERE),
            new Heading(2, "Directions", HERE),
            new Paragraph("Take the bus.", HERE));
  }

  @Test
  void findsTheCharset() throws IOException {
    String words = "Die Öffnungszeiten: täglich 9–17 Uhr, 5 € Gebühr.";
    for (byte[] bytes :
        List.of(
            words.getBytes(UTF_8),
            ("\ufeff" + words).getBytes(UTF_8),
            ("\ufeff" + words).getBytes(UTF_16LE),
            ("\ufeff" + words).getBytes(UTF_16BE),
            words.getBytes(Charset.forName("windows-1252")))) {
      assertThat(parsed(bytes, "zeiten.txt").blocks()).containsExactly(new Paragraph(words, HERE));
    }
  }

  @Test
  void readsAWordDocument() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (XWPFDocument word = new XWPFDocument()) {
      word.getProperties().getCoreProperties().setTitle("Clinic guide");
      style(word.createParagraph(), "Heading1").createRun().setText("Appointments");
      XWPFParagraph hours = word.createParagraph();
      hours.createRun().setText("Call us between ");
      XWPFRun bold = hours.createRun();
      bold.setBold(true);
      bold.setText("8 and 12");
      hours.createRun().setText(".");
      XWPFParagraph heading = word.createParagraph();
      XWPFRun name = heading.createRun();
      name.setBold(true);
      name.setText("What to bring");
      XWPFParagraph address = word.createParagraph();
      XWPFRun lines = address.createRun();
      lines.setText("Main Street 5");
      lines.addBreak(BreakType.TEXT_WRAPPING);
      lines.setText("10115 Berlin", 1);
      XWPFTable table = word.createTable(3, 2);
      String[][] cells = {{"Service", "Fee"}, {"Check-up", "40 €"}, {"X-ray", "75 €"}};
      for (int row = 0; row < 3; row++) {
        for (int column = 0; column < 2; column++) {
          table.getRow(row).getCell(column).setText(cells[row][column]);
        }
      }
      word.write(out);
    }
    Parsed read = parsed(out.toByteArray(), "guide.docx");
    assertThat(read.title()).isEqualTo("Clinic guide");
    assertThat(read.blocks())
        .containsExactly(
            new Heading(1, "Appointments", HERE),
            new Paragraph("Call us between 8 and 12.", HERE),
            new Heading(7, "What to bring", HERE),
            new Paragraph("Main Street 5, 10115 Berlin", HERE),
            new Table(
                List.of("Service", "Fee"),
                List.of(List.of("Check-up", "40 €"), List.of("X-ray", "75 €")),
                HERE));
  }

  private static XWPFParagraph style(XWPFParagraph paragraph, String style) {
    paragraph.setStyle(style);
    return paragraph;
  }

  @Test
  void leavesOutWhatAWordDocumentDeletedMovedOrHides() throws IOException {
    String body =
        RawDocx.OPEN
            + "<w:p><w:del><w:r><w:delText>no</w:delText><w:t>no</w:t></w:r></w:del>"
            + "<w:moveFrom><w:r><w:t>no</w:t></w:r></w:moveFrom>"
            + "<w:r><w:rPr><w:vanish/></w:rPr><w:t>no</w:t></w:r>"
            + "<w:r><w:instrText>no</w:instrText></w:r><w:ins><w:r><w:t>yes</w:t></w:r></w:ins>"
            + "</w:p>"
            + "<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>"
            + cell("", "Day")
            + cell("", "Hours")
            + cell("", "Room")
            + "</w:tr><w:tr>"
            + cell("", "Monday")
            + cell("<w:vMerge w:val='restart'/>", "nine")
            + cell("", "A")
            + "</w:tr><w:tr>"
            + cell("", "Tuesday")
            + cell("<w:vMerge/>", "")
            + cell("", "B")
            + "</w:tr><w:tr>"
            + cell("<w:gridSpan w:val='2'/>", "Sunday closed")
            + cell("", "-")
            + "</w:tr></w:tbl>"
            + RawDocx.CLOSE;
    assertThat(parsed(RawDocx.withBody(body), "x.docx").blocks())
        .containsExactly(
            new Paragraph("yes", HERE),
            new Table(
                List.of("Day", "Hours", "Room"),
                List.of(
                    List.of("Monday", "nine", "A"),
                    List.of("Tuesday", "nine", "B"),
                    List.of("Sunday closed", "", "-")),
                HERE));
  }

  private static String cell(String properties, String text) {
    return "<w:tc><w:tcPr>" + properties + "</w:tcPr>" + RawDocx.paragraph(text) + "</w:tc>";
  }

  @Test
  void readsNumberedListsAndStylesByTheirMeaning() throws IOException {
    String styles =
        "<w:styles xmlns:w='w'><w:style w:styleId='berschrift1'><w:name w:val='heading"
            + " 1'/></w:style><w:style w:styleId='Mein'><w:basedOn w:val='berschrift1'/><w:name"
            + " w:val='Mein'/></w:style><w:style w:styleId='Titel'><w:name"
            + " w:val='Title'/></w:style><w:style w:styleId='V1'><w:name w:val='toc"
            + " 1'/></w:style></w:styles>";
    String numbering =
        "<w:numbering xmlns:w='w'><w:abstractNum w:abstractNumId='4'><w:lvl w:ilvl='0'>"
            + "<w:numFmt w:val='decimal'/></w:lvl><w:lvl w:ilvl='1'><w:numFmt w:val='bullet'/>"
            + "</w:lvl></w:abstractNum><w:num w:numId='9'><w:abstractNumId w:val='4'/></w:num>"
            + "</w:numbering>";
    String type = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
    String types =
        "<Types><Override PartName='/word/document.xml' ContentType='"
            + type
            + "document.main+xml'/><Override PartName='/word/s.xml' ContentType='"
            + type
            + "styles+xml'/><Override PartName='/word/n.xml' ContentType='"
            + type
            + "numbering+xml'/></Types>";
    String body =
        "<w:document xmlns:w='w'><w:body>"
            + styled("Titel", "", "Der Ablauf")
            + styled("V1", "", "Schritte 1")
            + styled("Mein", "", "Schritte")
            + styled("", "<w:numPr><w:ilvl w:val='0'/><w:numId w:val='9'/></w:numPr>", "Rufen")
            + styled("", "<w:numPr><w:ilvl w:val='1'/><w:numId w:val='9'/></w:numPr>", "laut")
            + styled("", "<w:numPr><w:ilvl w:val='0'/><w:numId w:val='9'/></w:numPr>", "Warten")
            + RawDocx.CLOSE;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (var zip = new java.util.zip.ZipOutputStream(out)) {
      for (var part :
          List.of(
              List.of("[Content_Types].xml", types),
              List.of("word/document.xml", body),
              List.of("word/s.xml", styles),
              List.of("word/n.xml", numbering))) {
        zip.putNextEntry(new java.util.zip.ZipEntry(part.getFirst()));
        zip.write(part.getLast().getBytes(UTF_8));
      }
    }
    Parsed read = parsed(out.toByteArray(), "ablauf.docx");
    assertThat(read.title()).isEqualTo("Der Ablauf");
    assertThat(read.blocks())
        .containsExactly(
            new Heading(1, "Schritte", HERE),
            new ListItem(1, "1. Rufen", HERE),
            new ListItem(2, "laut", HERE),
            new ListItem(1, "2. Warten", HERE));
  }

  private static String styled(String style, String more, String text) {
    return "<w:p><w:pPr><w:pStyle w:val='"
        + style
        + "'/>"
        + more
        + "</w:pPr><w:r><w:t>"
        + text
        + "</w:t></w:r></w:p>";
  }

  @Test
  void readsAPdfAsAPersonWould() throws IOException {
    float[] columns = {60, 200, 320};
    byte[] pdf =
        new PdfPen()
            .furniture("Hotel Sunrise - Guest guide", "Page # of 3")
            .page()
            .heading(24, "Guest guide")
            .heading(16, "Prices")
            .paragraph(
                "All prices are for one night and include the tax of the city as well as the use"
                    + " of the pool, which is heated from May to September.")
            .row(true, columns, "Room", "Summer", "Winter")
            .row(false, columns, "Single", "80 euros", "60 euros")
            .row(false, columns, "Double", "120 euros", "90 euros")
            .gap()
            .lines("Please leave the key at the recep-", "tion before noon.")
            .page()
            .heading(16, "House rules")
            .bullet(
                "No smoking in the rooms, on the balconies, in the lift and in the corridors of any"
                    + " floor.")
            .bullet("Dogs are welcome.")
            .paragraph("Quiet hours begin at ten and end")
            .page()
            .paragraph("at seven in the morning.")
            .bytes();
    Parsed read = parsed(pdf, "guide.pdf");
    assertThat(read.title()).isEqualTo("Guest guide");
    assertThat(read.blocks())
        .containsExactly(
            new Heading(1, "Guest guide", page(1)),
            new Heading(2, "Prices", page(1)),
            new Paragraph(
                "All prices are for one night and include the tax of the city as well as the use"
                    + " of the pool, which is heated from May to September.",
                page(1)),
            new Table(
                List.of("Room", "Summer", "Winter"),
                List.of(
                    List.of("Single", "80 euros", "60 euros"),
                    List.of("Double", "120 euros", "90 euros")),
                page(1)),
            new Paragraph("Please leave the key at the reception before noon.", page(1)),
            new Heading(2, "House rules", page(2)),
            new ListItem(
                1,
                "No smoking in the rooms, on the balconies, in the lift and in the corridors of any"
                    + " floor.",
                page(2)),
            new ListItem(1, "Dogs are welcome.", page(2)),
            new Paragraph("Quiet hours begin at ten and end at seven in the morning.", page(2)));
  }

  private static Place page(int number) {
    return new Place.Page(number);
  }

  @Test
  void namesWhatItDoesNotRead() throws IOException {
    assertThat(((Refused) read("{\\rtf1 words}".getBytes(UTF_8), "a.doc")).sentence())
        .contains("RTF");
    assertThat(((Refused) read("<?xml version='1.0'?><a>b</a>".getBytes(UTF_8), "a")).sentence())
        .contains("XML");
  }
}
