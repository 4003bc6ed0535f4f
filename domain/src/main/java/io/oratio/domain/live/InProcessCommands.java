package io.oratio.domain.live;

import io.oratio.domain.tenant.TenantId;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/// Commands within one process. Each command has a virtual thread of its own, on which the servers
/// are asked one after the other.
public final class InProcessCommands implements Commands {
  private final List<Server> servers = new CopyOnWriteArrayList<>();

  @Override
  public CompletableFuture<Outcome> send(TenantId tenantId, String sessionId, CallCommand command) {
    CompletableFuture<Outcome> answer = new CompletableFuture<>();
    Thread.ofVirtual()
        .name("command")
        .start(() -> answer.complete(ask(tenantId, sessionId, command)));
    return answer.completeOnTimeout(new TimedOut(), PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public Subscription serve(Server server) {
    servers.add(server);
    return () -> servers.remove(server);
  }

  private Outcome ask(TenantId tenantId, String sessionId, CallCommand command) {
    for (Server server : servers) {
      Outcome outcome = answerOf(server, tenantId, sessionId, command);
      if (!(outcome instanceof NotHere)) {
        return outcome;
      }
    }
    return new NotHere();
  }

  /// A server that throws has the session's fate in its hands: whoever asked is told that it did
  /// not work.
  private static Outcome answerOf(
      Server server, TenantId tenantId, String sessionId, CallCommand command) {
    try {
      return server.carryOut(tenantId, sessionId, command);
    } catch (RuntimeException _) {
      return new Refused("the command failed where the session is held");
    }
  }
}
