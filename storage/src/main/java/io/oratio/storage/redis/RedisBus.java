package io.oratio.storage.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCredentials;
import io.lettuce.core.RedisCredentialsProvider;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.oratio.domain.limit.SharedBudgets;
import io.oratio.domain.live.Commands;
import io.oratio.domain.live.LiveEvents;
import io.oratio.domain.trunk.Secret;
import io.oratio.storage.Bus;
import io.oratio.storage.StoresUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;

/// The bus of one node over one Redis. Opening waits a moment for the first connection and then
/// goes on without: a Redis that is away must not keep a gateway from answering calls.
public final class RedisBus implements Bus.Resource, AutoCloseable {
  private static final Duration FIRST_CONNECTION = Duration.ofSeconds(3);
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
  private static final Duration COMMAND_TIMEOUT = Duration.ofSeconds(4);
  private static final Duration PATIENCE_WITH_BUDGETS = Duration.ofMillis(250);
  private static final int MOST_COMMANDS_UNDER_WAY = 20_000;

  private final RedisClient client;
  private final Link<StatefulRedisConnection<String, String>> writing;
  private final Link<StatefulRedisConnection<String, String>> reading;
  private final Link<StatefulRedisPubSubConnection<String, String>> listening;
  private final RedisLiveEvents events;
  private final RedisCallCommands commands;
  private final RedisSharedBudgets budgets;

  private RedisBus(RedisClient client, Clock clock, String node) {
    this.client = client;
    this.writing = new Link<>("writing", client::connect, _ -> {});
    this.reading = new Link<>("reading", client::connect, _ -> {});
    this.commands = new RedisCallCommands(node, writing);
    this.listening = new Link<>("listening", client::connectPubSub, commands::listen);
    this.events = new RedisLiveEvents(clock, writing, reading);
    this.budgets = new RedisSharedBudgets(writing, PATIENCE_WITH_BUDGETS);
  }

  /// @param url `redis://host:port/database`, or `rediss://` for TLS
  /// @param password empty for none
  /// @throws StoresUnavailableException when the address is none; not when nobody answers there
  public static RedisBus open(String url, Secret password, Clock clock) {
    RedisURI address;
    try {
      address = RedisURI.create(url);
    } catch (IllegalArgumentException e) {
      throw new StoresUnavailableException(
          "The address of Redis is not of the form redis://host:port/database.", e);
    }
    if (!password.reveal().isEmpty()) {
      address.setCredentialsProvider(
          RedisCredentialsProvider.from(() -> RedisCredentials.just(null, password.reveal())));
    }
    address.setTimeout(COMMAND_TIMEOUT);
    RedisClient client = RedisClient.create(address);
    client.setOptions(
        ClientOptions.builder()
            .autoReconnect(false)
            .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
            .requestQueueSize(MOST_COMMANDS_UNDER_WAY)
            .socketOptions(SocketOptions.builder().connectTimeout(CONNECT_TIMEOUT).build())
            .build());
    RedisBus bus = new RedisBus(client, clock, UUID.randomUUID().toString());
    bus.awaitFirstConnection();
    return bus;
  }

  public LiveEvents events() {
    return events;
  }

  public Commands commands() {
    return commands;
  }

  @Override
  public void check() {
    writing.now().orElseThrow(() -> new IllegalStateException("Redis is away")).sync().ping();
  }

  public SharedBudgets budgets() {
    return budgets;
  }

  /// The same for somebody who waits otherwise.
  SharedBudgets budgets(Duration patience) {
    return new RedisSharedBudgets(writing, patience);
  }

  /// Ends the connections. What waits to be published is not.
  @Override
  public void close() {
    events.close();
    writing.close();
    reading.close();
    listening.close();
    client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
  }

  private void awaitFirstConnection() {
    long deadline = System.nanoTime() + FIRST_CONNECTION.toNanos();
    try {
      if (writing.awaitFirst(FIRST_CONNECTION)
          && listening.awaitFirst(Duration.ofNanos(deadline - System.nanoTime()))) {
        events.awaitReading(Duration.ofNanos(deadline - System.nanoTime()));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
