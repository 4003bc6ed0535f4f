package io.oratio.runtime.mail;

import io.oratio.domain.mail.Letter;

/// Sends letters. May block for some seconds; safe from any thread.
public interface Mail {
  /// Hands one letter over. The same letter twice carries the same message id, so that a mailbox
  /// can tell.
  ///
  /// @throws MailFailure when it was not taken; its sentence holds no address and no words of the
  ///   letter
  void send(Letter letter) throws MailFailure;

  /// Returns if letters could be handed over now. May block for some seconds.
  ///
  /// @throws MailFailure when they could not
  default void check() throws MailFailure {}
}
