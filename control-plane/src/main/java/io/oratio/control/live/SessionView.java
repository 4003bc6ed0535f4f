package io.oratio.control.live;

import io.oratio.domain.session.Session;
import tools.jackson.databind.JsonNode;

/// Writes a session as the API shows it. Given by the wiring.
@FunctionalInterface
public interface SessionView {
  JsonNode json(Session session);
}
