package io.oratio.control.session;

import io.oratio.control.web.Json;
import io.oratio.domain.session.CustomerMetadata;
import io.oratio.domain.session.Ending;
import io.oratio.domain.session.LineQuality;
import io.oratio.domain.session.Session;
import io.oratio.domain.session.Turn;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// Sessions and turns as the API shows them.
public final class SessionJson {
  private static final double NANOS_PER_MILLI = 1e6;

  private SessionJson() {}

  public static ObjectNode of(Session it) {
    return Json.object()
        .with("sessionId", it.sessionId())
        .with("agentId", it.agentId())
        .with("agentVersion", it.agentVersion())
        .with("userId", it.userId())
        .with("sessionType", it.sessionType().wireName())
        .with("channel", it.channel().wireName())
        .with("status", it.status().wireName())
        .with("dialled", unlessBlank(it.dialled()))
        .with("engine", unlessBlank(it.engine()))
        .with("startTime", it.startTime())
        .with("endTime", it.endTime())
        .with("duration", it.duration().map(time -> Math.max(0, time.toMillis()) / 1000.0))
        .with("messageCount", it.messageCount())
        .with(
            "audioRecordingUrl",
            it.audioRecordingUrl().map(_ -> "/api/sessions/" + it.sessionId() + "/recording"))
        .with("handoffRequested", it.handoffRequested())
        .with("handoffReason", it.handoffReason())
        .with("customerMetadata", of(it.customerMetadata()))
        .with("ending", it.ending().map(SessionJson::of))
        .with("lineQuality", it.lineQuality().map(SessionJson::of))
        .node();
  }

  static ObjectNode of(Turn it) {
    return Json.object()
        .with("sequence", it.sequence())
        .with("role", it.role().wireName())
        .with("content", it.content())
        .with("startedAt", it.startedAt())
        .with("offsetMs", it.offset().toNanos() / NANOS_PER_MILLI)
        .with("interrupted", it.interrupted())
        .with("toolName", unlessBlank(it.toolName()))
        .node();
  }

  private static Json of(CustomerMetadata it) {
    return Json.object()
        .with("userAgent", it.userAgent())
        .with("ipAddress", it.ipAddress())
        .with("callId", it.callId())
        .with("phoneNumber", it.phoneNumber());
  }

  private static Json of(Ending it) {
    return Json.object().with("result", it.result()).with("reason", it.reason());
  }

  private static Json of(LineQuality it) {
    return Json.object()
        .with("packetsReceived", it.packetsReceived())
        .with("packetsLost", it.packetsLost())
        .with("packetsLate", it.packetsLate())
        .with("jitterMs", it.jitterMs())
        .with("roundTripMs", it.roundTripMs())
        .with("meanOpinionScore", it.meanOpinionScore());
  }

  private static Optional<String> unlessBlank(String text) {
    return Optional.of(text).filter(it -> !it.isBlank());
  }
}
