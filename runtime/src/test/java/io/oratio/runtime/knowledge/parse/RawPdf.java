package io.oratio.runtime.knowledge.parse;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Writes PDFs object by object, as no library would (ISO 32000-1 §7.5).
final class RawPdf {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final List<Integer> offsets = new ArrayList<>();

  RawPdf() throws IOException {
    write("%PDF-1.5\n");
  }

  private void write(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /// Adds an object; the first is 1.
  RawPdf object(String body) throws IOException {
    offsets.add(out.size());
    write(offsets.size() + " 0 obj\n" + body + "\nendobj\n");
    return this;
  }

  RawPdf stream(String dictionary, byte[] bytes) throws IOException {
    offsets.add(out.size());
    write(offsets.size() + " 0 obj\n<<" + dictionary + "/Length " + bytes.length + ">>\nstream\n");
    out.write(bytes);
    write("\nendstream\nendobj\n");
    return this;
  }

  /// Ends with a table of contents; object 1 is the catalogue.
  byte[] bytes() throws IOException {
    int at = out.size();
    write("xref\n0 " + (offsets.size() + 1) + "\n0000000000 65535 f \n");
    for (int offset : offsets) {
      write("%010d 00000 n \n".formatted(offset));
    }
    write(
        "trailer\n<</Size "
            + (offsets.size() + 1)
            + "/Root 1 0 R>>\nstartxref\n"
            + at
            + "\n%%EOF\n");
    return out.toByteArray();
  }

  /// Ends with a stream for a table of contents, in which `inStream` numbers more objects are said
  /// to lie in the object stream `container`.
  byte[] bytesWithObjectStream(int container, int inStream) throws IOException {
    int at = out.size();
    int size = offsets.size() + 2 + inStream;
    ByteBuffer table = ByteBuffer.allocate(size * 7);
    table.put((byte) 0).putInt(0).putShort((short) -1);
    for (int offset : offsets) {
      table.put((byte) 1).putInt(offset).putShort((short) 0);
    }
    table.put((byte) 1).putInt(at).putShort((short) 0);
    for (int index = 0; index < inStream; index++) {
      table.put((byte) 2).putInt(container).putShort((short) index);
    }
    stream(
        "/Type/XRef/Root %d 0 R/W[1 4 2]/Size %d".formatted(offsets.size() + 2, size),
        table.array());
    write("startxref\n" + at + "\n%%EOF\n");
    return out.toByteArray();
  }
}
