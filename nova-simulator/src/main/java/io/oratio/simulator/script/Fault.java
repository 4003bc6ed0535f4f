package io.oratio.simulator.script;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/// Something that is to go wrong in a session, written `reset` or `reset@500` (500 ms after the
/// request).
///
/// @param kind what goes wrong
/// @param at how long after the request; for `slowStart` how long nothing is sent
public record Fault(Kind kind, Duration at) {
  private static final Duration LATEST = Duration.ofHours(1);
  private static final Duration SLOW_START = Duration.ofSeconds(2);

  public Fault {
    if (at.isNegative() || at.compareTo(LATEST) > 0) {
      throw new IllegalArgumentException("A fault comes within an hour, not after " + at);
    }
  }

  /// Reads `kind` or `kind@ms`.
  ///
  /// @throws IllegalArgumentException naming the kinds there are
  public static Fault parse(String text) {
    int mark = text.indexOf('@');
    Kind kind = Kind.named(mark < 0 ? text : text.substring(0, mark));
    if (mark < 0) {
      return of(kind, Optional.empty());
    }
    try {
      return of(kind, Optional.of(Duration.ofMillis(Long.parseLong(text.substring(mark + 1)))));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("After the @ stand milliseconds, not in: " + text);
    }
  }

  /// The fault at its usual time: at once, or two seconds for a slow start.
  public static Fault of(Kind kind, Optional<Duration> at) {
    return new Fault(kind, at.orElse(kind == Kind.SLOW_START ? SLOW_START : Duration.ZERO));
  }

  @Override
  public String toString() {
    return kind.wireName() + "@" + at.toMillis();
  }

  /// When a kind of fault acts.
  public enum Stage {
    /// Instead of a stream: an HTTP status.
    BEFORE,
    /// Once, at its time, within the stream.
    TIMED,
    /// For the whole session.
    STANDING
  }

  /// What can go wrong.
  public enum Kind {
    /// 429 ThrottlingException instead of a stream.
    HTTP_429("http429", Stage.BEFORE),
    /// 500 InternalServerException instead of a stream.
    HTTP_500("http500", Stage.BEFORE),
    /// 503 ServiceUnavailableException instead of a stream.
    HTTP_503("http503", Stage.BEFORE),
    /// 403 AccessDeniedException instead of a stream.
    ACCESS_DENIED("accessDenied", Stage.BEFORE),
    /// A throttlingException within the stream.
    IN_STREAM_THROTTLE("inStreamThrottle", Stage.TIMED),
    /// A modelTimeoutException within the stream.
    MODEL_TIMEOUT("modelTimeout", Stage.TIMED),
    /// An internalServerException within the stream.
    INTERNAL_ERROR("internalError", Stage.TIMED),
    /// A modelStreamErrorException within the stream ("System instability detected…").
    MODEL_STREAM_ERROR("modelStreamError", Stage.TIMED),
    /// A serviceUnavailableException within the stream.
    UNAVAILABLE("unavailable", Stage.TIMED),
    /// The stream is reset (RST_STREAM, INTERNAL_ERROR).
    RESET("reset", Stage.TIMED),
    /// The TCP connection is closed, with all its streams.
    DISCONNECT("disconnect", Stage.TIMED),
    /// Nothing more is sent, the stream stays open.
    HANG("hang", Stage.TIMED),
    /// The stream ends in good form, without a word.
    EARLY_END("earlyEnd", Stage.TIMED),
    /// A completionEnd in the middle; the session goes on.
    EARLY_COMPLETION_END("earlyCompletionEnd", Stage.TIMED),
    /// A chunk whose bytes are not JSON; the session goes on.
    BAD_JSON("badJson", Stage.TIMED),
    /// An audioOutput whose content is not base64; the session goes on.
    BAD_BASE64("badBase64", Stage.TIMED),
    /// A message with a wrong checksum; the session goes on.
    BAD_CRC("badCrc", Stage.TIMED),
    /// Events, members and content types that no client knows; the session goes on.
    UNKNOWN_EVENTS("unknownEvents", Stage.TIMED),
    /// Nothing is sent, not even the response's headers, before the given time.
    SLOW_START("slowStart", Stage.STANDING),
    /// Each interruption is announced twice.
    DUPLICATE_INTERRUPTED("duplicateInterrupted", Stage.STANDING),
    /// Audio while a tool's result is owed is refused, as seen with Nova 2.5.
    NO_AUDIO_DURING_TOOL("noAudioDuringTool", Stage.STANDING);

    private final String wireName;
    private final Stage stage;

    Kind(String wireName, Stage stage) {
      this.wireName = wireName;
      this.stage = stage;
    }

    /// The name in scripts, headers and model ids.
    public String wireName() {
      return wireName;
    }

    public Stage stage() {
      return stage;
    }

    static Kind named(String name) {
      return Arrays.stream(values())
          .filter(kind -> kind.wireName.equals(name))
          .findFirst()
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "No fault is called "
                          + name
                          + "; there are "
                          + Arrays.stream(values())
                              .map(Kind::wireName)
                              .collect(Collectors.joining(", "))));
    }
  }
}
