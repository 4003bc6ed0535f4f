package io.oratio.gateway.call;

import io.oratio.media.path.Leg;
import java.util.function.Consumer;

/// The caller's side of a call: a SIP dialog, or an application's socket. Every method returns at
/// once and may be called from any thread; what comes of it is told as a [LineEvent].
public interface Line {
  /// Where this line's events go, in order, one at a time. Called once, first; what came before is
  /// told then.
  void listen(Consumer<LineEvent> listener);

  /// Lets the caller hear that it rings.
  void ringing();

  /// Takes the call. [LineEvent.MediaReady] follows when sound can flow.
  void answer();

  /// The way of the caller's sound, there from the start. Whoever ends the call closes it.
  Leg leg();

  /// Refuses a call that was not answered.
  void refuse(Termination why);

  /// Ends a call that was answered.
  void hangUp(Termination why);

  /// Sends the caller elsewhere; the target is passed on as it stands. [LineEvent.TransferDone] or
  /// [LineEvent.TransferRefused] follows.
  void transfer(String targetUri);
}
