package io.oratio.control.agent;

import io.oratio.runtime.knowledge.parse.Block;
import io.oratio.runtime.knowledge.parse.DocumentReader;
import io.oratio.runtime.knowledge.parse.Place;
import io.oratio.runtime.knowledge.parse.Reading;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Reads plain text; what begins with `broken` is refused.
final class TextReader implements DocumentReader {
  @Override
  public Reading read(Path document, String name) throws IOException {
    try (InputStream in = Files.newInputStream(document)) {
      return read(in, name);
    }
  }

  @Override
  public Reading read(InputStream document, String name) throws IOException {
    String text = new String(document.readAllBytes(), StandardCharsets.UTF_8);
    return text.startsWith("broken")
        ? new Reading.Refused(Reading.Reason.BROKEN, "The file is damaged; save it again.")
        : new Reading.Parsed(
            name, "text/plain", List.<Block>of(new Block.Paragraph(text, Place.NONE)));
  }

  @Override
  public void close() {}
}
