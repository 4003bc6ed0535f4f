package io.oratio.domain.call;

import io.oratio.domain.text.Shape;
import java.time.Instant;
import java.util.Optional;

/// Which outbound calls are wanted; what is empty asks for nothing.
///
/// @param from created then or later
/// @param to created before
public record CallFilter(
    Optional<String> agentId,
    Optional<CallStatus> status,
    Optional<Instant> from,
    Optional<Instant> to) {
  public CallFilter {
    agentId.ifPresent(it -> Shape.id("agentId", it));
  }

  /// Every call.
  public static CallFilter all() {
    return new CallFilter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /// The same for the calls of one agent.
  public CallFilter ofAgent(String agent) {
    return new CallFilter(Optional.of(agent), status, from, to);
  }

  /// The same for the calls that stand so.
  public CallFilter standing(CallStatus wanted) {
    return new CallFilter(agentId, Optional.of(wanted), from, to);
  }

  /// The same for the calls of a time.
  public CallFilter between(Instant begin, Instant end) {
    return new CallFilter(agentId, status, Optional.of(begin), Optional.of(end));
  }

  /// Whether this call is wanted.
  public boolean matches(OutboundCall call) {
    return agentId.map(call.agentId()::equals).orElse(true)
        && status.map(it -> it == call.status()).orElse(true)
        && from.map(it -> !call.createdAt().isBefore(it)).orElse(true)
        && to.map(it -> call.createdAt().isBefore(it)).orElse(true);
  }
}
