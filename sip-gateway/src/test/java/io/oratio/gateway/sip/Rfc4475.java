package io.oratio.gateway.sip;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The torture test messages of RFC 4475, one file each. Two comment lines say the section and the
/// answers that are right; in the rest a line end is CRLF, `{0D}` one byte and `{long*20}` a word
/// twenty times, as the RFC's own `hex` and `repeat` marks. The signed part of `mpart01` is
/// shortened.
record Rfc4475(String name, Set<String> answers, byte[] bytes) {
  private static final Pattern MARK = Pattern.compile("\\{([0-9A-F]{2})}|\\{([^{}*]+)\\*(\\d+)}");

  static Stream<Rfc4475> messages() throws IOException, URISyntaxException {
    URL folder = Rfc4475.class.getResource("/rfc4475");
    if (folder == null) {
      throw new IOException("the messages are not there");
    }
    try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
      List<Path> sorted = files.sorted().toList();
      return sorted.stream().map(Rfc4475::read);
    }
  }

  private static Rfc4475 read(Path file) {
    try {
      String text = Files.readString(file);
      String[] parts = text.split("\n", 3);
      Set<String> answers =
          new TreeSet<>(Arrays.asList(parts[1].replace("# answer: ", "").split(",")));
      String name = file.getFileName().toString().replace(".txt", "");
      return new Rfc4475(name, answers, expand(parts[2].replace("\n", "\r\n")));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static byte[] expand(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Matcher mark = MARK.matcher(text);
    int from = 0;
    while (mark.find()) {
      bytes.writeBytes(text.substring(from, mark.start()).getBytes(StandardCharsets.UTF_8));
      if (mark.group(1) != null) {
        bytes.writeBytes(HexFormat.of().parseHex(mark.group(1)));
      } else {
        String repeated = mark.group(2).repeat(Integer.parseInt(mark.group(3)));
        bytes.writeBytes(repeated.getBytes(StandardCharsets.UTF_8));
      }
      from = mark.end();
    }
    bytes.writeBytes(text.substring(from).getBytes(StandardCharsets.UTF_8));
    return bytes.toByteArray();
  }

  /// Whether its first Via says that it travels on a connection.
  boolean isForTcp() {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    Matcher via =
        Pattern.compile("(?im)^(?:via|v)\\s*:\\s*SIP\\s*/\\s*2.0\\s*/\\s*TCP").matcher(text);
    Matcher first = Pattern.compile("(?im)^(?:via|v)\\s*:").matcher(text);
    return via.find() && first.find() && first.start() == via.start();
  }

  @Override
  public String toString() {
    return name;
  }
}
