package io.oratio.phone.call;

import io.oratio.phone.sdp.AudioTerms;
import io.oratio.phone.sdp.Direction;
import io.oratio.phone.sdp.MalformedSdp;
import io.oratio.phone.sdp.Negotiation;
import io.oratio.phone.sdp.SdpReader;
import io.oratio.phone.sip.Headers;
import io.oratio.phone.sip.ServerTransaction;
import io.oratio.phone.sip.SipRequest;
import io.oratio.phone.sip.SipResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The first INVITE of a call that comes in, to its ACK (RFC 3261 §13.3). The phone's thread only.
final class BeingInvited {
  private final PhoneCall call;
  private final ServerTransaction invite;
  private boolean awaitsAnswerInAck;

  BeingInvited(PhoneCall call, ServerTransaction invite) {
    this.call = call;
    this.invite = invite;
  }

  void react(Reaction reaction) {
    switch (reaction) {
      case Reaction.Answer answer when answer.ringing().isZero() -> answer();
      case Reaction.Answer answer -> {
        ring();
        call.later(answer.ringing(), this::answer);
      }
      case Reaction.Ring _ -> ring();
      case Reaction.Refuse refusal -> {
        refuse(refusal.status(), refusal.reason(), refusal.headers());
        call.over(EndedBy.US);
      }
      case Reaction.Ignore _ -> {
        call.endsWith(CallOutcome.NO_ANSWER, 0, "ignored");
        call.over(EndedBy.NOBODY);
      }
    }
  }

  private void ring() {
    invite.respond(response(180, "Ringing"));
    call.rings(180);
  }

  private void answer() {
    if (invite.isAnswered()) {
      return; // taken back while it rang
    }
    invite.onUnacknowledged(this::unacknowledged);
    if (invite.request().body().length == 0) {
      awaitsAnswerInAck = true;
      respond(call.negotiation().offer(call.localRtp(), Direction.SENDRECV));
      return;
    }
    Optional<Negotiation.Answer> answer = answerTo(invite.request().bodyText());
    if (answer.isEmpty()) {
      refuse(488, "Not Acceptable Here", Headers.NONE);
      call.over(EndedBy.US);
      return;
    }
    respond(answer.get().text());
    call.talks(200, "OK", answer.get().terms());
  }

  private void respond(String sdp) {
    SipResponse ok = response(200, "OK");
    invite.respond(
        ok.with(ok.headers().with("Allow", Phone.METHODS))
            .with(Inviting.SDP, sdp.getBytes(StandardCharsets.UTF_8)));
  }

  private Optional<Negotiation.Answer> answerTo(String offer) {
    try {
      return call.negotiation().answer(SdpReader.read(offer), call.localRtp(), Direction.SENDRECV);
    } catch (MalformedSdp e) {
      return Optional.empty();
    }
  }

  /// The ACK of our 200 came, perhaps with the answer to our offer.
  void acknowledged(SipRequest ack) {
    invite.acknowledged();
    if (!awaitsAnswerInAck) {
      return;
    }
    awaitsAnswerInAck = false;
    Optional<AudioTerms> terms;
    try {
      terms = call.negotiation().answered(SdpReader.read(ack.bodyText()), Direction.SENDRECV);
    } catch (MalformedSdp e) {
      terms = Optional.empty();
    }
    if (terms.isPresent()) {
      call.talks(200, "OK", terms.get());
    } else {
      call.endsWith(CallOutcome.REFUSED, 200, "the ACK held nothing we can speak");
      call.sayBye();
    }
  }

  private void unacknowledged() {
    call.tell(new CallEvent.Unacknowledged());
    call.hangUpNow();
  }

  /// The caller took it back (§9.2).
  void cancelled() {
    if (!invite.isAnswered()) {
      invite.respond(response(487, "Request Terminated"));
      call.endsWith(CallOutcome.CANCELLED, 487, "Request Terminated");
      call.over(EndedBy.THEM);
    }
  }

  /// We do not want the call after all.
  void decline() {
    if (!invite.isAnswered()) {
      refuse(603, "Decline", Headers.NONE);
      call.over(EndedBy.US);
    }
  }

  private void refuse(int status, String reason, Headers headers) {
    SipResponse refusal = response(status, reason);
    invite.respond(refusal.with(refusal.headers().with(headers)));
    call.endsWith(CallOutcome.REFUSED, status, reason);
  }

  private SipResponse response(int status, String reason) {
    SipResponse plain = invite.request().response(status, reason, call.dialog().localTag());
    return plain.with(plain.headers().with("Contact", "<" + call.dialog().contact() + ">"));
  }
}
