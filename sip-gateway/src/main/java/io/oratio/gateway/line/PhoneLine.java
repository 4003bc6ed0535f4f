package io.oratio.gateway.line;

import io.oratio.gateway.call.Line;
import io.oratio.gateway.call.LineEvent;
import io.oratio.gateway.call.Termination;
import io.oratio.gateway.sip.Dialog;
import io.oratio.gateway.sip.SipEvent;
import io.oratio.media.path.Leg;
import io.oratio.media.path.RtpLeg;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A SIP dialog with its RTP as a call's line: what is the same whoever called whom.
abstract sealed class PhoneLine implements Line permits SipLine, DialledLine {
  private static final Logger log = LoggerFactory.getLogger(PhoneLine.class);

  final MediaTalks talks;
  final RtpLeg leg;
  private final List<LineEvent> before = new ArrayList<>();
  private Consumer<LineEvent> listener = before::add;
  private boolean ready;
  private boolean held;

  /// @param talks the offers and answers of this dialog; its first answer or offer is made
  PhoneLine(MediaTalks talks, RtpLeg leg) {
    this.talks = talks;
    this.leg = leg;
  }

  /// The dialog, once there is one.
  abstract Optional<Dialog> dialog();

  @Override
  public synchronized void listen(Consumer<LineEvent> heard) {
    listener = heard;
    before.forEach(heard);
    before.clear();
  }

  @Override
  public Leg leg() {
    return leg;
  }

  @Override
  public void hangUp(Termination why) {
    dialog().ifPresent(it -> it.bye(why.ending().reason()));
  }

  @Override
  public void transfer(String targetUri) {
    dialog().ifPresent(it -> it.refer(targetUri));
  }

  @Override
  public boolean sendDigits(String digits) {
    leg.sendDigits(digits);
    return true;
  }

  /// What may happen to a dialog that stands.
  void on(SipEvent event) {
    switch (event) {
      case SipEvent.Acknowledged acknowledged -> acknowledged(acknowledged.sdp());
      case SipEvent.HungUp _ -> tell(new LineEvent.HungUp());
      case SipEvent.Reoffered reoffered -> reoffered(reoffered.sdp());
      case SipEvent.Digit pressed -> tell(new LineEvent.Digit(pressed.digit()));
      case SipEvent.Referring referring -> referring(referring);
      case SipEvent.Lost lost -> tell(new LineEvent.Lost(lost.why()));
      case SipEvent.Cancelled _ -> tell(new LineEvent.Cancelled());
      case SipEvent.Ringing _, SipEvent.Answered _, SipEvent.Refused _ ->
          throw new IllegalStateException("told of a dialog that came in");
    }
  }

  /// The answer to an offer of ours comes with the ACK (RFC 3261 §13.2.1).
  private synchronized void acknowledged(Optional<String> sdp) {
    if (!talks.awaitsAnswer()) {
      return;
    }
    Optional<MediaTalks.Outcome> outcome = sdp.map(talks::accept);
    if (outcome.isPresent() && outcome.get() instanceof MediaTalks.Outcome.Agreed agreed) {
      agree(agreed);
    } else if (!ready) {
      tell(new LineEvent.Lost("the ACK held no usable answer to our offer"));
      dialog().ifPresent(it -> it.bye("no_common_codec"));
    }
  }

  /// Sound goes by these terms from now on.
  synchronized void agree(MediaTalks.Outcome.Agreed agreed) {
    leg.renegotiate(agreed.terms());
    mediaReady();
    hold(agreed.onHold());
  }

  /// A new offer within the call: hold, resume, another address, another codec; or a request for
  /// ours.
  private synchronized void reoffered(Optional<String> sdp) {
    Dialog dialog = dialog().orElseThrow();
    if (sdp.isEmpty()) {
      dialog.answerReoffer(talks.offer());
      return;
    }
    switch (talks.answer(sdp.get())) {
      case MediaTalks.Outcome.Agreed agreed -> {
        leg.renegotiate(agreed.terms());
        dialog.answerReoffer(talks.current());
        log.info("a new agreement: {}", leg);
        hold(agreed.onHold());
      }
      case MediaTalks.Outcome.Refused refused -> {
        log.info("a new offer is refused: {}", refused.why());
        dialog.refuseReoffer(488);
      }
    }
  }

  private void referring(SipEvent.Referring referring) {
    if (!referring.last()) {
      return;
    }
    if (referring.status() >= 200 && referring.status() < 300) {
      tell(new LineEvent.TransferDone());
    } else {
      tell(new LineEvent.TransferRefused(referring.status()));
    }
  }

  /// Whether sound may flow as soon as there are terms for it.
  abstract boolean isAnswered();

  synchronized void mediaReady() {
    if (isAnswered() && !ready) {
      ready = true;
      tell(new LineEvent.MediaReady());
    }
  }

  private void hold(boolean now) {
    if (now != held) {
      held = now;
      tell(now ? new LineEvent.PutOnHold() : new LineEvent.TakenOffHold());
    }
  }

  synchronized void tell(LineEvent event) {
    listener.accept(event);
  }
}
