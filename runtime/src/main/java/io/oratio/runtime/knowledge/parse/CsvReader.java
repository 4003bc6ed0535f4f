package io.oratio.runtime.knowledge.parse;

import io.oratio.runtime.knowledge.parse.Reading.Reason;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/// Reads tables parted by commas, semicolons, tabs or bars (RFC 4180 and what is written in its
/// name).
final class CsvReader {
  private CsvReader() {}

  static void read(Path file, String name, BlockCollector blocks) throws IOException {
    String text = TextFile.decoded(file, blocks);
    boolean isNamed = name.toLowerCase(Locale.ROOT).matches(".*\\.[ct]sv");
    int delimiter = Delimiter.sniff(text, isNamed).orElse(',');
    checkColumns(text, (char) delimiter, blocks);
    CSVFormat format =
        CSVFormat.RFC4180
            .builder()
            .setDelimiter((char) delimiter)
            .setIgnoreEmptyLines(false)
            .setTrailingData(true)
            .setLenientEof(true)
            .get();
    List<List<String>> rows = new ArrayList<>();
    long cells = 0;
    try (CSVParser parser = CSVParser.parse(new StringReader(text), format)) {
      for (CSVRecord record : parser) {
        cells += record.size();
        blocks.checkCells(cells, record.size());
        rows.add(Arrays.asList(record.values()));
      }
    } catch (UncheckedIOException | IllegalStateException _) {
      throw new Refusal(
          Reason.BROKEN, "Its quotes do not close: check the file and save it again.");
    }
    write(rows, blocks);
  }

  /// A row of a million columns is refused before it is taken apart.
  private static void checkColumns(String text, char delimiter, BlockCollector blocks) {
    int columns = 1;
    boolean isQuoted = false;
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      isQuoted ^= c == '"';
      if (c == '\n' && !isQuoted) {
        columns = 1;
      } else if (c == delimiter && !isQuoted) {
        columns++;
        if (columns > blocks.limits().tableColumns()) {
          blocks.checkCells(0, columns);
        }
      }
    }
  }

  /// Rows in front of the table with one cell alone are what the table is about.
  private static void write(List<List<String>> rows, BlockCollector blocks) {
    int columns = rows.stream().mapToInt(CsvReader::usedColumns).max().orElse(0);
    int first = 0;
    while (first < rows.size() && usedColumns(rows.get(first)) < Math.min(2, columns)) {
      blocks.paragraph(rows.get(first).getFirst(), new Place.Row(first + 1));
      first++;
    }
    if (first == rows.size()) {
      return;
    }
    List<String> header = rows.get(first);
    List<List<String>> others = rows.subList(first + 1, rows.size());
    boolean isHeader = !others.isEmpty() && header.stream().noneMatch(PlainWords::isFigure);
    blocks.table(
        isHeader ? header : List.of(),
        isHeader ? others : rows.subList(first, rows.size()),
        new Place.Row(isHeader ? first + 2 : first + 1));
  }

  private static int usedColumns(List<String> row) {
    int used = 0;
    for (int column = 0; column < row.size(); column++) {
      used = row.get(column).isBlank() ? used : column + 1;
    }
    return used;
  }
}
