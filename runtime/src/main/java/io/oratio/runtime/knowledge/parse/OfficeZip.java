package io.oratio.runtime.knowledge.parse;

import io.oratio.runtime.knowledge.parse.Reading.Reason;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// An Open Packaging zip (ISO/IEC 29500-2) of which only the named parts are unpacked, as streams,
/// counted against the limits. Archives in it are never opened.
final class OfficeZip implements AutoCloseable {
  private static final int PARTS = 20_000;

  /// Below this a high ratio harms nobody: short repetitive XML packs well.
  private static final long RATIO_COUNTS_FROM_BYTES = 1 << 20;

  private static final String MAIN = ".main+xml";

  private final ZipFile zip;
  private final ParseLimits limits;
  private long expandedBytes;

  private OfficeZip(ZipFile zip, ParseLimits limits) {
    this.zip = zip;
    this.limits = limits;
  }

  static OfficeZip open(Path file, ParseLimits limits) throws IOException {
    try {
      ZipFile zip = new ZipFile(file.toFile());
      if (zip.size() > PARTS) {
        zip.close();
        throw new Refusal(Reason.UNSAFE, "It is a zip of more than " + PARTS + " files.");
      }
      return new OfficeZip(zip, limits).checked();
    } catch (ZipException _) {
      throw new Refusal(
          Reason.BROKEN, "The file is cut short or damaged: save it again and upload it again.");
    }
  }

  /// Refuses a zip that says itself that it is a bomb; one that lies is found while it is unpacked.
  private OfficeZip checked() throws IOException {
    long told = zip.stream().mapToLong(it -> Math.max(0, it.getSize())).sum();
    if (told > limits.expandedBytes()) {
      zip.close();
      throw bomb();
    }
    return this;
  }

  private static Refusal bomb() {
    return new Refusal(Reason.UNSAFE, "It unpacks to far more than its size, as a zip bomb does.");
  }

  /// What a zip is: a Word document, or refused by its name.
  static DocumentKind kind(Path file, byte[] head, ParseLimits limits) throws IOException {
    boolean isLocked = head.length > 6 && (head[6] & 1) != 0;
    if (isLocked) {
      throw new Refusal(Reason.ENCRYPTED, "It is a zip locked by a password.");
    }
    try (OfficeZip zip = open(file, limits)) {
      Map<String, String> types = zip.contentTypes();
      if (types.keySet().stream().anyMatch(OfficeZip::isWord)) {
        return DocumentKind.DOCX;
      }
      throw new Refusal(Reason.UNSUPPORTED, "It is " + zip.what(types) + ".");
    }
  }

  private static boolean isWord(String contentType) {
    return contentType.endsWith(MAIN)
        && (contentType.contains("wordprocessingml") || contentType.contains("ms-word"));
  }

  /// Which part is the document's body.
  Optional<String> body() throws IOException {
    return contentTypes().entrySet().stream()
        .filter(it -> isWord(it.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /// Opens a part to be read to its end at most once.
  Optional<InputStream> part(String name) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null || entry.isDirectory()) {
      return Optional.empty();
    }
    return Optional.of(new Counted(zip.getInputStream(entry), entry.getCompressedSize()));
  }

  /// The parts that declare a type of their own: type → part.
  Map<String, String> contentTypes() throws IOException {
    Map<String, String> types = new HashMap<>();
    Optional<InputStream> part = part("[Content_Types].xml");
    if (part.isEmpty()) {
      return types;
    }
    try (InputStream in = part.get()) {
      XMLStreamReader xml = StrictXml.reader(in);
      while (xml.hasNext()) {
        if (StrictXml.next(xml) == XMLStreamConstants.START_ELEMENT
            && xml.getLocalName().equals("Override")) {
          String type = xml.getAttributeValue(null, "ContentType");
          String name = xml.getAttributeValue(null, "PartName");
          if (type != null && name != null && types.size() < PARTS) {
            types.putIfAbsent(type, name.startsWith("/") ? name.substring(1) : name);
          }
        }
      }
    } catch (XMLStreamException e) {
      throw StrictXml.refusal(e);
    }
    return types;
  }

  private String what(Map<String, String> types) throws IOException {
    if (types.keySet().stream().anyMatch(it -> it.contains("spreadsheetml"))) {
      return "a workbook (XLSX): save each sheet as CSV, or all as PDF";
    }
    if (types.keySet().stream().anyMatch(it -> it.contains("presentationml"))) {
      return "a presentation (PPTX): save it as PDF";
    }
    Optional<InputStream> declared = part("mimetype");
    if (declared.isPresent()) {
      try (InputStream in = declared.get()) {
        String type = new String(in.readNBytes(100), StandardCharsets.US_ASCII).strip();
        if (type.startsWith("application/vnd.oasis.opendocument.")) {
          return "an OpenDocument file: save it as DOCX or PDF";
        }
        if (type.equals("application/epub+zip")) {
          return "an e-book (EPUB): save it as PDF";
        }
      }
    }
    return "an archive (zip): unpack it and upload the documents in it";
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }

  /// Refuses the document when it unpacks to more than anybody writes.
  private final class Counted extends FilterInputStream {
    private final long packedBytes;
    private long unpackedBytes;

    Counted(InputStream in, long packedBytes) {
      super(in);
      this.packedBytes = Math.max(1, packedBytes);
    }

    @Override
    public int read() throws IOException {
      int value = super.read();
      count(value < 0 ? 0 : 1);
      return value;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int bytes = super.read(into, offset, length);
      count(Math.max(0, bytes));
      return bytes;
    }

    private void count(int bytes) {
      unpackedBytes += bytes;
      expandedBytes += bytes;
      boolean isTooMuch = expandedBytes > limits.expandedBytes();
      boolean isTooDense =
          unpackedBytes > RATIO_COUNTS_FROM_BYTES
              && unpackedBytes / packedBytes > limits.expansionRatio();
      if (isTooMuch || isTooDense) {
        throw bomb();
      }
    }
  }
}
