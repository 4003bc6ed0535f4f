package io.oratio.runtime.knowledge.split;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.runtime.knowledge.parse.Block;
import io.oratio.runtime.knowledge.parse.Block.Heading;
import io.oratio.runtime.knowledge.parse.Block.ListItem;
import io.oratio.runtime.knowledge.parse.Block.Paragraph;
import io.oratio.runtime.knowledge.parse.Block.Table;
import io.oratio.runtime.knowledge.parse.PdfPen;
import io.oratio.runtime.knowledge.parse.Place;
import io.oratio.runtime.knowledge.parse.Reading.Parsed;
import io.oratio.runtime.knowledge.parse.WorkerDocumentReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Documents as they come, and the passages they become.
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class HeadingSplitterTest {
  private static final Place HERE = Place.NONE;
  private final Splitter splitter = new HeadingSplitter();

  private List<Piece> split(Block... blocks) {
    return splitter.split(new Parsed("Guide", "text/plain", List.of(blocks)));
  }

  private static Heading h(int level, String text) {
    return new Heading(level, text, HERE);
  }

  private static Paragraph p(String text) {
    return new Paragraph(text, HERE);
  }

  private static String sentences(int count) {
    return String.join(
        " ",
        IntStream.range(0, count)
            .mapToObj(it -> "The guest number " + it + " leaves the house before noon today.")
            .toList());
  }

  @Test
  void keepsThePathOfHeadingsAndNotTheTitle() {
    assertThat(
            split(
                h(1, "Guide"),
                p("Welcome to us."),
                h(2, "Prices"),
                h(3, "Rooms"),
                p("A single room is 80 euros."),
                h(2, "Parking"),
                p("Ten euros.")))
        .containsExactly(
            new Piece("Guide", "", "Welcome to us."),
            new Piece("Guide", "Prices > Rooms", "A single room is 80 euros."),
            new Piece("Guide", "Parking", "Ten euros."));
  }

  @Test
  void saysEachRowWithItsColumnsAndNeverPartsOne() {
    List<List<String>> rows = new ArrayList<>();
    for (int at = 0; at < 60; at++) {
      rows.add(List.of("Room " + at, at + " euros", "a view of the garden and the old harbour"));
    }
    List<Piece> pieces =
        split(h(1, "Prices"), new Table(List.of("Name", "Price", "View"), rows, HERE));
    assertThat(pieces).hasSizeGreaterThan(3);
    List<String> lines = pieces.stream().flatMap(it -> it.text().lines()).toList();
    assertThat(lines).hasSize(60);
    assertThat(lines.getFirst())
        .isEqualTo("Name: Room 0; Price: 0 euros; View: a view of the garden and the old harbour");
    assertThat(pieces).allMatch(it -> it.place().equals("Prices"));
    assertSizes(pieces);
  }

  @Test
  void saysTheRowsOfAFile() {
    assertThat(
            split(
                new Table(
                    List.of("", ""),
                    List.of(List.of("Check-in", "15:00"), List.of("Check-out", "11:00")),
                    new Place.Row(1))))
        .containsExactly(new Piece("Guide", "rows 1–2", "Check-in: 15:00\nCheck-out: 11:00"));
  }

  @Test
  void cutsLongTextEvenlyBetweenSentencesAndSaysTheLastOneAgain() {
    List<Piece> pieces = split(h(1, "Rules"), p(sentences(40)), h(1, "More"), p("Short."));
    assertSizes(pieces);
    assertThat(pieces).hasSizeBetween(3, 5);
    for (int at = 0; at + 2 < pieces.size(); at++) {
      String text = pieces.get(at).text();
      String last = text.substring(text.lastIndexOf("The guest"));
      assertThat(text).endsWith(".");
      assertThat(pieces.get(at + 1).text()).startsWith(last);
      assertThat(text.split(" ")).hasSizeGreaterThan(90);
    }
    assertThat(pieces.getLast()).isEqualTo(new Piece("Guide", "More", "Short."));
  }

  @Test
  void keepsListsWithWhatLeadsThemIn() {
    List<Block> blocks = new ArrayList<>(List.of(h(1, "Visit"), p("Please bring:")));
    for (int at = 0; at < 50; at++) {
      blocks.add(new ListItem(1, "the letter number " + at + " of your doctor", HERE));
    }
    List<Piece> pieces = splitter.split(new Parsed("Guide", "text/plain", blocks));
    assertThat(pieces)
        .hasSizeGreaterThan(1)
        .allMatch(it -> it.text().startsWith("Please bring:\n"));
    assertSizes(pieces);
  }

  @Test
  void keepsAnswersWithTheirQuestions() {
    List<Block> blocks = new ArrayList<>();
    for (int at = 0; at < 12; at++) {
      blocks.add(p("May I bring my dog on day " + at + "?"));
      blocks.add(p("Yes. " + sentences(2)));
    }
    List<Piece> pieces = splitter.split(new Parsed("Guide", "text/plain", blocks));
    assertThat(pieces).hasSize(12).allMatch(it -> it.text().startsWith("May I"));
    assertSizes(pieces);
    assertThat(split(h(2, "Is there parking?"), p("Yes, ten euros."), h(2, "A?"), p("No.")))
        .containsExactly(
            new Piece("Guide", "Is there parking?", "Is there parking?\nYes, ten euros."),
            new Piece("Guide", "A?", "A?\nNo."));
  }

  @Test
  void putsSectionsOfAFewWordsTogether() {
    assertThat(
            split(
                h(1, "Hours"),
                h(2, "Monday"),
                p("Nine to five."),
                h(2, "Tuesday"),
                p("Ten to four."),
                h(1, "Fees"),
                p("None.")))
        .containsExactly(
            new Piece("Guide", "Hours", "Monday:\nNine to five.\nTuesday:\nTen to four."),
            new Piece("Guide", "Fees", "None."));
  }

  @Test
  void partsWhatAloneIsTooLong() {
    String word = "donaudampfschifffahrt".repeat(2_000);
    List<Piece> pieces = split(p(word), p("word ".repeat(1_000)), p("7,".repeat(3_000)));
    assertSizes(pieces);
    assertThat(split(h(1, "Alone")).getFirst().text()).isNotBlank();
  }

  @Test
  void endsNoSentenceAfterAnAbbreviation() {
    assertThat(
            Sentences.of(
                "Ask Dr. Smith on St. Mary Rd. 5. He is in from 8 a.m. to 12. Am 3. Mai zu!"
                    + " Wirklich?"))
        .containsExactly(
            "Ask Dr. Smith on St. Mary Rd. 5. He is in from 8 a.m. to 12. Am 3. Mai zu!",
            "Wirklich?");
    assertThat(Sentences.of("We open at nine. We close at five. Call us, e.g. at ten."))
        .containsExactly("We open at nine.", "We close at five.", "Call us, e.g. at ten.");
  }

  private static void assertSizes(List<Piece> pieces) {
    for (Piece piece : pieces) {
      assertThat(piece.text().split("\\s+").length).isLessThanOrEqualTo(180);
      assertThat(WordPieces.count(piece.text())).isLessThanOrEqualTo(230);
      assertThat(piece.text()).isNotBlank();
    }
  }

  @Test
  void makesPassagesOfDocumentsAsOfficesWriteThem() throws IOException {
    try (WorkerDocumentReader reader = WorkerDocumentReader.standard()) {
      List<Piece> guide = split(reader, hotelPdf(), "guide.pdf");
      assertThat(guide)
          .contains(
              new Piece(
                  "Hotel Sunrise",
                  "Prices > Rooms, page 1",
                  "Room: Single; Per night: 80 euros; Breakfast: included\n"
                      + "Room: Double; Per night: 120 euros; Breakfast: 12 euros"),
              new Piece(
                  "Hotel Sunrise",
                  "House rules, page 2",
                  "In the house:\nNo smoking.\nDogs are welcome, ten euros a night."));
      assertThat(guide).noneMatch(it -> it.text().contains("Harbour Hotels Ltd"));

      List<Piece> clinic = split(reader, clinicDocx(), "clinic.docx");
      assertThat(clinic)
          .containsExactly(
              new Piece(
                  "clinic", "Appointments", "Call us between eight and twelve. Bring your card."),
              new Piece(
                  "clinic", "Fees", "Service: X-ray; Fee: 75 euros\nService: Cast; Fee: 40 euros"));

      List<Piece> faq =
          split(
              reader,
              "Can I return a parcel?\nYes, within 14 days.\n\nWhere is it?\nAsk for its number.\n"
                  .getBytes(UTF_8),
              "faq.txt");
      assertThat(faq)
          .containsExactly(
              new Piece("faq", "", "Can I return a parcel?\nYes, within 14 days."),
              new Piece("faq", "", "Where is it?\nAsk for its number."));
    }
  }

  private List<Piece> split(WorkerDocumentReader reader, byte[] bytes, String name)
      throws IOException {
    return splitter.split((Parsed) reader.read(new ByteArrayInputStream(bytes), name));
  }

  private static byte[] hotelPdf() throws IOException {
    float[] columns = {60, 180, 320};
    return new PdfPen()
        .furniture("Harbour Hotels Ltd", "Harbour Hotels Ltd, page #")
        .title("Hotel Sunrise")
        .page()
        .heading(22, "Hotel Sunrise")
        .paragraph("The house stands by the sea and is open all year round for everybody.")
        .heading(16, "Prices")
        .heading(13, "Rooms")
        .row(true, columns, "Room", "Per night", "Breakfast")
        .row(false, columns, "Single", "80 euros", "included")
        .row(false, columns, "Double", "120 euros", "12 euros")
        .page()
        .heading(16, "House rules")
        .paragraph("In the house:")
        .bullet("No smoking.")
        .bullet("Dogs are welcome, ten euros a night.")
        .bytes();
  }

  private static byte[] clinicDocx() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (XWPFDocument word = new XWPFDocument()) {
      var first = word.createParagraph();
      first.setStyle("Heading1");
      first.createRun().setText("Appointments");
      word.createParagraph()
          .createRun()
          .setText("Call us between eight and twelve. Bring your card.");
      var second = word.createParagraph();
      second.setStyle("Heading1");
      second.createRun().setText("Fees");
      XWPFTable table = word.createTable(3, 2);
      String[][] cells = {{"Service", "Fee"}, {"X-ray", "75 euros"}, {"Cast", "40 euros"}};
      for (int row = 0; row < 3; row++) {
        for (int column = 0; column < 2; column++) {
          table.getRow(row).getCell(column).setText(cells[row][column]);
        }
      }
      word.write(out);
    }
    return out.toByteArray();
  }
}
