package io.oratio.control.web.door;

import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The id of a request: the sender's own if it is in shape, else a new one. So no sender writes
/// lines of its own into a log.
final class RequestId {
  static final String HEADER = "X-Request-Id";

  /// The name under which every log line of the request has it.
  static final String MDC_KEY = "request_id";

  private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9._-]{1,128}");

  private RequestId() {}

  static String of(@Nullable String sent, Supplier<String> fresh) {
    return sent != null && SHAPE.matcher(sent).matches() ? sent : fresh.get();
  }
}
