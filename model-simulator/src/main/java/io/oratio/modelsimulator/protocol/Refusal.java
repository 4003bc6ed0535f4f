package io.oratio.modelsimulator.protocol;

import java.util.Optional;

/// A request that the service would refuse, in its words.
///
/// @see RequestCheck
public final class Refusal extends Exception {
  private static final long serialVersionUID = 1;

  private final int status;
  private final String type;
  private final transient Optional<String> param;
  private final transient Optional<String> code;

  public Refusal(
      int status, String type, String message, Optional<String> param, Optional<String> code) {
    super(message, null, false, false);
    this.status = status;
    this.type = type;
    this.param = param;
    this.code = code;
  }

  /// 400 `invalid_request_error`.
  static Refusal invalid(String message, String param, String code) {
    return new Refusal(
        400,
        "invalid_request_error",
        message,
        param.isEmpty() ? Optional.empty() : Optional.of(param),
        code.isEmpty() ? Optional.empty() : Optional.of(code));
  }

  /// The HTTP status.
  public int status() {
    return status;
  }

  /// The body, as the service writes it.
  public String body() {
    return Answers.error(
        getMessage() == null ? "" : getMessage(), type, param.orElse(null), code.orElse(null));
  }
}
