package io.oratio.runtime.knowledge.parse;

import java.time.Duration;

/// How much of everything a document may take. At a limit it is refused.
///
/// @param inputBytes the file as it comes
/// @param markupBytes an HTML page, whose tree takes several times its size in memory
/// @param wallTime from the worker's first byte of it to its last
/// @param workerHeapBytes all the worker's memory for objects
/// @param pages of a PDF
/// @param expandedBytes what is unpacked of a zip, all together
/// @param expansionRatio how many bytes one packed byte may become, once over a mebibyte
/// @param textCharacters of all blocks together
/// @param tableColumns of one table
/// @param tableCells of all tables together
/// @param nestingDepth of lists, tables, XML elements
/// @param documentsPerWorker after how many a fresh worker takes over
public record ParseLimits(
    long inputBytes,
    long markupBytes,
    Duration wallTime,
    long workerHeapBytes,
    int pages,
    long expandedBytes,
    int expansionRatio,
    int textCharacters,
    int tableColumns,
    int tableCells,
    int nestingDepth,
    int documentsPerWorker) {
  private static final long MEBIBYTE = 1 << 20;

  public static final ParseLimits STANDARD =
      new ParseLimits(
          50 * MEBIBYTE,
          20 * MEBIBYTE,
          Duration.ofSeconds(60),
          256 * MEBIBYTE,
          2_000,
          200 * MEBIBYTE,
          200,
          5_000_000,
          1_000,
          500_000,
          200,
          100);

  public ParseLimits {
    positive("inputBytes", inputBytes);
    positive("markupBytes", markupBytes);
    positive("wallTime", wallTime.toMillis());
    positive("workerHeapBytes", workerHeapBytes);
    positive("pages", pages);
    positive("expandedBytes", expandedBytes);
    positive("expansionRatio", expansionRatio);
    positive("textCharacters", textCharacters);
    positive("tableColumns", tableColumns);
    positive("tableCells", tableCells);
    positive("nestingDepth", nestingDepth);
    positive("documentsPerWorker", documentsPerWorker);
  }

  /// The same limits with another time.
  public ParseLimits within(Duration time) {
    return new ParseLimits(
        inputBytes,
        markupBytes,
        time,
        workerHeapBytes,
        pages,
        expandedBytes,
        expansionRatio,
        textCharacters,
        tableColumns,
        tableCells,
        nestingDepth,
        documentsPerWorker);
  }

  private static void positive(String name, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be positive, not " + value);
    }
  }
}
