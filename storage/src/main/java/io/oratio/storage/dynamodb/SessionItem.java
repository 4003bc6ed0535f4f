package io.oratio.storage.dynamodb;

import io.oratio.domain.session.Channel;
import io.oratio.domain.session.Ending;
import io.oratio.domain.session.Session;
import io.oratio.domain.session.SessionStatus;
import io.oratio.domain.session.SessionType;
import io.oratio.domain.session.Turn;
import io.oratio.storage.body.SessionBody;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/// How a session and a turn stand in their tables. A session has `activeNode` and `liveTenantId`
/// only while it lasts.
final class SessionItem {
  private SessionItem() {}

  static Item write(Session session) {
    Item item =
        Item.of(session.tenantId())
            .put("sessionId", session.sessionId())
            .put("startTimeSessionId", Newest.place(session.startTime(), session.sessionId()))
            .put("tenantIdAgentId", session.tenantId().value() + "#" + session.agentId())
            .put("agentId", session.agentId())
            .put("agentVersion", session.agentVersion())
            .put("userId", session.userId())
            .put("node", session.node())
            .put("sessionType", session.sessionType().wireName())
            .put("channel", session.channel().wireName())
            .put("status", session.status().wireName())
            .put("dialled", session.dialled())
            .put("engine", session.engine())
            .put("startTime", session.startTime())
            .put("endTime", session.endTime().map(Item::time))
            .put("messageCount", session.messageCount())
            .put("audioRecordingUrl", session.audioRecordingUrl())
            .put("handoffRequested", session.handoffRequested())
            .put("handoffReason", session.handoffReason())
            .put("customerMetadata", SessionBody.write(session.customerMetadata()))
            .put("endingResult", session.ending().map(Ending::result))
            .put("endingReason", session.ending().map(Ending::reason))
            .put("lineQuality", session.lineQuality().map(SessionBody::write));
    if (session.endTime().isEmpty()) {
      item.put("activeNode", session.node());
      item.put("liveTenantId", session.tenantId().value());
    }
    return item;
  }

  static Session readSession(Item item) {
    return new Session(
        item.tenantId(),
        item.text("sessionId"),
        item.text("agentId"),
        item.integer("agentVersion"),
        item.text("userId"),
        item.text("node"),
        SessionType.fromWire(item.text("sessionType")),
        Channel.fromWire(item.text("channel")),
        SessionStatus.fromWire(item.text("status")),
        item.text("dialled"),
        item.text("engine"),
        item.instant("startTime"),
        item.optionalInstant("endTime"),
        item.integer("messageCount"),
        item.optionalText("audioRecordingUrl"),
        item.flag("handoffRequested"),
        item.optionalText("handoffReason"),
        SessionBody.readMetadata(item.text("customerMetadata")),
        item.optionalText("endingResult")
            .map(result -> new Ending(result, item.optionalText("endingReason").orElse("unknown"))),
        item.optionalText("lineQuality").map(SessionBody::readQuality));
  }

  static Turn readTurn(Item item) {
    return new Turn(
        item.integer("sequence"),
        Turn.Role.fromWire(item.text("role")),
        item.text("content"),
        item.instant("startedAt"),
        Duration.of(item.longInteger("offsetUs"), ChronoUnit.MICROS),
        item.flag("interrupted"),
        item.text("toolName"));
  }
}
