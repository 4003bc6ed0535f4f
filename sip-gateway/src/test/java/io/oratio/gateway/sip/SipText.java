package io.oratio.gateway.sip;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A SIP message as a test reads it: its own few lines of parsing, so that no stack judges itself.
record SipText(String raw) {
  String startLine() {
    return raw.substring(0, Math.max(0, raw.indexOf("\r\n")));
  }

  /// The status of a response, 0 for a request.
  int status() {
    return startLine().startsWith("SIP/2.0 ") ? Integer.parseInt(startLine().substring(8, 11)) : 0;
  }

  String method() {
    return startLine().startsWith("SIP/2.0 ") ? "" : startLine().split(" ")[0];
  }

  List<String> values(String name) {
    List<String> values = new ArrayList<>();
    int end = raw.indexOf("\r\n\r\n");
    for (String line : raw.substring(0, end < 0 ? raw.length() : end).split("\r\n")) {
      int colon = line.indexOf(':');
      if (colon > 0
          && line.substring(0, colon)
              .strip()
              .toLowerCase(Locale.ROOT)
              .equals(name.toLowerCase(Locale.ROOT))) {
        values.add(line.substring(colon + 1).strip());
      }
    }
    return values;
  }

  Optional<String> header(String name) {
    return values(name).stream().findFirst();
  }

  /// The value of a header that must be there.
  String the(String name) {
    return header(name).orElseThrow(() -> new AssertionError("no " + name + " in\n" + raw));
  }

  String toTag() {
    String to = the("To");
    int tag = to.indexOf(";tag=");
    return tag < 0 ? "" : to.substring(tag + 5);
  }

  String body() {
    int end = raw.indexOf("\r\n\r\n");
    return end < 0 ? "" : raw.substring(end + 4);
  }

  /// `CSeq: 2 BYE` gives 2.
  int sequence() {
    return Integer.parseInt(the("CSeq").split(" ")[0]);
  }

  String cseqMethod() {
    return the("CSeq").split(" ")[1];
  }
}
