package io.oratio.gateway.call;

import io.oratio.media.path.Leg;
import java.util.function.Consumer;

/// The other side of a call: a SIP dialog, or an application's socket. Every method returns at once
/// and may be called from any thread; what comes of it is told as a [LineEvent].
public interface Line {
  /// Where this line's events go, in order, one at a time. Called once, first; what came before is
  /// told then.
  void listen(Consumer<LineEvent> listener);

  /// Calls the other side, for a line that goes out: [LineEvent.Ringing], [LineEvent.Answered] or
  /// [LineEvent.NotReached] follows.
  default void dial() {
    throw new UnsupportedOperationException("this line came in");
  }

  /// Lets the caller hear that it rings.
  void ringing();

  /// Takes the call. [LineEvent.MediaReady] follows when sound can flow.
  void answer();

  /// The way of the caller's sound, there from the start. Whoever ends the call closes it.
  Leg leg();

  /// Refuses a call that was not answered.
  void refuse(Termination why);

  /// Ends a call that was answered, or takes one of ours back.
  void hangUp(Termination why);

  /// Presses keys towards the other side.
  ///
  /// @param digits of `0-9 * # A-D`, and `,` for half a second without one
  /// @return whether this line has keys
  default boolean sendDigits(String digits) {
    return false;
  }

  /// Sends the caller elsewhere; the target is passed on as it stands. [LineEvent.TransferDone] or
  /// [LineEvent.TransferRefused] follows.
  void transfer(String targetUri);
}
