package io.oratio.control.live;

import io.oratio.control.web.Caller;
import io.oratio.domain.live.LiveEvent;
import io.oratio.domain.live.LiveEventType;
import io.oratio.domain.session.Session;
import java.util.Optional;

/// What a watcher may see. A person sees all of their tenant; a key only what its scopes read, and
/// of its agents only, if it is limited to some.
record Sight(Caller caller) {

  boolean sees(LiveEvent event) {
    Optional<String> scope = scope(event.type());
    if (scope.isEmpty()) {
      return false;
    }
    return switch (caller) {
      case Caller.Person _ -> true;
      case Caller.Key key ->
          key.scopes().contains(scope.get())
              && (key.agentIds().isEmpty() || event.agentId().map(key::mayUse).orElse(false));
      case Caller.Visitor _, Caller.Nobody _ -> false;
    };
  }

  boolean sees(Session session) {
    return !(caller instanceof Caller.Key key) || key.mayUse(session.agentId());
  }

  /// What a key needs to read the same over the API; empty for what is not told here.
  private static Optional<String> scope(LiveEventType type) {
    return switch (type) {
      case SESSION_STARTED, SESSION_CHANGED, SESSION_ENDED, WORDS_PARTIAL, TURN_FINISHED ->
          Optional.of("sessions:read");
      case NOTIFICATION -> Optional.of("notifications:read");
      case AGENT_CHANGED, CREATION_STEP -> Optional.of("agents:read");
      case CALL_CHANGED -> Optional.of("calls:read");
      case TELEPHONY_CHANGED -> Optional.of("telephony:read");
      case RUN_STATUS, MESSAGE_DELTA, TOOL_CALL, TOOL_RESULT -> Optional.of("conversations:read");
      case KEY_REVOKED -> Optional.empty();
    };
  }
}
