package io.oratio.runtime.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// The machine's own resolver. A look-up cannot be interrupted and would hold a virtual thread's
/// carrier, so that it runs on a few threads of its own; whoever waits for it can be interrupted.
public final class SystemResolver implements Resolver, AutoCloseable {
  private static final int THREADS = 8;
  private static final int WAITING = 256;

  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          THREADS,
          THREADS,
          30,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(WAITING),
          Thread.ofPlatform().name("outbound-names-", 0).daemon().factory());

  public SystemResolver() {
    threads.allowCoreThreadTimeOut(true);
  }

  @Override
  public List<InetAddress> resolve(String host) throws UnknownHostException, InterruptedException {
    try {
      var lookUp = threads.submit(() -> List.of(InetAddress.getAllByName(host)));
      try {
        return lookUp.get();
      } catch (InterruptedException e) {
        lookUp.cancel(true);
        throw e;
      }
    } catch (ExecutionException | RejectedExecutionException _) {
      throw new UnknownHostException(host);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
