package io.oratio.domain.session;

import io.oratio.domain.text.Shape;

/// Why a conversation ended: the two words every log line, metric and answer use too.
///
/// @param result for example `completed`, `caller_error`, `upstream_error`, `our_error`
/// @param reason for example `caller_hung_up`, `media_timeout`, `process_killed`
public record Ending(String result, String reason) {
  public Ending {
    if (Shape.text("result", result, 64).isBlank() || Shape.text("reason", reason, 256).isBlank()) {
      throw new IllegalArgumentException("an ending has a result and a reason");
    }
  }
}
