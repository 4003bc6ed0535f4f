package io.oratio.gateway.sip;

import gov.nist.javax.sip.header.SIPHeader;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.stack.MessageChannel;
import io.oratio.domain.trunk.Trunk;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.sip.address.SipURI;
import javax.sip.address.TelURL;
import javax.sip.address.URI;

/// Takes from an INVITE what the call may know. Any thread.
final class InviteReading {
  private static final int HEADERS_MAX = 32;
  private static final int VALUE_CHARS_MAX = 512;
  private static final int USER_CHARS_MAX = 128;

  private final LocalAddresses addresses;
  private final int port;

  InviteReading(LocalAddresses addresses, int port) {
    this.addresses = addresses;
    this.port = port;
  }

  int port() {
    return port;
  }

  String transportOf(SIPRequest request) {
    return ((MessageChannel) request.getMessageChannel()).getTransport().toUpperCase(Locale.ROOT);
  }

  Invite read(SIPRequest request, Trunk trunk) {
    return new Invite(
        request.getCallId().getCallId(),
        trunk,
        request.getPeerPacketSourceAddress(),
        request.getPeerPacketSourcePort(),
        dialledUser(request),
        bounded(request.getRequestURI().toString(), VALUE_CHARS_MAX),
        user(request.getFrom().getAddress().getURI()),
        Optional.ofNullable(request.getFrom().getAddress().getDisplayName())
            .map(name -> bounded(plain(name), USER_CHARS_MAX))
            .filter(name -> !name.isBlank()),
        Headers.value(request, "User-Agent").map(agent -> bounded(agent, USER_CHARS_MAX)),
        switch (Bodies.of(request)) {
          case Bodies.Body.Sdp(String text) -> Optional.of(text);
          case Bodies.Body.None(), Bodies.Body.Unknown() -> Optional.empty();
        },
        extensions(request),
        addresses.towards(request.getPeerPacketSourceAddress()));
  }

  /// The user part of what was dialled, as the invite has it.
  static String dialledUser(SIPRequest request) {
    return user(request.getRequestURI());
  }

  private static String user(URI uri) {
    return switch (uri) {
      case SipURI sip -> {
        String user = sip.getUser() == null ? "" : decoded(sip.getUser());
        int parameters = user.indexOf(';');
        yield bounded(plain(parameters < 0 ? user : user.substring(0, parameters)), USER_CHARS_MAX);
      }
      case TelURL tel ->
          bounded((tel.isGlobal() ? "+" : "") + plain(tel.getPhoneNumber()), USER_CHARS_MAX);
      default -> "";
    };
  }

  /// RFC 3261 §19.1.2: `%61` is `a`; a `+` is a plus here.
  private static String decoded(String user) {
    try {
      return URLDecoder.decode(user.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return user;
    }
  }

  private static Map<String, String> extensions(SIPRequest request) {
    Map<String, String> extensions = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    Iterator<SIPHeader> headers = request.getHeaders();
    while (headers.hasNext() && extensions.size() < HEADERS_MAX) {
      SIPHeader header = headers.next();
      String name = header.getName();
      if (name != null && name.regionMatches(true, 0, "X-", 0, 2) && name.length() <= 64) {
        String line = header.toString();
        if (line.indexOf(':') > 0) {
          extensions.putIfAbsent(name, bounded(plain(Leg.value(line)), VALUE_CHARS_MAX));
        }
      }
    }
    return new LinkedHashMap<>(extensions);
  }

  private static String plain(String text) {
    return text.replaceAll("\\p{Cntrl}", " ").strip();
  }

  private static String bounded(String text, int chars) {
    return text.length() <= chars ? text : text.substring(0, chars);
  }
}
