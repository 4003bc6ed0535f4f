package io.oratio.control.telemetry;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.oratio.control.web.contract.Operation;
import io.oratio.control.web.door.OpenStreams;
import io.oratio.control.web.door.RequestWatch;
import java.time.Duration;
import java.util.function.LongSupplier;

/// Requests by operation and status, with how long they took, and the streams that are open. The
/// labels are the contract's own words, never an id.
public final class RequestMeters implements RequestWatch {
  private final MeterRegistry registry;

  public RequestMeters(MeterRegistry registry, OpenStreams streams) {
    this.registry = registry;
    Gauge.builder("oratio_control_streams", streams, OpenStreams::count)
        .description("Streams of events that are open.")
        .register(registry);
  }

  /// Tells how many requests were counted by this node alone, since the shared budgets were away.
  public static void countedAlone(MeterRegistry registry, LongSupplier count) {
    FunctionCounter.builder("oratio_control_limits_alone", count, it -> (double) it.getAsLong())
        .description("Requests counted by this node alone: the shared budgets were away.")
        .register(registry);
  }

  @Override
  public void answered(Operation operation, int status, Duration took) {
    Timer.builder("oratio_control_request_seconds")
        .description("Requests of the API, from the first look at one until it is answered.")
        .tag("operation", operation.operationId())
        .tag("status", Integer.toString(status))
        .register(registry)
        .record(took);
  }
}
