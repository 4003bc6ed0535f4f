package io.oratio.phone.call;

import io.oratio.phone.sdp.AudioTerms;
import io.oratio.phone.sdp.Direction;
import io.oratio.phone.sdp.MalformedSdp;
import io.oratio.phone.sdp.Negotiation;
import io.oratio.phone.sdp.SdpReader;
import io.oratio.phone.sip.Replies;
import io.oratio.phone.sip.ServerTransaction;
import io.oratio.phone.sip.SipRequest;
import io.oratio.phone.sip.SipResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Changes a running session by re-INVITE, ours and theirs (RFC 3261 §14). The phone's thread only.
final class Renegotiation {
  private final PhoneCall call;
  private Direction wish = Direction.SENDRECV;
  private @Nullable Proposal proposal;
  private @Nullable SipRequest ack;
  private @Nullable ServerTransaction theirs;
  private boolean awaitsAnswerInAck;

  Renegotiation(PhoneCall call) {
    this.call = call;
  }

  /// Our re-INVITE while it is under way.
  private final class Proposal implements Replies {
    private final Direction direction;
    private final CompletableFuture<AudioTerms> outcome;
    private Requests.@Nullable Sent sent;

    Proposal(Direction direction, CompletableFuture<AudioTerms> outcome) {
      this.direction = direction;
      this.outcome = outcome;
    }

    void start() {
      byte[] offer =
          call.negotiation().offer(call.localRtp(), direction).getBytes(StandardCharsets.UTF_8);
      sent = call.requests().send("INVITE", request -> request.with(Inviting.SDP, offer), this);
    }

    @Override
    public void reply(SipResponse response) {
      if (response.isProvisional()) {
        return;
      }
      proposal = null;
      if (!response.isSuccess() || sent == null) {
        outcome.completeExceptionally(
            new CallFailed(CallOutcome.REFUSED, response.status(), response.reason()));
        return;
      }
      call.dialog().learn(response);
      ack = call.requests().acknowledge(sent, request -> request);
      Optional<AudioTerms> terms = read(response.bodyText(), direction);
      if (terms.isEmpty()) {
        outcome.completeExceptionally(
            new CallFailed(CallOutcome.REFUSED, response.status(), "nothing we can speak"));
        return;
      }
      wish = direction;
      call.line().carry(terms.get());
      outcome.complete(terms.get());
    }

    @Override
    public void failed(Failure why) {
      proposal = null;
      outcome.completeExceptionally(new CallFailed(CallOutcome.NO_ANSWER, 0, "no answer"));
    }
  }

  /// Proposes a direction, with the line's present address.
  void propose(Direction direction, CompletableFuture<AudioTerms> outcome) {
    if (proposal != null || isAnsweringTheirs()) {
      outcome.completeExceptionally(
          new CallFailed(CallOutcome.REFUSED, 491, "another change is under way"));
      return;
    }
    Proposal fresh = new Proposal(direction, outcome);
    proposal = fresh;
    fresh.start();
  }

  private boolean isAnsweringTheirs() {
    return theirs != null && !theirs.isAnswered();
  }

  void answeredAgain(long inviteNumber) {
    if (ack != null && ack.cseq().number() == inviteNumber) {
      call.requests().acknowledgeAgain(ack);
    }
  }

  /// Answers a re-INVITE, or an UPDATE (RFC 3311), of the other side.
  void proposed(ServerTransaction transaction) {
    SipRequest request = transaction.request();
    if (proposal != null) {
      transaction.respond(response(request, 491, "Request Pending"));
      return;
    }
    if (request.method().equals("INVITE")) {
      theirs = transaction;
      transaction.onUnacknowledged(call::hangUpNow);
    }
    if (request.body().length == 0) {
      awaitsAnswerInAck = request.method().equals("INVITE");
      SipResponse ok = response(request, 200, "OK");
      transaction.respond(
          awaitsAnswerInAck ? withSdp(ok, call.negotiation().offer(call.localRtp(), wish)) : ok);
      return;
    }
    Optional<Negotiation.Answer> answer = answerTo(request.bodyText());
    if (answer.isEmpty()) {
      transaction.respond(response(request, 488, "Not Acceptable Here"));
      return;
    }
    transaction.respond(withSdp(response(request, 200, "OK"), answer.get().text()));
    changed(answer.get().terms());
  }

  private void changed(AudioTerms terms) {
    call.line().carry(terms);
    call.tell(new CallEvent.Changed(terms.direction(), call.negotiation().remoteVersion()));
  }

  /// The ACK of our 200 to a re-INVITE.
  void acknowledged(SipRequest request) {
    if (theirs == null) {
      return;
    }
    theirs.acknowledged();
    if (awaitsAnswerInAck) {
      awaitsAnswerInAck = false;
      read(request.bodyText(), wish).ifPresent(this::changed);
    }
  }

  private Optional<Negotiation.Answer> answerTo(String offer) {
    try {
      return call.negotiation().answer(SdpReader.read(offer), call.localRtp(), wish);
    } catch (MalformedSdp e) {
      return Optional.empty();
    }
  }

  private Optional<AudioTerms> read(String answer, Direction offered) {
    try {
      return call.negotiation().answered(SdpReader.read(answer), offered);
    } catch (MalformedSdp e) {
      return Optional.empty();
    }
  }

  private SipResponse response(SipRequest request, int status, String reason) {
    SipResponse plain = request.response(status, reason, call.dialog().localTag());
    return plain.with(plain.headers().with("Contact", "<" + call.dialog().contact() + ">"));
  }

  private static SipResponse withSdp(SipResponse response, String sdp) {
    return response.with(Inviting.SDP, sdp.getBytes(StandardCharsets.UTF_8));
  }
}
