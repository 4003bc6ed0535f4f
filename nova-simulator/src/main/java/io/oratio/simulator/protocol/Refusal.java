package io.oratio.simulator.protocol;

/// What the client did against the protocol. The message is the service's own wording where it is
/// known and [#INVALID_REQUEST] where it is not; the detail says in our words what was wrong.
public final class Refusal extends Exception {
  /// The service's wording for JSON it cannot take: syntax, types, unknown or missing members.
  public static final String UNPARSABLE =
      "Unable to parse input chunk. Please check input format contains correct format.";

  /// What is said where the service's wording is not known.
  public static final String INVALID_REQUEST = "Invalid input request";

  /// The service's wording for a tool's result that is no JSON object or that nobody asked for.
  public static final String TOOL_RESPONSE = "Tool Response parsing error";

  /// The service's wording for history that comes after audio or is interrupted by it.
  public static final String HISTORY_AFTER_AUDIO =
      "Chat history should be sent completely before streaming audio.";

  /// The service's wording for too much history.
  public static final String HISTORY_TOO_LONG =
      "Chat history is over max limit. Trim chat history and try again.";

  private static final long serialVersionUID = 1L;

  private final String detail;

  public Refusal(String message, String detail) {
    super(message, null, false, false);
    this.detail = detail;
  }

  /// The service's wording.
  public String message() {
    return String.valueOf(getMessage());
  }

  /// What was wrong, in our words.
  public String detail() {
    return detail;
  }
}
