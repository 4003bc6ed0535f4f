package io.oratio.gateway.sip;

import gov.nist.javax.sip.header.Via;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.stack.MessageChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Locale;
import java.util.zip.CRC32;
import javax.sip.InvalidArgumentException;
import javax.sip.ServerTransaction;
import javax.sip.SipException;

/// Builds responses and sends those that need no transaction. Any thread.
final class StatelessReplies {
  private static final int UDP_PORT = 5060;

  private final GatedDatagramSocket udp;
  private final GatedServerSocket tcp;
  private final SipCounters counters;
  private final String server;

  StatelessReplies(
      GatedDatagramSocket udp, GatedServerSocket tcp, SipCounters counters, String server) {
    this.udp = udp;
    this.tcp = tcp;
    this.counters = counters;
    this.server = server;
  }

  /// A response to the request with our `Server` header; a final one gets a tag that is the same
  /// each time the request comes (RFC 3261 §8.2.7).
  SIPResponse to(SIPRequest request, int status, String reason) {
    SIPResponse response = request.createResponse(status);
    try {
      response.setReasonPhrase(plain(reason));
      if (status > 100 && response.getToTag() == null) {
        CRC32 tag = new CRC32();
        String key = request.getTopmostVia().getBranch() + request.getCallId() + server;
        tag.update(key.getBytes(StandardCharsets.UTF_8));
        response.getTo().setTag("s" + Long.toHexString(tag.getValue()));
      }
    } catch (ParseException e) {
      throw new IllegalStateException("a plain phrase and tag are well formed", e);
    }
    add(response, "Server", server);
    return response;
  }

  /// Adds a header we wrote ourselves.
  void add(SIPResponse response, String name, String value) {
    response.addHeader(name + ": " + value);
  }

  /// Sends the response through its transaction.
  void respond(ServerTransaction transaction, SIPResponse response) {
    try {
      transaction.sendResponse(response);
    } catch (SipException | InvalidArgumentException | RuntimeException e) {
      // A closed connection comes out of the stack in many forms; the peer's timers decide.
      counters.count(SipCounter.SEND_FAILED);
    }
  }

  /// Sends the response back to the request's source, over the connection it came on.
  void send(SIPResponse response, SIPRequest request, MessageChannel channel) {
    try {
      if (channel.isReliable()) {
        channel.sendMessage(response);
        return;
      }
      udp.reply(response.encodeAsBytes("UDP"), destination(request));
    } catch (IOException | RuntimeException e) {
      // The stack wraps what a closed connection throws in more than one way.
      counters.count(SipCounter.SEND_FAILED);
    }
  }

  /// Whether the connection with that peer is still open.
  boolean hasConnection(InetSocketAddress peer) {
    return tcp.hasConnection(peer);
  }

  /// RFC 3261 §18.2.2 and RFC 3581 §4, but the address is always the one the packet came from.
  static InetSocketAddress destination(SIPRequest request) {
    Via via = request.getTopmostVia();
    int told = via.getPort() > 0 ? via.getPort() : UDP_PORT;
    int port = via.getRPort() > 0 ? via.getRPort() : told;
    return new InetSocketAddress(request.getPeerPacketSourceAddress(), port);
  }

  /// A phrase without anything that could break the status line.
  static String plain(String reason) {
    String plain = reason.replaceAll("[^A-Za-z0-9 ,./()'_-]", "").strip();
    String bounded = plain.substring(0, Math.min(plain.length(), 100));
    return bounded.isEmpty() ? "Refused" : bounded;
  }

  static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
