package io.oratio.standalone;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/// Lets the heap be small while little goes on and large while much does: the collector's soft
/// limit follows the number of calls. A session of the AWS SDK alone keeps a buffer of 2 MB (its
/// event stream decoder); a limit below what lives would make the collector run without end.
final class HeapRoom implements AutoCloseable {
  private static final long BASE_BYTES = 224L << 20;
  private static final long CALL_BYTES = 6L << 20;
  private static final String SOFT_LIMIT = "SoftMaxHeapSize";

  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("heap-room").factory());
  private long limit;

  /// Follows this number from now on; a collector without a soft limit is left alone.
  void watch(IntSupplier calls) {
    HotSpotDiagnosticMXBean machine =
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    boolean isZgc =
        ManagementFactory.getGarbageCollectorMXBeans().stream()
            .anyMatch(it -> it.getName().startsWith("ZGC"));
    if (isZgc) {
      timer.scheduleWithFixedDelay(
          () -> follow(machine, calls.getAsInt()), 0, 250, TimeUnit.MILLISECONDS);
    }
  }

  private void follow(HotSpotDiagnosticMXBean machine, int calls) {
    long wanted = Math.min(Runtime.getRuntime().maxMemory(), BASE_BYTES + calls * CALL_BYTES);
    if (wanted != limit) {
      limit = wanted;
      machine.setVMOption(SOFT_LIMIT, Long.toString(wanted));
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
