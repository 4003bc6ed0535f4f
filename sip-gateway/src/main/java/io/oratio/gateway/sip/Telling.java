package io.oratio.gateway.sip;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Tells the call what happens to its dialog, in order and on a mailbox of its own; what comes
/// before somebody listens is kept. Any thread, but for [#hush].
final class Telling {
  private static final int TOLD_BEFORE_LISTENING_MAX = 64;

  private final Mailbox mailbox;
  private final List<SipEvent> untold = new ArrayList<>();
  private Optional<Consumer<SipEvent>> listener = Optional.empty();
  private boolean isHushed;

  Telling(Mailbox mailbox) {
    this.mailbox = mailbox;
  }

  void listen(Consumer<SipEvent> heard) {
    mailbox.post(
        () -> {
          listener = Optional.of(heard);
          untold.forEach(heard);
          untold.clear();
        });
  }

  /// Does something in the order of what is told.
  void first(Runnable deed) {
    mailbox.post(deed);
  }

  /// From now on nothing is told: the call has hung up itself, or has heard the end. On the
  /// dialog's mailbox, like [#tell].
  void hush() {
    isHushed = true;
  }

  void tell(SipEvent event) {
    if (isHushed) {
      return;
    }
    mailbox.post(
        () -> {
          if (listener.isPresent()) {
            listener.get().accept(event);
          } else if (untold.size() < TOLD_BEFORE_LISTENING_MAX) {
            untold.add(event);
          }
        });
  }
}
