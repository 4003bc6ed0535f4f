package io.oratio.storage.redis;

import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.oratio.domain.live.CallCommand;
import io.oratio.domain.live.Commands;
import io.oratio.domain.live.InProcessCommands;
import io.oratio.domain.live.Subscription;
import io.oratio.domain.tenant.TenantId;
import io.oratio.storage.body.CommandBody;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// Commands over Redis. This node's own sessions are looked at first, so that they obey also while
/// Redis is away. Otherwise the command goes to every node, and every node answers: one that holds
/// the session with the outcome, the others that it is not there; when all have said so, nobody has
/// it.
final class RedisCallCommands implements Commands {
  /// How many commands may be under way in each direction.
  private static final int MOST_UNDER_WAY = 1000;

  private final String node;
  private final Link<StatefulRedisConnection<String, String>> writing;
  private final InProcessCommands local = new InProcessCommands();
  private final Map<String, Asked> asked = new ConcurrentHashMap<>();
  private final AtomicLong ids = new AtomicLong();
  private final AtomicInteger carryingOut = new AtomicInteger();

  /// @param node a word that no other process has
  RedisCallCommands(String node, Link<StatefulRedisConnection<String, String>> writing) {
    this.node = node;
    this.writing = writing;
  }

  @Override
  public CompletableFuture<Outcome> send(TenantId tenantId, String sessionId, CallCommand command) {
    return local
        .send(tenantId, sessionId, command)
        .thenCompose(
            it ->
                it instanceof NotHere
                    ? sendToAll(tenantId, sessionId, command)
                    : CompletableFuture.completedFuture(it));
  }

  @Override
  public Subscription serve(Server server) {
    return local.serve(server);
  }

  /// Listens on a new connection.
  void listen(StatefulRedisPubSubConnection<String, String> redis) {
    redis.addListener(
        new RedisPubSubAdapter<>() {
          @Override
          public void message(String channel, String message) {
            if (channel.equals(Keys.COMMANDS)) {
              carryOut(message);
            } else {
              CommandBody.readAnswer(message).ifPresent(RedisCallCommands.this::answered);
            }
          }
        });
    redis.sync().subscribe(Keys.COMMANDS, Keys.answersFor(node));
  }

  private CompletableFuture<Outcome> sendToAll(
      TenantId tenantId, String sessionId, CallCommand command) {
    Optional<StatefulRedisConnection<String, String>> redis = writing.now();
    if (redis.isEmpty() || asked.size() >= MOST_UNDER_WAY) {
      return CompletableFuture.completedFuture(new TimedOut());
    }
    String id = Long.toString(ids.incrementAndGet());
    Asked question = new Asked();
    asked.put(id, question);
    String message =
        CommandBody.write(new CommandBody.Request(id, node, tenantId, sessionId, command));
    try {
      redis
          .get()
          .async()
          .publish(Keys.COMMANDS, message)
          .whenComplete(
              (nodes, failure) -> {
                if (failure == null) {
                  question.reached(nodes);
                } else {
                  question.outcome.complete(new TimedOut());
                }
              });
    } catch (RedisException _) {
      question.outcome.complete(new TimedOut());
    }
    return question
        .outcome
        .completeOnTimeout(new TimedOut(), PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete((_, _) -> asked.remove(id));
  }

  private void answered(CommandBody.Answer answer) {
    Asked question = asked.get(answer.id());
    if (question == null) {
      return;
    }
    if (answer.outcome() instanceof NotHere) {
      question.notThere();
    } else {
      question.outcome.complete(answer.outcome());
    }
  }

  /// On the connection's thread, which must not wait: the local servers have threads of their own.
  private void carryOut(String message) {
    CommandBody.readRequest(message)
        .filter(_ -> carryingOut.get() < MOST_UNDER_WAY)
        .ifPresent(
            it -> {
              carryingOut.incrementAndGet();
              local
                  .send(it.tenantId(), it.sessionId(), it.command())
                  .whenComplete((_, _) -> carryingOut.decrementAndGet())
                  .thenAccept(outcome -> answer(it, outcome));
            });
  }

  private void answer(CommandBody.Request request, Outcome outcome) {
    String message = CommandBody.write(new CommandBody.Answer(request.id(), outcome));
    try {
      writing
          .now()
          .ifPresent(it -> it.async().publish(Keys.answersFor(request.answerTo()), message));
    } catch (RedisException _) {
      // The asking node waits in vain and says so.
    }
  }

  /// A question until it is answered.
  private static final class Asked {
    final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    private long nodes = Long.MAX_VALUE;
    private long notThere;

    synchronized void reached(long count) {
      nodes = count;
      look();
    }

    synchronized void notThere() {
      notThere++;
      look();
    }

    private void look() {
      if (notThere >= nodes) {
        outcome.complete(new NotHere());
      }
    }
  }
}
