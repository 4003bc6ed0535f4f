package io.oratio.runtime.handoff;

import io.oratio.domain.notification.Notification;
import io.oratio.domain.notification.Notification.Priority;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A notification as the API shows it, in its answers and on the live channel alike
/// (`docs/protocol/control-plane.openapi.yaml`, `Notification`).
public final class NotificationJson {
  private NotificationJson() {}

  public static ObjectNode of(Notification it) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("notificationId", it.notificationId())
        .put("userId", it.userId())
        .put("agentId", it.agentId())
        .put("sessionId", it.sessionId())
        .put("type", it.type())
        .put("status", it.status().wireName())
        .put("priority", priority(it).wireName())
        .put("message", it.message());
    ObjectNode metadata = node.putObject("metadata");
    it.metadata().forEach(metadata::put);
    node.put("emailSent", it.emailSent());
    it.claim()
        .ifPresent(
            claim -> node.put("claimedBy", claim.userId()).put("claimedAt", claim.at().toString()));
    return node.put("createdAt", it.createdAt().toString());
  }

  /// How soon somebody should see to it: one step sooner once it has gone further because nobody
  /// opened it. The record keeps the priority that it was written with.
  public static Priority priority(Notification it) {
    if (it.escalatedAt().isEmpty()) {
      return it.priority();
    }
    return switch (it.priority()) {
      case LOW -> Priority.NORMAL;
      case NORMAL -> Priority.HIGH;
      case HIGH, URGENT -> Priority.URGENT;
    };
  }
}
