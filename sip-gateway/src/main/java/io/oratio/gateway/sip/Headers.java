package io.oratio.gateway.sip;

import gov.nist.javax.sip.message.SIPMessage;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import javax.sip.address.SipURI;
import javax.sip.header.Header;
import javax.sip.header.HeaderAddress;

/// Reads headers as text, within limits. Any thread.
final class Headers {
  private static final int VALUES_MAX = 64;
  private static final int LINES_MAX = 8;

  /// What we understand when `Require` asks for it.
  private static final List<String> UNDERSTOOD = List.of("timer");

  static final String ALLOW = "INVITE, ACK, CANCEL, BYE, OPTIONS, UPDATE, INFO, NOTIFY, REFER";
  static final String SUPPORTED = "timer";

  private Headers() {}

  /// The first value of a header.
  static Optional<String> value(SIPMessage message, String name) {
    return values(message, name).stream().findFirst();
  }

  /// All values of a header, one each even where they share a line.
  static List<String> values(SIPMessage message, String name) {
    List<String> values = new ArrayList<>();
    Iterator<?> headers = message.getHeaders(name);
    while (headers.hasNext() && values.size() < VALUES_MAX) {
      if (headers.next() instanceof Header header) {
        for (String value : Leg.value(header.toString()).split(",")) {
          values.add(value.strip());
        }
      }
    }
    return values;
  }

  /// The values of a header line by line: commas within them are their own.
  static List<String> lines(SIPMessage message, String name) {
    List<String> lines = new ArrayList<>();
    Iterator<?> headers = message.getHeaders(name);
    while (headers.hasNext() && lines.size() < LINES_MAX) {
      if (headers.next() instanceof Header header) {
        lines.add(Leg.value(header.toString()));
      }
    }
    return lines;
  }

  /// The SIP URIs of a header of addresses.
  static List<SipURI> uris(SIPMessage message, String name) {
    List<SipURI> uris = new ArrayList<>();
    Iterator<?> headers = message.getHeaders(name);
    while (headers.hasNext() && uris.size() < LINES_MAX) {
      if (headers.next() instanceof HeaderAddress header
          && header.getAddress() != null
          && header.getAddress().getURI() instanceof SipURI uri) {
        uris.add(uri);
      }
    }
    return uris;
  }

  /// Whether a header that lists tokens has this one.
  static boolean lists(SIPMessage message, String name, String token) {
    return values(message, name).stream().anyMatch(token::equalsIgnoreCase);
  }

  /// The tokens of `Require` that we do not understand (RFC 3261 §8.2.2.3).
  static List<String> notUnderstood(SIPMessage message) {
    return values(message, "Require").stream()
        .filter(token -> !token.isEmpty())
        .filter(token -> UNDERSTOOD.stream().noneMatch(token::equalsIgnoreCase))
        .filter(token -> token.matches("[A-Za-z0-9.!%*_+`'~-]{1,40}"))
        .limit(8)
        .toList();
  }
}
