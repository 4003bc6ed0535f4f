package io.oratio.engine.local.speaking;

/// A sentence could not be made into sound. The sentence itself is not in the message: it may be
/// private.
public final class VoiceFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public VoiceFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
