package io.oratio.gateway.line;

import io.oratio.gateway.call.Line;
import io.oratio.gateway.call.LineEvent;
import io.oratio.gateway.call.Termination;
import io.oratio.gateway.sip.SipDialog;
import io.oratio.gateway.sip.SipEvent;
import io.oratio.media.path.Leg;
import io.oratio.media.path.RtpLeg;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A SIP dialog with its RTP as a call's line.
final class SipLine implements Line {
  private static final Logger log = LoggerFactory.getLogger(SipLine.class);

  private final SipDialog dialog;
  private final MediaTalks talks;
  private final RtpLeg leg;
  private final List<LineEvent> before = new ArrayList<>();
  private Consumer<LineEvent> listener = before::add;
  private boolean answered;
  private boolean ready;
  private boolean held;

  /// @param talks the offers and answers of this dialog; its first answer or offer is made
  SipLine(SipDialog dialog, MediaTalks talks, RtpLeg leg) {
    this.dialog = dialog;
    this.talks = talks;
    this.leg = leg;
  }

  @Override
  public void listen(Consumer<LineEvent> heard) {
    synchronized (this) {
      listener = heard;
      before.forEach(heard);
      before.clear();
    }
    dialog.listen(this::on);
  }

  @Override
  public void ringing() {
    dialog.ringing();
  }

  @Override
  public synchronized void answer() {
    answered = true;
    // The window in which the leg may follow the caller's real source opens now, not when it rang.
    talks.agreed().ifPresent(leg::renegotiate);
    dialog.answer(talks.current());
    if (!talks.awaitsAnswer()) {
      mediaReady();
    }
  }

  @Override
  public Leg leg() {
    return leg;
  }

  @Override
  public void refuse(Termination why) {
    dialog.reject(why.refusalStatus(), why.ending().reason(), why.retryAfterSeconds());
  }

  @Override
  public void hangUp(Termination why) {
    dialog.bye(why.ending().reason());
  }

  @Override
  public void transfer(String targetUri) {
    dialog.refer(targetUri);
  }

  private void on(SipEvent event) {
    switch (event) {
      case SipEvent.Acknowledged acknowledged -> acknowledged(acknowledged.sdp());
      case SipEvent.Ringing _, SipEvent.Answered _, SipEvent.Refused _ -> {}
      case SipEvent.Cancelled _ -> tell(new LineEvent.Cancelled());
      case SipEvent.HungUp _ -> tell(new LineEvent.HungUp());
      case SipEvent.Reoffered reoffered -> reoffered(reoffered.sdp());
      case SipEvent.Digit pressed -> tell(new LineEvent.Digit(pressed.digit()));
      case SipEvent.Referring referring -> referring(referring);
      case SipEvent.Lost lost -> tell(new LineEvent.Lost(lost.why()));
    }
  }

  /// The answer to an offer of ours comes with the ACK (RFC 3261 §13.2.1).
  private synchronized void acknowledged(Optional<String> sdp) {
    if (!talks.awaitsAnswer()) {
      return;
    }
    Optional<MediaTalks.Outcome> outcome = sdp.map(talks::accept);
    if (outcome.isPresent() && outcome.get() instanceof MediaTalks.Outcome.Agreed agreed) {
      leg.renegotiate(agreed.terms());
      mediaReady();
      hold(agreed.onHold());
    } else if (!ready) {
      tell(new LineEvent.Lost("the ACK held no usable answer to our offer"));
      dialog.bye("no_common_codec");
    }
  }

  /// A new offer within the call: hold, resume, another address, another codec; or a request for
  /// ours.
  private synchronized void reoffered(Optional<String> sdp) {
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

  private void mediaReady() {
    if (answered && !ready) {
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

  private synchronized void tell(LineEvent event) {
    listener.accept(event);
  }
}
