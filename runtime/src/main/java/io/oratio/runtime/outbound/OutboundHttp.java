package io.oratio.runtime.outbound;

import io.oratio.domain.tenant.TenantId;
import io.oratio.runtime.outbound.OutboundRefused.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.security.NoSuchAlgorithmException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/// The one client for addresses that a tenant can choose. See the package for what it promises.
///
/// Both ways to ask block until there is an answer, the deadline, or an interrupt, whatever the
/// other side does; the work itself runs on a virtual thread of its own.
public final class OutboundHttp implements AutoCloseable {
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  private final OutboundSettings settings;
  private final CheckedAddresses addresses;
  private final Connections connections;
  private final LongSupplier nanoTime = System::nanoTime;
  private final Map<TenantId, Integer> underWay = new ConcurrentHashMap<>();
  private final Map<Reason, LongAdder> refusals = new EnumMap<>(Reason.class);
  private final ScheduledThreadPoolExecutor timer;
  private volatile boolean isClosed;

  /// @param tls trusts whom a server's certificate may come from
  public OutboundHttp(OutboundSettings settings, Resolver resolver, SSLContext tls) {
    this(settings, resolver, tls, Connections::direct);
  }

  /// With the machine's own trust.
  public OutboundHttp(OutboundSettings settings, Resolver resolver) {
    this(settings, resolver, usualTls());
  }

  OutboundHttp(
      OutboundSettings settings, Resolver resolver, SSLContext tls, Supplier<Socket> sockets) {
    this.settings = settings;
    this.addresses = new CheckedAddresses(settings, resolver);
    this.connections = new Connections(settings, tls, sockets);
    for (var reason : Reason.values()) {
      refusals.put(reason, new LongAdder());
    }
    this.timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("outbound-timer").daemon().factory());
    timer.setRemoveOnCancelPolicy(true);
    var _ = timer.scheduleWithFixedDelay(connections::closeIdle, 30, 30, TimeUnit.SECONDS);
  }

  private static SSLContext usualTls() {
    try {
      return SSLContext.getDefault();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no TLS", e);
    }
  }

  /// An address as it would be asked for: in ASCII, its host in lower case, without fragment.
  ///
  /// @throws OutboundRefused when it cannot be read
  public static URI address(String written) throws OutboundRefused {
    return Target.parse(written).uri();
  }

  /// Where a `Location` in an answer of an address leads.
  ///
  /// @throws OutboundRefused when it cannot be read
  public static URI address(URI from, String location) throws OutboundRefused {
    return Target.parse(from.toString()).resolved(location).uri();
  }

  public OutboundSettings settings() {
    return settings;
  }

  /// How often each reason has refused a request since the start.
  public Map<Reason, Long> refusals() {
    var counts = new EnumMap<Reason, Long>(Reason.class);
    refusals.forEach((reason, count) -> counts.put(reason, count.sum()));
    return counts;
  }

  /// Asks, and reads the answer to its end.
  ///
  /// @return an answer of any status; a redirect only where none was to be followed, or it led
  ///   nowhere
  public OutboundResponse send(OutboundRequest request)
      throws OutboundRefused, InterruptedException {
    var exchange = begun(request);
    return awaited(
        exchange,
        () -> {
          var answer = exchange.open();
          try {
            byte[] body = answer.body().readAllBytes();
            answer.readEnd();
            return new OutboundResponse(
                answer.status(), answer.headers(), body, answer.address(), answer.redirects());
          } catch (IOException e) {
            throw exchange.refusal(e);
          } finally {
            answer.close();
          }
        },
        _ -> {},
        () -> released(request.tenantId()));
  }

  /// Asks, and returns as soon as the answer's header is there. Until it is closed the stream
  /// counts as one of the tenant's concurrent requests.
  public OutboundStream open(OutboundRequest request) throws OutboundRefused, InterruptedException {
    var exchange = begun(request);
    var isReleased = new AtomicBoolean();
    Runnable release =
        () -> {
          if (isReleased.compareAndSet(false, true)) {
            released(request.tenantId());
          }
        };
    return awaited(
        exchange,
        () -> {
          try {
            var answer = exchange.open();
            var expiry =
                timer.schedule(
                    () -> Thread.startVirtualThread(exchange::cancel),
                    exchange.left().toNanos(),
                    TimeUnit.NANOSECONDS);
            return new Opened(answer, exchange, expiry, release);
          } catch (OutboundRefused | InterruptedException | RuntimeException e) {
            release.run();
            throw e;
          }
        },
        OutboundStream::close,
        () -> {});
  }

  private Exchange begun(OutboundRequest request) throws OutboundRefused {
    try {
      if (isClosed) {
        throw new OutboundRefused(Reason.CLOSED, "The client is closed.");
      }
      if (!METHODS.contains(request.method())) {
        throw new OutboundRefused(Reason.REQUEST, "The method cannot be used.");
      }
      Headers.check(request.headers());
      Target.parse(request.url());
      take(request.tenantId());
    } catch (OutboundRefused e) {
      throw counted(e);
    }
    return new Exchange(settings, addresses, connections, request, nanoTime);
  }

  private void take(TenantId tenantId) throws OutboundRefused {
    var isFull = new AtomicBoolean();
    underWay.compute(
        tenantId,
        (_, count) -> {
          int now = count == null ? 0 : count;
          isFull.set(now >= settings.concurrentPerTenant());
          return isFull.get() ? now : now + 1;
        });
    if (isFull.get()) {
      throw new OutboundRefused(Reason.BUSY, "Too many requests are under way at this moment.");
    }
  }

  private void released(TenantId tenantId) {
    underWay.computeIfPresent(tenantId, (_, count) -> count == 1 ? null : count - 1);
  }

  /// How many requests are under way.
  int underWay() {
    return underWay.values().stream().mapToInt(it -> it).sum();
  }

  private interface Work<T> {
    T run() throws OutboundRefused, InterruptedException;
  }

  // A name server, a connect or a read may take longer than there is time: only the waiting ends
  // then, and what is behind it is cancelled and ends by itself. What comes too late is dropped.
  private <T> T awaited(Exchange exchange, Work<T> work, Consumer<T> dropped, Runnable ended)
      throws OutboundRefused, InterruptedException {
    var task =
        new FutureTask<T>(
            () -> {
              try {
                return work.run();
              } finally {
                ended.run();
              }
            });
    var isAbandoned = new AtomicBoolean();
    var thread =
        Thread.ofVirtual()
            .name("outbound")
            .start(
                () -> {
                  task.run();
                  if (isAbandoned.get() && task.state() == FutureTask.State.SUCCESS) {
                    dropped.accept(task.resultNow());
                  }
                });
    try {
      return task.get(exchange.left().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException _) {
      abandon(exchange, task, thread, isAbandoned, dropped);
      throw counted(exchange.timedOut());
    } catch (InterruptedException e) {
      abandon(exchange, task, thread, isAbandoned, dropped);
      throw e;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof OutboundRefused refused) {
        throw counted(refused);
      }
      if (e.getCause() instanceof InterruptedException) {
        // Nobody but we interrupt that thread, and only after having stopped to wait for it.
        throw counted(exchange.timedOut());
      }
      throw new IllegalStateException("a request failed unexpectedly", e.getCause());
    }
  }

  private static <T> void abandon(
      Exchange exchange,
      FutureTask<T> task,
      Thread thread,
      AtomicBoolean isAbandoned,
      Consumer<T> dropped) {
    isAbandoned.set(true);
    exchange.cancel();
    thread.interrupt();
    if (task.state() == FutureTask.State.SUCCESS) {
      dropped.accept(task.resultNow());
    }
  }

  private OutboundRefused counted(OutboundRefused e) {
    var count = refusals.get(e.reason());
    if (count != null) {
      count.increment();
    }
    return e;
  }

  /// Ends what is under way and opens nothing more.
  @Override
  public void close() {
    isClosed = true;
    timer.shutdownNow();
    connections.close();
  }

  private record Opened(
      Exchange.Answer answer, Exchange exchange, ScheduledFuture<?> expiry, Runnable release)
      implements OutboundStream {
    @Override
    public int status() {
      return answer.status();
    }

    @Override
    public Map<String, List<String>> headers() {
      return answer.headers();
    }

    @Override
    public InputStream body() {
      return answer.body();
    }

    @Override
    public URI address() {
      return answer.address();
    }

    @Override
    public OutboundRefused refusal(IOException e) {
      return exchange.refusal(e);
    }

    @Override
    public void close() {
      expiry.cancel(false);
      answer.close();
      exchange.cancel();
      release.run();
    }
  }
}
