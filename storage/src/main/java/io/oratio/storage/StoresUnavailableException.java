package io.oratio.storage;

/// The stores cannot be opened; the message is a whole sentence that says what to do, for the
/// person who started the process. Trying again without a change is of no use.
public final class StoresUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StoresUnavailableException(String message) {
    super(message);
  }

  public StoresUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
