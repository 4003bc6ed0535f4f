package io.oratio.gateway.line;

import io.oratio.gateway.call.LineEvent;
import io.oratio.gateway.call.Termination;
import io.oratio.gateway.call.Termination.Reason;
import io.oratio.gateway.sip.Dialog;
import io.oratio.gateway.sip.Refusal;
import io.oratio.gateway.sip.SipEvent;
import io.oratio.media.path.RtpLeg;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The line of a call of ours. Early sound (RFC 3960) is agreed on, so that the way is open when
/// somebody answers, but nobody hears it: an agent would talk to the ringing.
final class DialledLine extends PhoneLine {
  private static final Logger log = LoggerFactory.getLogger(DialledLine.class);

  private final String sessionId;
  private final Supplier<Dialog> dials;
  private Optional<Dialog> dialog = Optional.empty();
  private boolean answered;

  /// @param dials sends the INVITE with the offer that `talks` has made
  DialledLine(String sessionId, Supplier<Dialog> dials, MediaTalks talks, RtpLeg leg) {
    super(talks, leg);
    this.sessionId = sessionId;
    this.dials = dials;
  }

  @Override
  synchronized Optional<Dialog> dialog() {
    return dialog;
  }

  @Override
  public synchronized void dial() {
    Dialog dialled;
    try {
      dialled = dials.get();
    } catch (IllegalStateException e) {
      log.error("call {} cannot be dialled: the SIP edge is not running", sessionId, e);
      tell(new LineEvent.NotReached(Reason.INTERNAL));
      return;
    }
    dialog = Optional.of(dialled);
    dialled.listen(this::on);
  }

  @Override
  public void ringing() {
    // It rings at the other end.
  }

  @Override
  public void answer() {
    // The other side does.
  }

  @Override
  public void refuse(Termination why) {
    hangUp(why);
  }

  @Override
  void on(SipEvent event) {
    switch (event) {
      case SipEvent.Ringing ringing -> {
        ringing.sdp().ifPresent(this::early);
        tell(new LineEvent.Ringing());
      }
      case SipEvent.Answered(Optional<String> sdp) -> answered(sdp);
      case SipEvent.Refused(Refusal why) -> {
        log.info("call {} was not answered: {}", sessionId, why);
        tell(new LineEvent.NotReached(reason(why)));
      }
      case SipEvent.Acknowledged _,
          SipEvent.Cancelled _,
          SipEvent.HungUp _,
          SipEvent.Reoffered _,
          SipEvent.Digit _,
          SipEvent.Referring _,
          SipEvent.Lost _ ->
          super.on(event);
    }
  }

  private synchronized void early(String sdp) {
    switch (talks.early(sdp)) {
      case MediaTalks.Outcome.Agreed agreed -> leg.renegotiate(agreed.terms());
      case MediaTalks.Outcome.Refused refused ->
          log.info("call {}: an early answer is of no use: {}", sessionId, refused.why());
    }
  }

  /// A final answer without a description confirms the early one, as some gateways have it.
  private synchronized void answered(Optional<String> sdp) {
    Optional<MediaTalks.Outcome> outcome =
        sdp.map(talks::accept)
            .or(
                () ->
                    talks
                        .agreed()
                        .map(terms -> new MediaTalks.Outcome.Agreed(terms, !terms.sends())));
    if (outcome.isPresent() && outcome.get() instanceof MediaTalks.Outcome.Agreed agreed) {
      answered = true;
      tell(new LineEvent.Answered());
      agree(agreed);
    } else {
      log.warn("call {} was answered without a usable description", sessionId);
      tell(new LineEvent.NotReached(Reason.NO_COMMON_CODEC));
      dialog.ifPresent(it -> it.bye("no_common_codec"));
    }
  }

  @Override
  boolean isAnswered() {
    return answered;
  }

  /// The call's word for a refusal.
  static Reason reason(Refusal why) {
    return switch (why) {
      case Refusal.Busy _ -> Reason.CALLEE_BUSY;
      case Refusal.NoAnswer _ -> Reason.NO_ANSWER;
      case Refusal.Declined _ -> Reason.CALLEE_DECLINED;
      case Refusal.Unreachable _ -> Reason.CALLEE_UNREACHABLE;
      case Refusal.Failed _ -> Reason.CALL_REFUSED;
    };
  }
}
