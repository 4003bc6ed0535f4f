package io.oratio.gateway.sip;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/// Looks over a message's lines before it is parsed: the parser is lenient where two readers could
/// understand two different things. Any thread.
final class HeaderCensus {
  private static final int LINES_MAX = 256;
  private static final int START_LINE_BYTES_MAX = 4096;

  /// RFC 3261 §25.1: one space between the three parts, none around.
  private static final Pattern REQUEST_LINE =
      Pattern.compile("[^\\s]{1,64} [^\\s<>]+ SIP/[0-9]\\.[0-9]");

  private static final Pattern STATUS_LINE = Pattern.compile("SIP/2\\.0 [1-6][0-9]{2} .*");

  private HeaderCensus() {}

  /// Refuses too many lines, a start line with other spaces than it should have, and two of a
  /// header that may stand once (RFC 3261 §7.3.1).
  static void demandSane(byte[] message) throws MessageReader.Refused {
    int start = 0;
    while (start < message.length && (message[start] == '\r' || message[start] == '\n')) {
      start++;
    }
    int end = lineEnd(message, start);
    demandStartLine(message, start, end);
    int seen = 0;
    for (int lines = 1; end < message.length; lines++) {
      if (lines > LINES_MAX) {
        throw new MessageReader.Refused(400, "Too Many Headers");
      }
      int line = nextLine(message, end);
      end = lineEnd(message, line);
      if (end == line) {
        return;
      }
      int single = single(message, line, end);
      if ((seen & single) != 0) {
        throw new MessageReader.Refused(400, "Header Repeated");
      }
      seen |= single;
    }
  }

  private static void demandStartLine(byte[] message, int start, int end)
      throws MessageReader.Refused {
    if (end - start > START_LINE_BYTES_MAX) {
      throw new MessageReader.Refused(414, "Request URI Too Long");
    }
    String line = new String(message, start, end - start, StandardCharsets.UTF_8);
    boolean isSane =
        line.startsWith("SIP/")
            ? STATUS_LINE.matcher(line).matches()
            : REQUEST_LINE.matcher(line).matches();
    if (!isSane) {
      throw new MessageReader.Refused(400, "Bad Start Line");
    }
    if (!line.startsWith("SIP/") && !line.endsWith(" SIP/2.0")) {
      throw new MessageReader.Refused(505, "Version Not Supported");
    }
  }

  /// A bit for each header that may stand once, 0 for all others and for folded lines.
  private static int single(byte[] message, int line, int end) {
    int colon = line;
    while (colon < end && message[colon] != ':') {
      colon++;
    }
    if (colon == end || message[line] == ' ' || message[line] == '\t' || colon - line > 24) {
      return 0;
    }
    String name = new String(message, line, colon - line, StandardCharsets.ISO_8859_1);
    return switch (name.strip().toLowerCase(Locale.ROOT)) {
      case "from", "f" -> 1;
      case "to", "t" -> 2;
      case "call-id", "i" -> 4;
      case "cseq" -> 8;
      case "content-length", "l" -> 16;
      case "max-forwards" -> 32;
      case "content-type", "c" -> 64;
      default -> 0;
    };
  }

  private static int lineEnd(byte[] message, int from) {
    int at = from;
    while (at < message.length && message[at] != '\r' && message[at] != '\n') {
      at++;
    }
    return at;
  }

  private static int nextLine(byte[] message, int end) {
    boolean isPair = end + 1 < message.length && message[end] == '\r' && message[end + 1] == '\n';
    return end + (isPair ? 2 : 1);
  }
}
