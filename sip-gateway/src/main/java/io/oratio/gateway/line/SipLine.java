package io.oratio.gateway.line;

import io.oratio.gateway.call.LineEvent;
import io.oratio.gateway.call.Termination;
import io.oratio.gateway.sip.Dialog;
import io.oratio.gateway.sip.SipDialog;
import io.oratio.media.path.RtpLeg;
import java.util.Optional;
import java.util.function.Consumer;

/// The line of a call that came in.
final class SipLine extends PhoneLine {
  private final SipDialog dialog;
  private boolean answered;

  SipLine(SipDialog dialog, MediaTalks talks, RtpLeg leg) {
    super(talks, leg);
    this.dialog = dialog;
  }

  @Override
  Optional<Dialog> dialog() {
    return Optional.of(dialog);
  }

  @Override
  public void listen(Consumer<LineEvent> heard) {
    super.listen(heard);
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
  public void refuse(Termination why) {
    dialog.reject(why.refusalStatus(), why.ending().reason(), why.retryAfterSeconds());
  }

  @Override
  boolean isAnswered() {
    return answered;
  }
}
