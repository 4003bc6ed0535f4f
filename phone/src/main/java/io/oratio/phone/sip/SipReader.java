package io.oratio.phone.sip;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Reads one message from its bytes (RFC 3261 §7), with limits and without mercy: lines end in
/// CRLF, no control character stands in a head, mandatory headers are there once and can be read.
/// What breaks a rule is refused whole, so a peer that writes a bare line feed is found out.
public final class SipReader {
  /// The longest message, bytes; what a datagram can carry.
  public static final int LONGEST_MESSAGE = 65_535;

  static final int MOST_HEADERS = 128;
  static final int LONGEST_LINE = 8_192;

  private static final List<String> ONCE = List.of("From", "To", "Call-ID", "CSeq");

  private SipReader() {}

  /// Reads a message that fills its bytes; what stands behind the counted body is left out (RFC
  /// 3261 §18.3).
  ///
  /// @throws MalformedSip if it is none
  public static SipMessage read(byte[] bytes, int length) throws MalformedSip {
    if (length > LONGEST_MESSAGE) {
      throw new MalformedSip("longer than " + LONGEST_MESSAGE + " bytes");
    }
    int start = 0;
    while (start + 1 < length && bytes[start] == '\r' && bytes[start + 1] == '\n') {
      start += 2;
    }
    int end = endOfHead(bytes, start, length);
    if (end < 0) {
      throw new MalformedSip("the head has no end");
    }
    List<String> lines = lines(bytes, start, end);
    Headers headers = headers(lines.subList(1, lines.size()));
    byte[] body = body(headers, bytes, end + 4, length);
    return message(lines.getFirst(), headers, body);
  }

  /// The offset of the empty line's CRLFCRLF, or -1.
  static int endOfHead(byte[] bytes, int from, int to) {
    for (int i = from; i + 3 < to; i++) {
      if (bytes[i] == '\r'
          && bytes[i + 1] == '\n'
          && bytes[i + 2] == '\r'
          && bytes[i + 3] == '\n') {
        return i;
      }
    }
    return -1;
  }

  private static List<String> lines(byte[] bytes, int from, int to) throws MalformedSip {
    List<String> lines = new ArrayList<>();
    int start = from;
    while (start < to) {
      int end = start;
      while (end < to && bytes[end] != '\r') {
        if (bytes[end] >= 0 && bytes[end] < ' ' && bytes[end] != '\t' || bytes[end] == 127) {
          throw new MalformedSip("a control character in the head");
        }
        end++;
      }
      if (end < to && bytes[end + 1] != '\n') {
        throw new MalformedSip("a carriage return alone");
      }
      add(lines, new String(bytes, start, end - start, StandardCharsets.UTF_8));
      start = end + 2;
    }
    if (lines.isEmpty()) {
      throw new MalformedSip("no first line");
    }
    return lines;
  }

  /// Adds a line, or joins it to the one before when it is folded (RFC 3261 §7.3.1).
  private static void add(List<String> lines, String line) throws MalformedSip {
    boolean folded = line.startsWith(" ") || line.startsWith("\t");
    if (folded && lines.size() < 2) {
      throw new MalformedSip("a folded first line");
    }
    String whole = folded ? lines.removeLast() + " " + line.strip() : line;
    if (whole.length() > LONGEST_LINE) {
      throw new MalformedSip("a line longer than " + LONGEST_LINE);
    }
    if (lines.size() > MOST_HEADERS) {
      throw new MalformedSip("more than " + MOST_HEADERS + " headers");
    }
    lines.add(whole);
  }

  private static Headers headers(List<String> lines) throws MalformedSip {
    List<Headers.Header> rows = new ArrayList<>(lines.size());
    for (String line : lines) {
      int colon = line.indexOf(':');
      String name = colon < 0 ? "" : line.substring(0, colon).stripTrailing();
      if (!isToken(name)) {
        throw new MalformedSip("a header without a name");
      }
      rows.add(new Headers.Header(Headers.spelledOut(name), line.substring(colon + 1).strip()));
    }
    Headers headers = Headers.of(rows);
    for (String name : ONCE) {
      if (headers.rows(name).size() != 1) {
        throw new MalformedSip(name + " must stand once");
      }
    }
    if (headers.first("CSeq").flatMap(CSeq::parse).isEmpty()
        || headers.first("From").flatMap(NameAddr::parse).isEmpty()
        || headers.first("To").flatMap(NameAddr::parse).isEmpty()
        || headers.first("Call-ID").filter(id -> !id.isEmpty()).isEmpty()) {
      throw new MalformedSip("From, To, Call-ID or CSeq cannot be read");
    }
    List<String> vias = headers.values("Via");
    if (vias.isEmpty() || Via.parse(vias.getFirst()).isEmpty()) {
      throw new MalformedSip("Via is missing or cannot be read");
    }
    return headers;
  }

  private static byte[] body(Headers headers, byte[] bytes, int from, int to) throws MalformedSip {
    List<String> counted = headers.rows("Content-Length");
    if (counted.isEmpty()) {
      return Arrays.copyOfRange(bytes, from, to);
    }
    int count = Parameters.number(counted.getFirst(), -1);
    if (counted.size() > 1 || count < 0 || count > to - from) {
      throw new MalformedSip("Content-Length does not count the body");
    }
    return Arrays.copyOfRange(bytes, from, from + count);
  }

  private static SipMessage message(String first, Headers headers, byte[] body)
      throws MalformedSip {
    if (first.startsWith("SIP/2.0 ")) {
      String code = first.length() < 11 ? "" : first.substring(8, 11);
      int status = Parameters.number(code, -1);
      boolean separated = first.length() == 11 || first.length() > 11 && first.charAt(11) == ' ';
      if (status < 100 || status > 699 || !separated) {
        throw new MalformedSip("a status line that cannot be read");
      }
      String reason = first.length() > 12 ? first.substring(12) : "";
      return new SipResponse(status, reason, headers, body);
    }
    String[] words = first.split(" ", -1);
    if (words.length != 3
        || !isToken(words[0])
        || words[1].indexOf(':') < 1
        || !words[2].equals("SIP/2.0")) {
      throw new MalformedSip("a first line that cannot be read");
    }
    SipRequest request = new SipRequest(words[0], words[1], headers, body);
    if (!request.cseq().method().equals(words[0])) {
      throw new MalformedSip("CSeq names another method");
    }
    return request;
  }

  /// Whether it is a `token` (RFC 3261 §25.1).
  static boolean isToken(String text) {
    return !text.isEmpty()
        && text.chars()
            .allMatch(
                c ->
                    c >= '0' && c <= '9'
                        || c >= 'a' && c <= 'z'
                        || c >= 'A' && c <= 'Z'
                        || "-.!%*_+`'~".indexOf(c) >= 0);
  }
}
