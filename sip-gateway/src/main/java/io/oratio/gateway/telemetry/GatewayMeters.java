package io.oratio.gateway.telemetry;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.oratio.gateway.call.Calls;
import io.oratio.gateway.journal.JournalCounters;
import io.oratio.gateway.sip.SipCounter;
import io.oratio.gateway.sip.SipCounters;
import io.oratio.media.path.Pacer;
import io.oratio.media.record.DiskWriter;
import io.oratio.media.wire.Wire;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/// Shows to the registry what the parts count for themselves.
public final class GatewayMeters {
  private final MeterRegistry registry;

  public GatewayMeters(
      MeterRegistry registry,
      Calls calls,
      Wire wire,
      Pacer pacer,
      DiskWriter disk,
      JournalCounters journal,
      SipCounters sip) {
    this.registry = registry;
    gauge(Metric.CALLS_ACTIVE, calls, Calls::count);
    gauge(Metric.DRAINING, calls, it -> it.isDraining() ? 1 : 0);
    gauge(Metric.PORTS_LENT, wire, it -> it.counters().portsLent());
    count(Metric.DATAGRAMS_UNSENT, wire, it -> it.counters().datagramsUnsent());
    count(Metric.PACER_MISSED, pacer, it -> it.stats().ticksMissed());
    count(Metric.RECORDINGS_BROKEN, disk, it -> it.failures() + it.filled());
    count(Metric.JOURNAL_RETRIES, journal, it -> it.retries().sum());
    count(Metric.JOURNAL_LOST, journal, it -> it.givenUp().sum());
    lateness(pacer, "0.5", it -> it.stats().lateness().p50Ms());
    lateness(pacer, "0.99", it -> it.stats().lateness().p99Ms());
    lateness(pacer, "0.999", it -> it.stats().lateness().p999Ms());
    for (SipCounter counter : SipCounter.values()) {
      FunctionCounter.builder(Metric.SIP.meter(), sip, it -> it.of(counter))
          .description(Metric.SIP.help())
          .tag("what", counter.name().toLowerCase(Locale.ROOT))
          .register(registry);
    }
  }

  private <T> void gauge(Metric metric, T of, ToDoubleFunction<T> value) {
    Gauge.builder(metric.meter(), of, value).description(metric.help()).register(registry);
  }

  private <T> void count(Metric metric, T of, ToDoubleFunction<T> value) {
    FunctionCounter.builder(metric.meter(), of, value)
        .description(metric.help())
        .register(registry);
  }

  private void lateness(Pacer pacer, String quantile, ToDoubleFunction<Pacer> millis) {
    Gauge.builder(
            Metric.PACER_LATENESS.meter() + ".seconds", pacer, it -> millis.applyAsDouble(it) / 1e3)
        .description(Metric.PACER_LATENESS.help())
        .tag("quantile", quantile)
        .register(registry);
  }
}
