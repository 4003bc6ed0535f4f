package io.oratio.gateway.sip;

import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.trunk.AddressTrust;
import io.oratio.domain.trunk.Cidr;
import io.oratio.domain.trunk.Secret;
import io.oratio.domain.trunk.Trunk;
import io.oratio.domain.trunk.Trunks;
import io.oratio.gateway.trunk.TrunkDirectory;
import java.io.IOException;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// A running edge for tests, with the trunks given and a door that keeps what comes through it.
final class EdgeRig implements AutoCloseable {
  static final InetAddress LOOPBACK = loopback("127.0.0.1");

  /// Quick timers: T1 of 100 ms, ACK awaited 1.5 s, session timers from 2 s.
  static final SipSettings QUICK =
      SipSettings.on(LOOPBACK, 0)
          .withTimers(Duration.ofMillis(100), Duration.ofMillis(1500), Duration.ofSeconds(2));

  final SipCounters counters = new SipCounters();
  final BlockingQueue<SipDialog> calls = new LinkedBlockingQueue<>();
  final BlockingQueue<SipEvent> events = new LinkedBlockingQueue<>();
  final List<Trunk> trunks = new CopyOnWriteArrayList<>();
  final TrunkDirectory directory;
  final SipEdge edge;

  private EdgeRig(SipSettings settings, Consumer<SipDialog> atTheDoor, Trunk... trunks)
      throws IOException {
    this.trunks.addAll(List.of(trunks));
    this.directory =
        new TrunkDirectory(new FixedTrunks(this.trunks), AddressTrust.of(new TenantId("tenant")));
    this.edge =
        new SipEdge(
            settings,
            directory,
            dialog -> {
              calls.add(dialog);
              dialog.listen(events::add);
              atTheDoor.accept(dialog);
            },
            counters,
            Clock.systemUTC(),
            new SecureRandom());
    edge.start();
  }

  /// An edge that leaves each call to the test.
  static EdgeRig silent(SipSettings settings, Trunk... trunks) throws IOException {
    return new EdgeRig(settings, _ -> {}, trunks);
  }

  /// An edge that answers each call at once.
  static EdgeRig answering(SipSettings settings, Trunk... trunks) throws IOException {
    return new EdgeRig(settings, dialog -> dialog.answer(Caller.SDP), trunks);
  }

  /// An edge with a door of the test's own.
  static EdgeRig with(SipSettings settings, Consumer<SipDialog> door, Trunk... trunks)
      throws IOException {
    return new EdgeRig(settings, door, trunks);
  }

  /// A trunk known by addresses.
  static Trunk known(String... cidrs) {
    return trunk("known", Optional.empty(), cidrs);
  }

  /// A trunk known by digest, and by addresses when some are given.
  static Trunk digest(String user, String password, String... cidrs) {
    return trunk(
        "digest-" + user,
        Optional.of(new Trunk.Credentials(user, new Secret(password), "oratio.test")),
        cidrs);
  }

  private static Trunk trunk(String id, Optional<Trunk.Credentials> credentials, String... cidrs) {
    return new Trunk(
        new TenantId("tenant"),
        id,
        id,
        Optional.empty(),
        5060,
        Trunk.Transport.UDP,
        credentials,
        List.of(cidrs).stream().map(Cidr::parse).toList(),
        List.of("PCMU"),
        false,
        100,
        100);
  }

  static InetAddress loopback(String literal) {
    try {
      return InetAddress.getByName(literal);
    } catch (IOException e) {
      throw new IllegalArgumentException(e);
    }
  }

  SipDialog call() throws InterruptedException {
    return taken(calls, "no call came through the door");
  }

  SipEvent event() throws InterruptedException {
    return taken(events, "nothing was told");
  }

  <T extends SipEvent> T event(Class<T> kind) throws InterruptedException {
    SipEvent event = event();
    if (!kind.isInstance(event)) {
      throw new AssertionError("told " + event + " instead of " + kind.getSimpleName());
    }
    return kind.cast(event);
  }

  static void await(BooleanSupplier holds, String otherwise) {
    long end = System.nanoTime() + Duration.ofSeconds(15).toNanos();
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError(otherwise);
      }
      LockSupport.parkNanos(10_000_000);
    }
  }

  private static <T> T taken(BlockingQueue<T> queue, String otherwise) throws InterruptedException {
    T taken = queue.poll(15, TimeUnit.SECONDS);
    if (taken == null) {
      throw new AssertionError(otherwise);
    }
    return taken;
  }

  @Override
  public void close() {
    edge.close();
  }

  private record FixedTrunks(List<Trunk> all) implements Trunks {
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
      return all.stream().filter(trunk -> trunk.tenantId().equals(tenantId)).toList();
    }

    @Override
    public void remove(TenantId tenantId, String trunkId) {
      all.removeIf(trunk -> trunk.tenantId().equals(tenantId) && trunk.trunkId().equals(trunkId));
    }
  }
}
