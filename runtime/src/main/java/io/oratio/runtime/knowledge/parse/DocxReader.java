package io.oratio.runtime.knowledge.parse;

import io.oratio.runtime.knowledge.parse.Reading.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// Reads Word documents: the parts with the body, the styles and the numberings, nothing else.
final class DocxReader {
  private DocxReader() {}

  /// @return the document's title, when it tells one
  static Optional<String> read(Path file, BlockCollector blocks) throws IOException {
    try (OfficeZip zip = OfficeZip.open(file, blocks.limits())) {
      Map<String, String> types = zip.contentTypes();
      DocxStyles styles = new DocxStyles();
      DocxNumbering numbering = new DocxNumbering();
      try (InputStream in = partOf(zip, types, "wordprocessingml.styles+xml")) {
        if (in.available() > 0) {
          styles.read(in);
        }
      }
      try (InputStream in = partOf(zip, types, "wordprocessingml.numbering+xml")) {
        if (in.available() > 0) {
          numbering.read(in);
        }
      }
      Optional<InputStream> body = zip.part(zip.body().orElse(""));
      if (body.isEmpty()) {
        throw new Refusal(Reason.BROKEN, "The Word document has no text part; save it again.");
      }
      Optional<String> title;
      try (InputStream in = body.get()) {
        title = new DocxBody(blocks, styles, numbering).read(in);
      }
      return title.isPresent() ? title : coreTitle(zip, types);
    } catch (XMLStreamException e) {
      throw StrictXml.refusal(e);
    }
  }

  private static InputStream partOf(OfficeZip zip, Map<String, String> types, String type)
      throws IOException {
    for (Map.Entry<String, String> it : types.entrySet()) {
      if (it.getKey().endsWith(type)) {
        return zip.part(it.getValue()).orElseGet(InputStream::nullInputStream);
      }
    }
    return InputStream.nullInputStream();
  }

  private static Optional<String> coreTitle(OfficeZip zip, Map<String, String> types)
      throws IOException, XMLStreamException {
    try (InputStream in = partOf(zip, types, "core-properties+xml")) {
      if (in.available() == 0) {
        return Optional.empty();
      }
      XMLStreamReader xml = StrictXml.reader(in);
      while (xml.hasNext()) {
        if (StrictXml.next(xml) == XMLStreamConstants.START_ELEMENT
            && xml.getLocalName().equals("title")) {
          return Optional.of(xml.getElementText());
        }
      }
    }
    return Optional.empty();
  }
}
