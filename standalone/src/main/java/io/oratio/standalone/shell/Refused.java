package io.oratio.standalone.shell;

import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/// The server said no, in the contract's error object or in words of something before it.
final class Refused extends CannotDo {
  private static final long serialVersionUID = 1;
  private static final int LINES_MAX = 20;

  private final int httpStatus;
  private final String code;

  private Refused(int httpStatus, String code, String message) {
    super(httpStatus == 401 || httpStatus == 403 ? NOT_ALLOWED : FAILED, message);
    this.httpStatus = httpStatus;
    this.code = code;
  }

  /// Reads an answer that is no success.
  ///
  /// @param body missing where it is no JSON
  static Refused of(int httpStatus, JsonNode body) {
    JsonNode error = body.path("error");
    if (!error.isObject()) {
      return new Refused(
          httpStatus, "", "The server answered " + httpStatus + " and did not say why.");
    }
    String details =
        StreamSupport.stream(error.path("details").spliterator(), false)
            .limit(LINES_MAX)
            .map(it -> "\n  " + it.path("pointer").asString() + " " + it.path("message").asString())
            .collect(Collectors.joining());
    int seconds = error.path("retry_after").asInt(0);
    String later = seconds > 0 ? " Try again in " + seconds + " s." : "";
    String id = httpStatus >= 500 ? " (request " + error.path("request_id").asString() + ")" : "";
    return new Refused(
        httpStatus,
        error.path("code").asString(""),
        error.path("message").asString("") + later + id + details);
  }

  int httpStatus() {
    return httpStatus;
  }

  /// One of the contract's error codes; empty where there was none.
  String code() {
    return code;
  }
}
