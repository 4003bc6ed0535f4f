package io.oratio.phone.call;

/// A call that was never answered, or a request in a call that was not granted.
public final class CallFailed extends Exception {
  private static final long serialVersionUID = 1L;

  private final CallOutcome outcome;
  private final int status;

  /// @param status of the refusal; 0 when there was none
  public CallFailed(CallOutcome outcome, int status, String reason) {
    super(reason, null, false, false);
    this.outcome = outcome;
    this.status = status;
  }

  /// In which way it failed.
  public CallOutcome outcome() {
    return outcome;
  }

  /// The status of the refusal; 0 when there was none.
  public int status() {
    return status;
  }
}
