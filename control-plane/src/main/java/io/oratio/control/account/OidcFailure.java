package io.oratio.control.account;

/// A provider did not prove anybody. The message is for the log: it holds no token, no code and no
/// address of a person.
public final class OidcFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean isRefusal;

  private OidcFailure(String sentence, boolean isRefusal) {
    super(sentence, null, false, false);
    this.isRefusal = isRefusal;
  }

  /// What came back proves nobody: the person has to sign in there again.
  public static OidcFailure refused(String sentence) {
    return new OidcFailure(sentence, true);
  }

  /// The provider cannot be reached, or does not answer as one does.
  public static OidcFailure upstream(String sentence) {
    return new OidcFailure(sentence, false);
  }

  public boolean isRefusal() {
    return isRefusal;
  }
}
