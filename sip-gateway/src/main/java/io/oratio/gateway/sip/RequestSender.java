package io.oratio.gateway.sip;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.parser.StringMsgParser;
import io.oratio.gateway.trunk.DigestAnswer;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.sip.ClientTransaction;
import javax.sip.SipException;
import javax.sip.SipProvider;
import javax.sip.header.Header;

/// Sends requests within dialogs and finds the answer to each: 401 and 407 are answered with
/// credentials once (RFC 3261 §22.2). Any thread; outcomes come on the mailbox given.
final class RequestSender {
  private static final int CHALLENGES_READ_MAX = 8;

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
  void acknowledge(Leg leg, boolean hasConnection, long sequence, String branch) {
    try {
      SIPRequest ack = parse(leg.request("ACK", sequence, "z9hG4bK" + branch, "", ""));
      ack.setApplicationData(leg.destination(hasConnection));
      provider.get().sendRequest(ack);
    } catch (SipException | ParseException | RuntimeException e) {
      // As above: the peer will repeat its 2xx and give us another chance.
      counters.count(SipCounter.SEND_FAILED);
    }
  }

  /// A response came for a transaction of ours. Runs on the stack's threads.
  void answered(ClientTransaction transaction, SIPResponse response) {
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
    if (transaction.getApplicationData() instanceof Pending pending) {
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
    List<String> challenges = values(response, isProxy ? "Proxy-Authenticate" : "WWW-Authenticate");
    Sending sending = pending.sending();
    return sending
        .digest()
        .flatMap(digest -> digest.answer(challenges, sending.method(), sending.leg().requestUri()))
        .map(value -> (isProxy ? "Proxy-Authorization: " : "Authorization: ") + value + "\r\n");
  }

  private static List<String> values(SIPResponse response, String name) {
    List<String> values = new ArrayList<>();
    Iterator<?> headers = response.getHeaders(name);
    while (headers.hasNext() && values.size() < CHALLENGES_READ_MAX) {
      if (headers.next() instanceof Header header) {
        values.add(Leg.value(header.toString()));
      }
    }
    return values;
  }

  private static SIPRequest parse(String text) throws ParseException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (new StringMsgParser().parseSIPMessage(bytes, true, false, null) instanceof SIPRequest r) {
      return r;
    }
    throw new ParseException("our own request is a request", 0);
  }
}
