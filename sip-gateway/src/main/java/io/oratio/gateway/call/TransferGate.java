package io.oratio.gateway.call;

import java.util.Optional;

/// Says where a call may be sent on. It is asked right before the transfer, whoever wants it: the
/// agent's tool, a hand-off or a command; what was allowed when the agent was written may not be
/// now.
@FunctionalInterface
public interface TransferGate {
  /// Everything may; for where there is no tenant to be protected.
  TransferGate OPEN = (_, _) -> Optional.empty();

  /// What keeps this call from being sent there. May block.
  ///
  /// @param uri as it stands in the agent's rules
  /// @return a sentence for the log, which says who must act; empty if it may go
  Optional<String> obstacle(CallFacts call, String uri);
}
