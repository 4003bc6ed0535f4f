package io.oratio.runtime.conversation;

/// A message that is not answered, and why; its message is for whoever sent it.
public final class ReplyRefused extends Exception {
  private static final long serialVersionUID = 1;

  private final Why why;

  ReplyRefused(Why why, String sentence) {
    super(sentence, null, false, false);
    this.why = why;
  }

  public Why why() {
    return why;
  }

  /// Who has to do something about it.
  public enum Why {
    /// There is no such agent or conversation.
    NOT_FOUND,
    /// The message is blank or too long.
    BAD_MESSAGE,
    /// Too many messages wait in this conversation.
    BUSY,
    /// Too many conversations are going on.
    CROWDED,
    /// The agent is not ready to be asked: it has no published version, or is still being made.
    NOT_READY,
    /// The agent is paused.
    PAUSED,
    /// The process is about to end.
    CLOSING
  }
}
