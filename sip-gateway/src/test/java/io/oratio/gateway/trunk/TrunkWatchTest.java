package io.oratio.gateway.trunk;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.domain.Samples;
import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.trunk.AddressTrust;
import io.oratio.domain.trunk.Trunk;
import io.oratio.domain.trunk.Trunks;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TrunkWatchTest {
  private static final TenantId TENANT = new TenantId("acme");

  private final Fickle store = new Fickle();
  private final BlockingQueue<RuntimeException> failures = new LinkedBlockingQueue<>();

  @Test
  void seesTrunksThatAreAddedChangedAndRemoved() {
    TrunkDirectory directory = new TrunkDirectory(store, AddressTrust.ofNoOperator());
    try (TrunkWatch _ = new TrunkWatch(directory, Duration.ofMillis(20), failures::add)) {
      Trunk first = Samples.trunk(TENANT, "one");
      store.save(first);
      await(() -> directory.find(TENANT, "one").isPresent());
      Trunk changed = renamed(first, "Another name");
      store.all.set(0, changed);
      await(() -> directory.find(TENANT, "one").filter(changed::equals).isPresent());
      store.remove(TENANT, "one");
      await(() -> directory.find(TENANT, "one").isEmpty());
      assertThat(directory.find(new TenantId("other"), "one")).isEmpty();
    }
  }

  @Test
  void looksAtOnceWhenItIsToldAndNotMoreOftenThanItMay() {
    TrunkDirectory directory = new TrunkDirectory(store, AddressTrust.ofNoOperator());
    try (TrunkWatch watch = new TrunkWatch(directory, Duration.ofHours(1), failures::add)) {
      store.save(Samples.trunk(TENANT, "one"));
      int before = store.readings.get();
      for (int i = 0; i < 1000; i++) {
        watch.changed();
      }
      await(() -> directory.find(TENANT, "one").isPresent());
      assertThat(store.readings.get() - before).isLessThan(20);
    }
  }

  @Test
  void keepsWhatItKnowsWhileTheStoreIsAwayAndSaysSoOnce() throws Exception {
    store.save(Samples.trunk(TENANT, "one"));
    TrunkDirectory directory = new TrunkDirectory(store, AddressTrust.ofNoOperator());
    store.isAway = true;
    try (TrunkWatch _ = new TrunkWatch(directory, Duration.ofMillis(5), failures::add)) {
      assertThat(failures.poll(10, TimeUnit.SECONDS)).hasMessage("away");
      int before = store.readings.get();
      await(() -> store.readings.get() > before + 5);
      assertThat(directory.find(TENANT, "one")).isPresent();
      assertThat(failures).isEmpty();
      store.isAway = false;
      store.save(Samples.trunk(TENANT, "two"));
      await(() -> directory.find(TENANT, "two").isPresent());
    }
  }

  private static Trunk renamed(Trunk trunk, String name) {
    return new Trunk(
        trunk.tenantId(),
        trunk.trunkId(),
        name,
        trunk.host(),
        trunk.port(),
        trunk.transport(),
        trunk.credentials(),
        trunk.allowedSources(),
        trunk.codecs(),
        trunk.mediaFromAnywhere(),
        trunk.maxCalls(),
        trunk.maxCallsPerSecond());
  }

  private static void await(BooleanSupplier holds) {
    long end = System.nanoTime() + Duration.ofSeconds(15).toNanos();
    while (!holds.getAsBoolean()) {
      assertThat(System.nanoTime()).as("did not come true within 15 s").isLessThan(end);
      LockSupport.parkNanos(2_000_000);
    }
  }

  /// A store that may be away, and counts how often it is read.
  private static final class Fickle implements Trunks {
    private final List<Trunk> all = new CopyOnWriteArrayList<>();
    private final AtomicInteger readings = new AtomicInteger();
    private volatile boolean isAway;

    @Override
    public void save(Trunk trunk) {
      all.add(trunk);
    }

    @Override
    public boolean claim(Trunk trunk) {
      return all.add(trunk);
    }

    @Override
    public List<Trunk> list(TenantId tenantId) {
      return all();
    }

    @Override
    public List<Trunk> all() {
      readings.incrementAndGet();
      if (isAway) {
        throw new IllegalStateException("away");
      }
      return List.copyOf(all);
    }

    @Override
    public void remove(TenantId tenantId, String trunkId) {
      all.removeIf(trunk -> trunk.trunkId().equals(trunkId));
    }
  }
}
