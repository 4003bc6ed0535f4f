package io.oratio.storage;

import io.oratio.domain.limit.SharedBudgets;
import io.oratio.domain.live.Commands;
import io.oratio.domain.live.InProcessCommands;
import io.oratio.domain.live.InProcessLiveEvents;
import io.oratio.domain.live.LiveEvents;
import io.oratio.storage.redis.RedisBus;
import java.time.Clock;
import java.util.Optional;

/// What happens now, and what is asked of live calls, opened as the settings say. Safe from any
/// thread.
///
/// @param budgets what all nodes count together; empty where each counts by itself
/// @param describe one sentence for a person
/// @param resource what [#close] closes and [#check] asks
public record Bus(
    LiveEvents events,
    Commands commands,
    Optional<SharedBudgets> budgets,
    String describe,
    Resource resource)
    implements AutoCloseable {
  /// Opens the bus. With Redis it waits some seconds for the first connection at most, and goes on
  /// without.
  ///
  /// @throws StoresUnavailableException when the settings cannot be used
  public static Bus open(BusSettings settings, Clock clock) {
    return switch (settings.kind()) {
      case IN_PROCESS -> {
        InProcessLiveEvents events = new InProcessLiveEvents(clock);
        yield new Bus(
            events,
            new InProcessCommands(),
            Optional.empty(),
            "Events stay in this process.",
            events::close);
      }
      case REDIS -> {
        RedisBus redis = RedisBus.open(settings.redis().url(), settings.redis().password(), clock);
        yield new Bus(
            redis.events(),
            redis.commands(),
            Optional.of(redis.budgets()),
            "Events go between nodes over Redis.",
            redis);
      }
    };
  }

  /// Returns if nodes can meet on it now. May block for some seconds.
  ///
  /// @throws RuntimeException when they cannot
  public void check() {
    resource.check();
  }

  @Override
  public void close() {
    resource.close();
  }

  /// What was opened.
  public interface Resource {
    void close();

    /// Nothing outside of the process is needed unless it says so.
    default void check() {}
  }
}
