package io.oratio.control.call;

import io.oratio.control.web.Json;
import io.oratio.domain.call.CallStatus;
import io.oratio.domain.call.OutboundCall;
import io.oratio.domain.session.Session;
import io.oratio.domain.session.SessionStatus;
import io.oratio.domain.text.Shape;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A call as JSON: one that was asked for, or the session of one that came in.
final class CallView {
  private static final int LONGEST_REASON = 256;
  private static final int SHORTEST_RING_SECONDS = 5;
  private static final int LONGEST_RING_SECONDS = 120;

  private CallView() {}

  static ObjectNode of(OutboundCall call) {
    ObjectNode metadata = JsonNodeFactory.instance.objectNode();
    call.metadata().forEach(metadata::put);
    ObjectNode view = brief(call);
    if (!metadata.isEmpty()) {
      view.set("metadata", metadata);
    }
    return view;
  }

  /// The same without what may be long.
  static ObjectNode brief(OutboundCall call) {
    Json view =
        Json.object()
            .with("callId", call.callId())
            .with("direction", "outbound")
            .with("agentId", call.agentId())
            .with("status", call.status().wireName())
            .with("to", call.to())
            .with("from", Optional.of(call.from()).filter(it -> !it.isBlank()))
            .with("trunkId", call.trunkId())
            .with("sessionId", call.sessionId())
            .with("createdAt", call.createdAt())
            .with("answeredAt", call.answeredAt())
            .with("endedAt", call.endedAt());
    if (call.ringSeconds() >= SHORTEST_RING_SECONDS && call.ringSeconds() <= LONGEST_RING_SECONDS) {
      view.with("ringSeconds", call.ringSeconds());
    }
    if (call.status().isFinal()) {
      String status = call.status().wireName();
      view.with("ending", ending(status, call.failure().orElse(status)));
    }
    return view.node();
  }

  static ObjectNode of(Session session) {
    return Json.object()
        .with("callId", session.sessionId())
        .with("direction", "inbound")
        .with("agentId", session.agentId())
        .with("status", status(session).wireName())
        .with("to", session.dialled())
        .with("from", session.customerMetadata().phoneNumber())
        .with("sessionId", session.sessionId())
        .with("ending", session.ending().map(it -> ending(it.result(), it.reason())))
        .with("createdAt", session.startTime())
        .with("endedAt", session.endTime())
        .node();
  }

  private static CallStatus status(Session session) {
    if (session.endTime().isEmpty()) {
      return CallStatus.ANSWERED;
    }
    return session.status() == SessionStatus.ERROR ? CallStatus.FAILED : CallStatus.COMPLETED;
  }

  private static Json ending(String result, String reason) {
    return Json.object()
        .with("result", result)
        .with("reason", Shape.repaired(reason, LONGEST_REASON));
  }
}
