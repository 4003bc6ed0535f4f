package io.oratio.control.live;

import io.oratio.control.web.Caller;
import io.oratio.control.web.Event;
import io.oratio.control.web.EventStream;
import io.oratio.control.web.Request;
import io.oratio.control.web.contract.Contract;
import io.oratio.control.web.contract.Operation;
import io.oratio.control.web.contract.Role;
import io.oratio.domain.live.LiveEvent;
import io.oratio.domain.live.LiveEventType;
import io.oratio.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/// What tests of the live channel say and read.
final class Watch {
  private static final Operation STREAM = Contract.standard().operation("streamLive").orElseThrow();

  private Watch() {}

  static Request request(TenantId tenantId) {
    return request(new Caller.Person("usr_1", tenantId, Role.VIEWER, Optional.empty()), () -> true);
  }

  static Request request(Caller caller, BooleanSupplier standing) {
    return new Request(
        STREAM,
        new Request.Arrival("req_1", "192.0.2.1", Optional.empty()),
        caller,
        Map.of(),
        Map.of(),
        new Request.Content(MissingNode.getInstance(), List.of(), ""),
        standing);
  }

  static LiveEvent.Draft started(String sessionId) {
    return LiveEvent.Draft.ofSession(
        LiveEventType.SESSION_STARTED, Instant.now(), sessionId, "reception", "{}");
  }

  static LiveEvent.Draft words(LiveEventType type, String turnId, String words) {
    return LiveEvent.Draft.ofSession(
        type,
        Instant.now(),
        "ses_1",
        "reception",
        "{\"turnId\": \"" + turnId + "\", \"content\": \"" + words + "\"}");
  }

  /// The next event, waited for.
  static Event next(EventStream stream) throws InterruptedException {
    return switch (stream.next(Duration.ofSeconds(20))) {
      case EventStream.Next.One(Event event) -> event;
      case EventStream.Next.Quiet _ -> throw new AssertionError("nothing came");
      case EventStream.Next.Over _ -> throw new AssertionError("the stream is over");
    };
  }

  static JsonNode json(Event event) {
    return JsonMapper.shared().readTree(event.data());
  }

  static long sequence(Event event) {
    return json(event).path("seq").longValue(-1);
  }
}
