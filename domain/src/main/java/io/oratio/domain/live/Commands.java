package io.oratio.domain.live;

import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.text.Shape;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/// Asks the node that holds a session to do something with it, whichever that is. A command reaches
/// a node at most once.
public interface Commands {
  /// How long an answer is waited for.
  Duration PATIENCE = Duration.ofSeconds(5);

  /// Sends a command to whoever holds the session. Never blocks.
  ///
  /// @return what became of it, within [#PATIENCE] or little more; it never fails
  CompletableFuture<Outcome> send(TenantId tenantId, String sessionId, CallCommand command);

  /// Begins to serve the sessions of this node.
  Subscription serve(Server server);

  /// Carries commands out.
  interface Server {
    /// Called on a thread of its own, which may block.
    ///
    /// @return [NotHere] when this node does not hold the session, also when it holds one of that
    ///   id that is another tenant's
    Outcome carryOut(TenantId tenantId, String sessionId, CallCommand command);
  }

  /// What became of a command.
  sealed interface Outcome {}

  /// It was carried out.
  record Done() implements Outcome {}

  /// No node holds that session: it is over, or never was.
  record NotHere() implements Outcome {}

  /// The node that holds the session does not do it.
  ///
  /// @param why a sentence for a person
  record Refused(String why) implements Outcome {
    public Refused {
      why = Shape.repaired(why, 1024);
    }
  }

  /// Nobody answered in time, or the bus is away. It may have been carried out all the same.
  record TimedOut() implements Outcome {}
}
