package io.oratio.control.session;

import io.oratio.control.web.Caller;
import io.oratio.control.web.ErrorCode;
import io.oratio.control.web.Refusal;
import io.oratio.control.web.Request;
import io.oratio.domain.session.Session;
import io.oratio.domain.session.Sessions;

/// Which sessions a caller sees: those of their tenant, and with a key that is limited to some
/// agents, only theirs.
final class Visible {
  private final Sessions sessions;

  Visible(Sessions sessions) {
    this.sessions = sessions;
  }

  /// The session that the path names.
  ///
  /// @throws Refusal 404 if there is none that the caller sees
  Session session(Request request) {
    return sessions
        .find(request.tenantId(), request.path("sessionId"))
        .filter(it -> mayUse(request, it.agentId()))
        .orElseThrow(() -> Refusal.of(ErrorCode.SESSION_NOT_FOUND, "There is no such session."));
  }

  static boolean mayUse(Request request, String agentId) {
    return !(request.caller() instanceof Caller.Key key) || key.mayUse(agentId);
  }
}
