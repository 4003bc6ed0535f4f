package io.oratio.phone.call;

import io.oratio.phone.sdp.AudioTerms;
import io.oratio.phone.sdp.Direction;
import io.oratio.phone.sdp.MalformedSdp;
import io.oratio.phone.sdp.Negotiation;
import io.oratio.phone.sdp.SdpReader;
import io.oratio.phone.sip.Headers;
import io.oratio.phone.sip.Replies;
import io.oratio.phone.sip.SipRequest;
import io.oratio.phone.sip.SipResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// The first INVITE of a call we make, from the offer to the ACK (RFC 3261 §13.2). The phone's
/// thread only.
final class Inviting implements Replies {
  static final String SDP = "application/sdp";

  private final PhoneCall call;
  private Requests.@Nullable Sent sent;
  private @Nullable Future<?> ringLimit;
  private @Nullable SipRequest ack;
  private boolean isTakenBack;
  private boolean hasRungTooLong;

  Inviting(PhoneCall call) {
    this.call = call;
  }

  void start() {
    CallOptions options = call.options();
    String offer =
        options.hasLateOffer() ? "" : call.negotiation().offer(call.localRtp(), Direction.SENDRECV);
    sent =
        call.requests()
            .send("INVITE", request -> shaped(request, offer, options.extraHeaders()), this);
    ringLimit = call.later(options.ringLimit(), this::ringsTooLong);
  }

  private static SipRequest shaped(SipRequest request, String offer, Headers extra) {
    SipRequest invite = request.with(request.headers().with("Allow", Phone.METHODS).with(extra));
    return offer.isEmpty() ? invite : invite.with(SDP, offer.getBytes(StandardCharsets.UTF_8));
  }

  private void ringsTooLong() {
    hasRungTooLong = true;
    takeBack();
  }

  /// Takes the call back while it is not answered.
  void takeBack() {
    isTakenBack = true;
    if (sent != null) {
      sent.cancel();
    }
  }

  @Override
  public void reply(SipResponse response) {
    if (response.isProvisional()) {
      progress(response);
    } else {
      stopLimit();
      if (response.isSuccess()) {
        answered(response);
      } else {
        refused(response);
      }
    }
  }

  private void progress(SipResponse response) {
    if (response.status() == 100) {
      return;
    }
    call.dialog().learn(response);
    call.rings(response.status());
    if (isSdp(response) && !call.options().hasLateOffer()) {
      // Early media: heard by nobody yet, but the other side's packets find their way.
      terms(response).ifPresent(terms -> call.line().carry(terms));
    }
  }

  private void answered(SipResponse response) {
    call.dialog().learn(response);
    Optional<Negotiation.Answer> ours = Optional.empty();
    Optional<AudioTerms> terms;
    if (call.options().hasLateOffer()) {
      ours = answerTo(response);
      terms = ours.map(Negotiation.Answer::terms);
    } else {
      terms = terms(response);
    }
    acknowledge(ours.map(Negotiation.Answer::text).orElse(""));
    if (isTakenBack) {
      call.endsWith(
          hasRungTooLong ? CallOutcome.NO_ANSWER : CallOutcome.CANCELLED,
          0,
          "answered while it was being taken back");
      call.sayBye();
    } else if (terms.isEmpty()) {
      call.endsWith(CallOutcome.REFUSED, response.status(), "answered with nothing we can speak");
      call.sayBye();
    } else {
      call.talks(response.status(), response.reason(), terms.get());
    }
  }

  private void acknowledge(String answer) {
    if (!call.options().acknowledges() || sent == null) {
      return;
    }
    byte[] body = answer.getBytes(StandardCharsets.UTF_8);
    ack =
        call.requests()
            .acknowledge(sent, request -> body.length == 0 ? request : request.with(SDP, body));
  }

  /// A 200 came again: its ACK was lost (§13.2.2.4).
  void answeredAgain(long inviteNumber) {
    if (ack != null && ack.cseq().number() == inviteNumber) {
      call.requests().acknowledgeAgain(ack);
    }
  }

  private Optional<AudioTerms> terms(SipResponse response) {
    try {
      return call.negotiation().answered(SdpReader.read(response.bodyText()), Direction.SENDRECV);
    } catch (MalformedSdp e) {
      return Optional.empty();
    }
  }

  private Optional<Negotiation.Answer> answerTo(SipResponse response) {
    try {
      return call.negotiation()
          .answer(SdpReader.read(response.bodyText()), call.localRtp(), Direction.SENDRECV);
    } catch (MalformedSdp e) {
      return Optional.empty();
    }
  }

  private static boolean isSdp(SipResponse response) {
    return response.body().length > 0
        && response.headers().first("Content-Type").orElse("").startsWith(SDP);
  }

  private void refused(SipResponse response) {
    CallOutcome outcome = CallOutcome.REFUSED;
    if (isTakenBack && response.status() == 487) {
      outcome = hasRungTooLong ? CallOutcome.NO_ANSWER : CallOutcome.CANCELLED;
    }
    call.endsWith(outcome, response.status(), response.reason());
    call.over(isTakenBack ? EndedBy.US : EndedBy.THEM);
  }

  @Override
  public void failed(Failure why) {
    stopLimit();
    switch (why) {
      case TIMED_OUT -> call.endsWith(CallOutcome.NO_ANSWER, 0, "no answer");
      case UNREACHABLE -> call.endsWith(CallOutcome.UNREACHABLE, 0, "no connection");
    }
    call.over(isTakenBack ? EndedBy.US : EndedBy.NOBODY);
  }

  private void stopLimit() {
    if (ringLimit != null) {
      ringLimit.cancel(false);
    }
  }
}
