package io.oratio.modelsimulator.script;

import java.util.Arrays;
import java.util.stream.Collectors;

/// What can go wrong with an answer.
public enum Fault {
  /// 401 `invalid_api_key`.
  HTTP_401("http401"),
  /// 429 `rate_limit_exceeded`, with `Retry-After` when the rule says so.
  HTTP_429("http429"),
  /// 500 `server_error`.
  HTTP_500("http500"),
  /// 503 `server_error`.
  HTTP_503("http503"),
  /// 400 `context_length_exceeded`.
  CONTEXT_LENGTH("contextLength"),
  /// A body that is not JSON; in a stream, one event that is not.
  BAD_JSON("badJson"),
  /// The connection is closed in the middle of the answer.
  BROKEN_STREAM("brokenStream"),
  /// The stream ends in good form without a finish reason and without `[DONE]`.
  EARLY_END("earlyEnd"),
  /// An error object as an event within the stream.
  ERROR_IN_STREAM("errorInStream"),
  /// The headers are sent, and nothing more.
  HANG("hang"),
  /// The connection is closed before any answer.
  DISCONNECT("disconnect"),
  /// An answer without a word and without a tool.
  EMPTY("empty");

  private final String wireName;

  Fault(String wireName) {
    this.wireName = wireName;
  }

  /// The name in scripts.
  public String wireName() {
    return wireName;
  }

  /// @throws IllegalArgumentException naming the faults there are
  public static Fault named(String name) {
    return Arrays.stream(values())
        .filter(it -> it.wireName.equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "No fault is called "
                        + name
                        + "; there are "
                        + Arrays.stream(values())
                            .map(Fault::wireName)
                            .collect(Collectors.joining(", "))));
  }
}
