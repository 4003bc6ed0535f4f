package io.oratio.runtime.mail;

/// A letter was not taken.
public final class MailFailure extends Exception {
  private static final long serialVersionUID = 1L;
  private final boolean mayRetry;

  /// @param mayRetry whether the cause may pass by itself and the letter surely did not leave
  public MailFailure(String sentence, boolean mayRetry) {
    super(sentence, null, false, false);
    this.mayRetry = mayRetry;
  }

  public String sentence() {
    return String.valueOf(getMessage());
  }

  public boolean mayRetry() {
    return mayRetry;
  }
}
