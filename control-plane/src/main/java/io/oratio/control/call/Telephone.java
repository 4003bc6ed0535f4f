package io.oratio.control.call;

import io.oratio.control.web.ErrorCode;
import io.oratio.control.web.Refusal;
import io.oratio.domain.call.OutboundCall;
import io.oratio.domain.call.OutboundCalls;
import io.oratio.domain.session.Session;
import io.oratio.domain.session.SessionType;
import io.oratio.domain.session.Sessions;
import io.oratio.domain.tenant.TenantId;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.databind.node.ObjectNode;

/// Finds a call by its id, whoever began it.
final class Telephone {
  private final OutboundCalls calls;
  private final Sessions sessions;

  /// Whoever asks.
  ///
  /// @param mayUse the agents whose calls they may see
  record Asker(TenantId tenantId, String actor, Predicate<String> mayUse) {}

  /// A call.
  sealed interface Found {
    String agentId();

    /// As it is shown.
    ObjectNode view();

    /// One that we were asked to make.
    record Outbound(OutboundCall call) implements Found {
      @Override
      public String agentId() {
        return call.agentId();
      }

      @Override
      public ObjectNode view() {
        return CallView.of(call);
      }
    }

    /// One that came in; its id is its session's.
    record Inbound(Session session) implements Found {
      @Override
      public String agentId() {
        return session.agentId();
      }

      @Override
      public ObjectNode view() {
        return CallView.of(session);
      }
    }
  }

  Telephone(OutboundCalls calls, Sessions sessions) {
    this.calls = calls;
    this.sessions = sessions;
  }

  /// @throws Refusal 404 if it is not there
  Found find(Asker asker, String callId) {
    return calls
        .find(asker.tenantId(), callId)
        .<Found>map(Found.Outbound::new)
        .or(
            () ->
                sessions
                    .find(asker.tenantId(), callId)
                    .filter(Telephone::hasComeIn)
                    .map(Found.Inbound::new))
        .filter(it -> asker.mayUse().test(it.agentId()))
        .orElseThrow(() -> Refusal.of(ErrorCode.CALL_NOT_FOUND, "There is no call with this id."));
  }

  /// The session behind a call, once there is one.
  Optional<Session> sessionOf(TenantId tenantId, Found call) {
    return switch (call) {
      case Found.Inbound(Session session) -> Optional.of(session);
      case Found.Outbound(OutboundCall outbound) ->
          outbound.sessionId().flatMap(it -> sessions.find(tenantId, it));
    };
  }

  /// Whether it is a call, and not one of ours: of those the gateway writes the number called as
  /// the customer's too.
  static boolean hasComeIn(Session session) {
    return session.sessionType() == SessionType.VOICE
        && (session.dialled().isEmpty()
            || !session
                .customerMetadata()
                .phoneNumber()
                .filter(session.dialled()::equals)
                .isPresent());
  }
}
