package io.oratio.gateway.sip;

import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import io.oratio.domain.trunk.Trunk;
import io.oratio.gateway.trunk.DigestAnswer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javax.sip.ServerTransaction;

/// What one dialog sends: its responses with its tag, its requests with its numbers. Touched on the
/// dialog's mailbox only.
final class InDialogSender {
  private final EdgeParts parts;
  private final Leg leg;
  private final Mailbox mailbox;
  private final Optional<DigestAnswer> digest;
  private final BooleanSupplier hasConnection;

  InDialogSender(EdgeParts parts, Leg leg, Trunk trunk, Mailbox mailbox) {
    this.parts = parts;
    this.leg = leg;
    this.mailbox = mailbox;
    this.digest =
        trunk.credentials().map(credentials -> new DigestAnswer(credentials, parts.random()));
    this.hasConnection = () -> parts.replies().hasConnection(leg.source());
  }

  /// A response with our tag and further header lines, each with its line end.
  SIPResponse response(SIPRequest request, int status, String reason, String fields) {
    SIPResponse response = parts.replies().to(request, status, reason);
    if (request.getToTag() == null && status > 100) {
      response.setToTag(leg.localTag());
    }
    fields
        .lines()
        .forEach(
            line ->
                parts
                    .replies()
                    .add(response, line.substring(0, line.indexOf(':')), Leg.value(line)));
    return response;
  }

  /// A response that sets the dialog up or changes it: it repeats the route (RFC 3261 §12.1.1) and
  /// may carry a description.
  SIPResponse success(SIPRequest request, int status, String reason, String fields, String sdp) {
    SIPResponse response = response(request, status, reason, fields);
    if (request.getRecordRouteHeaders() != null && response.getRecordRouteHeaders() == null) {
      response.setHeader(request.getRecordRouteHeaders());
    }
    if (!sdp.isEmpty()) {
      parts.replies().add(response, "Content-Type", "application/sdp");
      response.setMessageContent(sdp.getBytes(StandardCharsets.UTF_8));
    }
    return response;
  }

  void respond(ServerTransaction transaction, SIPResponse response) {
    parts.replies().respond(transaction, response);
  }

  /// A request of the dialog. The outcome comes on the mailbox.
  void send(String method, String fields, String body, Consumer<RequestSender.Outcome> then) {
    String ours = "User-Agent: " + parts.settings().userAgent() + "\r\n";
    parts
        .sender()
        .send(
            new RequestSender.Sending(
                leg,
                hasConnection.getAsBoolean(),
                method,
                fields + ours,
                body,
                digest,
                parts::token,
                mailbox,
                then));
  }

  /// The ACK of a 2xx to our re-INVITE.
  void acknowledge(long sequence) {
    acknowledge(sequence, "");
  }

  /// The ACK of a 2xx to our INVITE.
  ///
  /// @param credentials the header lines the INVITE proved itself with: the ACK repeats them (RFC
  ///   3261 §13.2.2.4)
  void acknowledge(long sequence, String credentials) {
    parts
        .sender()
        .acknowledge(leg, hasConnection.getAsBoolean(), sequence, parts.token(), credentials);
  }

  String contact() {
    return "Contact: " + leg.contact() + "\r\n";
  }

  String allow() {
    return "Allow: " + Headers.ALLOW + "\r\n";
  }

  /// What we are reached at and can do, for a response that sets up or changes the dialog.
  String capabilities() {
    return contact() + allow() + "Supported: " + Headers.SUPPORTED + "\r\n";
  }

  String retryAfter(OptionalInt seconds) {
    return seconds.isPresent() ? "Retry-After: " + seconds.getAsInt() + "\r\n" : "";
  }

  /// The description a message carries, if it carries one.
  Optional<String> sdp(SIPMessage message) {
    return switch (Bodies.of(message)) {
      case Bodies.Body.Sdp(String text) -> Optional.of(text);
      case Bodies.Body.None(), Bodies.Body.Unknown() -> Optional.empty();
    };
  }
}
