package io.oratio.domain.live;

import io.oratio.domain.tenant.TenantId;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// Those who watch a bus, for the buses themselves. One that throws is counted and stays.
public final class Listeners {
  private final List<Listener> all = new CopyOnWriteArrayList<>();
  private final AtomicLong failures = new AtomicLong();

  /// Adds one who watches a tenant.
  public Subscription add(TenantId tenantId, Consumer<LiveEvent> consumer) {
    return add(
        event -> {
          if (event.tenantId().equals(tenantId)) {
            consumer.accept(event);
          }
        });
  }

  /// Adds one who watches every tenant.
  public Subscription add(Consumer<LiveEvent> consumer) {
    Listener listener = new Listener(consumer);
    all.add(listener);
    return () -> all.remove(listener);
  }

  /// Tells all of them, one after the other.
  public void tell(LiveEvent event) {
    for (Listener each : all) {
      try {
        each.consumer.accept(event);
      } catch (RuntimeException _) {
        failures.incrementAndGet();
      }
    }
  }

  /// How often one threw.
  public long failures() {
    return failures.get();
  }

  /// Not a record: two subscriptions of the same consumer end apart.
  private static final class Listener {
    private final Consumer<LiveEvent> consumer;

    Listener(Consumer<LiveEvent> consumer) {
      this.consumer = consumer;
    }
  }
}
