package io.oratio.runtime.knowledge.ingest;

import io.oratio.runtime.knowledge.parse.Block;
import io.oratio.runtime.knowledge.parse.DocumentReader;
import io.oratio.runtime.knowledge.parse.Place;
import io.oratio.runtime.knowledge.parse.Reading;
import io.oratio.runtime.knowledge.split.Piece;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// Reads documents as plain text, a paragraph a line, and counts them. What begins with `refuse` is
/// refused, at `break` the worker is out of order.
final class PlainReader implements DocumentReader {
  private final AtomicInteger documents = new AtomicInteger();
  private volatile boolean isBroken;

  int documents() {
    return documents.get();
  }

  void breakDown(boolean now) {
    isBroken = now;
  }

  @Override
  public Reading read(Path document, String name) throws IOException {
    try (InputStream in = Files.newInputStream(document)) {
      return read(in, name);
    }
  }

  @Override
  public Reading read(InputStream document, String name) throws IOException {
    documents.incrementAndGet();
    String text = new String(document.readAllBytes(), StandardCharsets.UTF_8);
    if (isBroken && text.startsWith("break")) {
      throw new IOException("no worker can be started");
    }
    if (text.startsWith("refuse")) {
      return new Reading.Refused(Reading.Reason.BROKEN, "The file is damaged; save it again.");
    }
    List<Block> blocks =
        Stream.of(text.split("\n")).<Block>map(it -> new Block.Paragraph(it, Place.NONE)).toList();
    return new Reading.Parsed(name, "text/plain", blocks);
  }

  /// A piece a paragraph.
  static List<Piece> split(Reading.Parsed document) {
    return document.blocks().stream()
        .map(it -> new Piece(document.title(), "", ((Block.Paragraph) it).text()))
        .toList();
  }

  @Override
  public void close() {}
}
