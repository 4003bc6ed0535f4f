package io.oratio.control.live;

import io.oratio.control.web.Answer;
import io.oratio.control.web.Endpoints;
import io.oratio.control.web.ErrorCode;
import io.oratio.control.web.Refusal;
import io.oratio.control.web.Request;
import java.time.Duration;

/// The live channel by server-sent events; its WebSocket is [DashboardSocket].
final class LiveEndpoints implements Endpoints {
  private static final Duration WORTH_ANOTHER_TRY = Duration.ofSeconds(30);

  private final Watchers watchers;

  LiveEndpoints(Watchers watchers) {
    this.watchers = watchers;
  }

  @Override
  public void register(Register on) {
    on.answer("streamLive", this::stream);
    on.passOn("openDashboard");
  }

  private Answer stream(Request request) {
    return watchers
        .watch(request, request.text("last-event-id"))
        .map(Answer::events)
        .orElseThrow(
            () ->
                Refusal.of(ErrorCode.QUOTA_EXCEEDED, "Too many watch already; close a stream.")
                    .retryAfter(WORTH_ANOTHER_TRY));
  }
}
