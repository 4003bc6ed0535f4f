package io.oratio.phone.call;

import io.oratio.phone.sip.ClientTransaction;
import io.oratio.phone.sip.Credentials;
import io.oratio.phone.sip.Dialog;
import io.oratio.phone.sip.DigestChallenge;
import io.oratio.phone.sip.Headers;
import io.oratio.phone.sip.Replies;
import io.oratio.phone.sip.SipAgent;
import io.oratio.phone.sip.SipRequest;
import io.oratio.phone.sip.SipResponse;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Sends a dialog's requests and answers challenges to them (RFC 3261 §22), so that the call sees
/// only what became of them. The phone's thread only.
final class Requests {
  /// So often one request is sent with a password: once, and again where the nonce was stale.
  private static final int TRIES = 2;

  private final SipAgent agent;
  private final Dialog dialog;
  private final Optional<Credentials> credentials;
  private final RandomGenerator random;
  private String lastNonce = "";
  private int nonceCount;

  Requests(
      SipAgent agent, Dialog dialog, Optional<Credentials> credentials, RandomGenerator random) {
    this.agent = agent;
    this.dialog = dialog;
    this.credentials = credentials;
    this.random = random;
  }

  /// A request that may be sent more than once.
  final class Sent implements Replies {
    private final String method;
    private final UnaryOperator<SipRequest> shape;
    private final Replies outcome;
    private int triesLeft = TRIES;
    private boolean isCancelled;
    private @Nullable ClientTransaction transaction;
    private SipRequest last;

    private Sent(String method, UnaryOperator<SipRequest> shape, Replies outcome) {
      this.method = method;
      this.shape = shape;
      this.outcome = outcome;
      this.last = shape.apply(dialog.request(method));
    }

    private void go() {
      transaction = agent.send(last, dialog.hop(), this);
    }

    @Override
    public void reply(SipResponse response) {
      Optional<Headers.Header> answer =
          response.isChallenge() && triesLeft > 0 && !isCancelled
              ? answerTo(response, last)
              : Optional.empty();
      if (answer.isEmpty()) {
        outcome.reply(response);
        return;
      }
      triesLeft--;
      SipRequest next = shape.apply(dialog.request(method));
      last = next.with(next.headers().with(answer.get().name(), answer.get().value()));
      go();
    }

    @Override
    public void failed(Failure why) {
      outcome.failed(why);
    }

    /// Takes an INVITE back.
    void cancel() {
      isCancelled = true;
      if (transaction != null) {
        transaction.cancel();
      }
    }

    /// The request as it was last sent, without its Via.
    SipRequest last() {
      return last;
    }
  }

  /// Sends a request.
  ///
  /// @param shape adds headers and a body to what the dialog makes; called anew for each try
  Sent send(String method, UnaryOperator<SipRequest> shape, Replies outcome) {
    Sent sent = new Sent(method, shape, outcome);
    sent.go();
    return sent;
  }

  private Optional<Headers.Header> answerTo(SipResponse challenged, SipRequest request) {
    Optional<DigestChallenge> challenge = DigestChallenge.in(challenged);
    boolean wasAnswered =
        request.headers().first("Authorization").isPresent()
            || request.headers().first("Proxy-Authorization").isPresent();
    if (challenge.isEmpty() || credentials.isEmpty() || wasAnswered && !challenge.get().isStale()) {
      return Optional.empty();
    }
    nonceCount = challenge.get().nonce().equals(lastNonce) ? nonceCount + 1 : 1;
    lastNonce = challenge.get().nonce();
    String cnonce = "%016x".formatted(random.nextLong());
    String value =
        challenge
            .get()
            .answer(credentials.get(), request.method(), request.uri(), nonceCount, cnonce);
    String name = challenged.status() == 407 ? "Proxy-Authorization" : "Authorization";
    return Optional.of(new Headers.Header(name, value));
  }

  /// Acknowledges the 200 to the INVITE that was sent last.
  ///
  /// @param shape adds an answer where the offer came in the 200
  /// @return the ACK as it went out, to be repeated
  SipRequest acknowledge(Sent invite, UnaryOperator<SipRequest> shape) {
    SipRequest ack = dialog.ack(invite.last().cseq().number());
    // §22.1: the ACK carries the same credentials as its INVITE.
    for (String name : new String[] {"Authorization", "Proxy-Authorization"}) {
      Optional<String> value = invite.last().headers().first(name);
      if (value.isPresent()) {
        ack = ack.with(ack.headers().with(name, value.get()));
      }
    }
    return agent.sendAck(shape.apply(ack), dialog.hop());
  }

  void acknowledgeAgain(SipRequest ack) {
    agent.sendAgain(ack, dialog.hop());
  }
}
