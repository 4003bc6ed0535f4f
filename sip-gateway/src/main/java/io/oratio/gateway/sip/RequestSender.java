package io.oratio.gateway.sip;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.parser.StringMsgParser;
import io.oratio.gateway.trunk.DigestAnswer;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.sip.ClientTransaction;
import javax.sip.SipException;
import javax.sip.SipProvider;
import javax.sip.address.Hop;

/// Sends requests within dialogs and finds the answer to each: 401 and 407 are answered with
/// credentials once (RFC 3261 §22.2). Any thread; outcomes come on the mailbox given.
final class RequestSender {
  private final Supplier<SipProvider> provider;
  private final SipCounters counters;

  RequestSender(Supplier<SipProvider> provider, SipCounters counters) {
    this.provider = provider;
    this.counters = counters;
  }

  /// How a request of ours ended.
  sealed interface Outcome {
    /// A final response.
    record Answered(SIPResponse response, long sequence) implements Outcome {}

    /// None came, or the request could not be sent.
    record Unanswered(String why) implements Outcome {}
  }

  /// One request on its way.
  ///
  /// @param fields its further header lines, each with its line end
  record Sending(
      Leg leg,
      boolean hasConnection,
      String method,
      String fields,
      String body,
      Optional<DigestAnswer> digest,
      Supplier<String> branches,
      Mailbox mailbox,
      Consumer<Outcome> then) {}

  private record Pending(Sending sending, long sequence, boolean isRetry) {}

  /// Hears every response to one request, and its silence. Runs on the stack's threads.
  interface Awaited {
    void heard(SIPResponse response);

    /// No final response will come.
    void silent();
  }

  /// Sends a request that is heard response by response: an INVITE that begins a call, its CANCEL.
  ///
  /// @throws SipException when it cannot be sent
  ClientTransaction begin(SIPRequest request, Hop destination, Awaited awaited)
      throws SipException {
    request.setApplicationData(destination);
    ClientTransaction transaction = provider.get().getNewClientTransaction(request);
    transaction.setApplicationData(awaited);
    transaction.sendRequest();
    return transaction;
  }

  void send(Sending sending) {
    attempt(sending, "", false);
  }

  private void attempt(Sending sending, String credentials, boolean isRetry) {
    long sequence = sending.leg().nextSequence();
    String text =
        sending
            .leg()
            .request(
                sending.method(),
                sequence,
                "z9hG4bK" + sending.branches().get(),
                sending.fields() + credentials,
                sending.body());
    try {
      SIPRequest request = parse(text);
      request.setApplicationData(sending.leg().destination(sending.hasConnection()));
      ClientTransaction transaction = provider.get().getNewClientTransaction(request);
      transaction.setApplicationData(new Pending(sending, sequence, isRetry));
      transaction.sendRequest();
    } catch (SipException | ParseException | RuntimeException e) {
      // Unresolvable names and dead connections come out of the stack in many forms.
      counters.count(SipCounter.SEND_FAILED);
      finish(sending, new Outcome.Unanswered("a request could not be sent"));
    }
  }

  /// Sends the ACK of a 2xx to our INVITE (RFC 3261 §13.2.2.4); nothing answers it.
  void acknowledge(Leg leg, boolean hasConnection, long sequence, String branch, String fields) {
    try {
      SIPRequest ack = parse(leg.request("ACK", sequence, "z9hG4bK" + branch, fields, ""));
      ack.setApplicationData(leg.destination(hasConnection));
      provider.get().sendRequest(ack);
    } catch (SipException | ParseException | RuntimeException e) {
      // As above: the peer will repeat its 2xx and give us another chance.
      counters.count(SipCounter.SEND_FAILED);
    }
  }

  /// A response came for a transaction of ours. Runs on the stack's threads.
  void answered(ClientTransaction transaction, SIPResponse response) {
    if (transaction.getApplicationData() instanceof Awaited awaited) {
      if (response.getStatusCode() >= 200) {
        transaction.setApplicationData(null);
      }
      awaited.heard(response);
      return;
    }
    if (response.getStatusCode() < 200
        || !(transaction.getApplicationData() instanceof Pending pending)) {
      return;
    }
    transaction.setApplicationData(null);
    pending
        .sending()
        .mailbox()
        .post(
            () -> {
              Optional<String> credentials =
                  pending.isRetry() ? Optional.empty() : credentials(pending, response);
              if (credentials.isPresent()) {
                attempt(pending.sending(), credentials.get(), true);
              } else {
                pending.sending().then().accept(new Outcome.Answered(response, pending.sequence()));
              }
            });
  }

  /// A transaction of ours ran out of time, or its connection broke. Runs on the stack's threads.
  void unanswered(ClientTransaction transaction) {
    if (transaction.getApplicationData() instanceof Awaited awaited) {
      transaction.setApplicationData(null);
      counters.count(SipCounter.REQUEST_TIMED_OUT);
      awaited.silent();
    } else if (transaction.getApplicationData() instanceof Pending pending) {
      transaction.setApplicationData(null);
      counters.count(SipCounter.REQUEST_TIMED_OUT);
      finish(pending.sending(), new Outcome.Unanswered("nobody answered a request"));
    }
  }

  private static void finish(Sending sending, Outcome outcome) {
    sending.mailbox().post(() -> sending.then().accept(outcome));
  }

  private static Optional<String> credentials(Pending pending, SIPResponse response) {
    boolean isProxy = response.getStatusCode() == 407;
    if (!isProxy && response.getStatusCode() != 401) {
      return Optional.empty();
    }
    List<String> challenges =
        Headers.lines(response, isProxy ? "Proxy-Authenticate" : "WWW-Authenticate");
    Sending sending = pending.sending();
    return sending
        .digest()
        .flatMap(digest -> digest.answer(challenges, sending.method(), sending.leg().requestUri()))
        .map(value -> (isProxy ? "Proxy-Authorization: " : "Authorization: ") + value + "\r\n");
  }

  static SIPRequest parse(String text) throws ParseException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (new StringMsgParser().parseSIPMessage(bytes, true, false, null) instanceof SIPRequest r) {
      return r;
    }
    throw new ParseException("our own request is a request", 0);
  }
}
