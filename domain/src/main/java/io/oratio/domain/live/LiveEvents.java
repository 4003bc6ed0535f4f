package io.oratio.domain.live;

import io.oratio.domain.tenant.TenantId;
import java.util.List;
import java.util.function.Consumer;

/// The bus on which every node tells what happens. It is for those who watch: nothing may depend on
/// an event, since one may be dropped. What must not be lost is in the stores.
public interface LiveEvents {
  /// How many of a tenant's events are kept for those who come back.
  int KEPT = 10_000;

  /// How many events may wait to be told; one more is dropped and counted.
  int WAITING = 10_000;

  /// Tells an event, soon. Never blocks, never throws because of the bus: an event that finds no
  /// room, or no bus, is dropped and counted.
  void publish(TenantId tenantId, LiveEvent.Draft draft);

  /// Gives the tenant's events, of every node, as they come. They come in order of their sequence,
  /// one at a time, on a thread of the bus, which serves all consumers: a consumer puts the event
  /// aside and returns. One that throws is counted and gets the next event all the same. A gap in
  /// the sequence means that events were lost on the way here: time to [#after].
  Subscription subscribe(TenantId tenantId, Consumer<LiveEvent> consumer);

  /// The same for every tenant: for the process's own needs, never for a tenant's request.
  Subscription subscribeAll(Consumer<LiveEvent> consumer);

  /// The events after a place, for one who lost the connection. May block.
  ///
  /// @param sequence of the last event that was seen, or what [#latest] said
  /// @param limit 1 to 1000
  /// @throws IllegalArgumentException for another limit
  Replay after(TenantId tenantId, long sequence, int limit);

  /// The place of the tenant's last event. Whoever takes it first and then reads the stores misses
  /// nothing by going on [#after] it. May block; 0 when the bus cannot be asked.
  long latest(TenantId tenantId);

  /// How many events were dropped since the start, for want of room or of the bus.
  long dropped();

  /// What came after a place.
  sealed interface Replay {}

  /// @param events in order, without a gap after the place asked for; empty when there are none yet
  record Events(List<LiveEvent> events) implements Replay {
    public Events {
      events = List.copyOf(events);
    }
  }

  /// The bus cannot say what came after that place: it is too long ago, or of another bus, or the
  /// bus is away. The watcher reads the stores anew and goes on from [LiveEvents#latest].
  record TooOld() implements Replay {}
}
