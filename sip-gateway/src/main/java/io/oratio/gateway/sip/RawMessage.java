package io.oratio.gateway.sip;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A message as far as it can be understood without a parser: enough to refuse it politely. Used
/// for what the parser rejects, so it trusts nothing: no header may carry a control character into
/// the answer, and the answer is never much longer than the message.
final class RawMessage {
  private static final int LINES_MAX = 256;
  private static final int VIAS_MAX = 20;
  private static final int GROWTH_BYTES_MAX = 200;

  private final String startLine;
  private final List<Field> fields;
  private final int bytes;

  private record Field(String name, String value) {}

  private RawMessage(String startLine, List<Field> fields, int bytes) {
    this.startLine = startLine;
    this.fields = fields;
    this.bytes = bytes;
  }

  static RawMessage of(byte[] message) {
    String text = new String(message, StandardCharsets.UTF_8);
    List<String> lines = new ArrayList<>();
    for (String line : text.split("\r\n|\n|\r", LINES_MAX)) {
      if (line.isBlank()) {
        if (lines.isEmpty()) {
          continue;
        }
        break;
      }
      boolean folded = (line.charAt(0) == ' ' || line.charAt(0) == '\t') && lines.size() > 1;
      if (folded) {
        lines.set(lines.size() - 1, lines.getLast() + " " + line.strip());
      } else {
        lines.add(line);
      }
    }
    List<Field> fields = new ArrayList<>();
    for (String line : lines.subList(Math.min(1, lines.size()), lines.size())) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        fields.add(
            new Field(
                longName(line.substring(0, colon).strip()), line.substring(colon + 1).strip()));
      }
    }
    return new RawMessage(lines.isEmpty() ? "" : lines.getFirst(), fields, message.length);
  }

  /// RFC 3261 §20: the one-letter forms of the headers an answer repeats.
  private static String longName(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "v" -> "via";
      case "f" -> "from";
      case "t" -> "to";
      case "i" -> "call-id";
      case "l" -> "content-length";
      default -> name.toLowerCase(Locale.ROOT);
    };
  }

  /// A response, or an ACK, is never answered.
  boolean mayBeAnswered() {
    return !startLine.isEmpty() && !startLine.startsWith("SIP/") && !startLine.startsWith("ACK ");
  }

  List<String> values(String name) {
    return fields.stream().filter(field -> field.name.equals(name)).map(Field::value).toList();
  }

  /// The refusal, or nothing when the message lacks what every answer repeats (RFC 3261 §8.2.6.2).
  Optional<byte[]> refusal(int status, String reason, InetSocketAddress origin, String server) {
    List<String> vias = values("via");
    Optional<String> to = values("to").stream().findFirst();
    if (!mayBeAnswered()
        || vias.isEmpty()
        || vias.size() > VIAS_MAX
        || to.isEmpty()
        || values("from").isEmpty()
        || values("call-id").isEmpty()
        || values("cseq").isEmpty()) {
      return Optional.empty();
    }
    StringBuilder answer = new StringBuilder(512);
    answer.append("SIP/2.0 ").append(status).append(' ').append(reason).append("\r\n");
    answer.append("Via: ").append(plain(stamped(vias.getFirst(), origin))).append("\r\n");
    vias.stream().skip(1).forEach(via -> answer.append("Via: ").append(plain(via)).append("\r\n"));
    answer.append("From: ").append(plain(values("from").getFirst())).append("\r\n");
    answer.append("To: ").append(plain(tagged(to.get()))).append("\r\n");
    answer.append("Call-ID: ").append(plain(values("call-id").getFirst())).append("\r\n");
    answer.append("CSeq: ").append(plain(values("cseq").getFirst())).append("\r\n");
    answer.append("Server: ").append(server).append("\r\nContent-Length: 0\r\n\r\n");
    byte[] encoded = answer.toString().getBytes(StandardCharsets.UTF_8);
    return encoded.length > bytes + GROWTH_BYTES_MAX ? Optional.empty() : Optional.of(encoded);
  }

  /// RFC 3261 §18.2.1 and RFC 3581 §4: the first Via learns where the message came from. Several
  /// values in one line get it on the last, which a client reads all the same.
  private static String stamped(String via, InetSocketAddress origin) {
    String rport = via.replaceFirst("(?i);\\s*rport(?=\\s*(;|,|$))", ";rport=" + origin.getPort());
    return rport.toLowerCase(Locale.ROOT).contains("received=")
        ? rport
        : rport + ";received=" + origin.getAddress().getHostAddress();
  }

  private static String tagged(String to) {
    return to.toLowerCase(Locale.ROOT).contains(";tag=")
        ? to
        : to + ";tag=" + Integer.toHexString(to.hashCode());
  }

  private static String plain(String value) {
    StringBuilder plain = new StringBuilder(value.length());
    value.chars().forEach(each -> plain.append(each < 0x20 || each == 0x7F ? ' ' : (char) each));
    return plain.toString();
  }
}
