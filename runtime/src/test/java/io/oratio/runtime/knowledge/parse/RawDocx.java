package io.oratio.runtime.knowledge.parse;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Writes the zip of a Word document part by part, as no office program would.
final class RawDocx {
  static final String OPEN =
      "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body>";
  static final String CLOSE = "</w:body></w:document>";
  private static final String TYPES =
      "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'><Override"
          + " PartName='/word/document.xml' ContentType='application/vnd.openxmlformats-"
          + "officedocument.wordprocessingml.document.main+xml'/></Types>";

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final ZipOutputStream zip = new ZipOutputStream(bytes);

  RawDocx() throws IOException {
    zip.setLevel(Deflater.BEST_SPEED);
    part("[Content_Types].xml", TYPES);
  }

  static byte[] withBody(String xml) throws IOException {
    return new RawDocx().part("word/document.xml", xml).bytes();
  }

  static String paragraph(String text) {
    return "<w:p><w:r><w:t>" + text + "</w:t></w:r></w:p>";
  }

  RawDocx part(String name, String content) throws IOException {
    return part(name, content, 0, (byte) 0, "");
  }

  /// A part of `before`, as many of the same byte as told, and `after`.
  RawDocx part(String name, String before, long count, byte filler, String after)
      throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(before.getBytes(StandardCharsets.UTF_8));
    fill(zip, count, filler);
    zip.write(after.getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
    return this;
  }

  static void fill(OutputStream out, long count, byte filler) throws IOException {
    byte[] block = new byte[1 << 20];
    Arrays.fill(block, filler);
    for (long left = count; left > 0; left -= block.length) {
      out.write(block, 0, (int) Math.min(left, block.length));
    }
  }

  byte[] bytes() throws IOException {
    zip.close();
    return bytes.toByteArray();
  }
}
