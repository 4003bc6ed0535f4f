package io.oratio.gateway.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.oratio.domain.session.Ending;
import io.oratio.gateway.call.CallFacts;
import io.oratio.gateway.call.Calls;
import io.oratio.gateway.call.Termination;
import io.oratio.media.path.DelayHistogram;
import io.oratio.media.path.MediaPath;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;

/// Counts calls as they begin and end.
public final class CallMeters implements Calls.Observer {
  private final MeterRegistry registry;
  private final Map<String, Long> begunNanos = new ConcurrentHashMap<>();
  private final DelayHistogram heardDelay = new DelayHistogram();
  private final DelayHistogram spokenDelay = new DelayHistogram();

  public CallMeters(MeterRegistry registry) {
    this.registry = registry;
    delays("heard", heardDelay);
    delays("spoken", spokenDelay);
  }

  @Override
  public void began(CallFacts facts) {
    begunNanos.put(facts.sessionId(), System.nanoTime());
    counter(Metric.CALLS_BEGUN, "channel", channel(facts), "direction", facts.direction().word())
        .increment();
  }

  @Override
  public synchronized void heard(MediaPath path) {
    path.addDelaysTo(heardDelay, spokenDelay);
  }

  @Override
  public void refused(Termination why) {
    counter(Metric.CALLS_REFUSED, "reason", why.ending().reason()).increment();
  }

  @Override
  public void ended(CallFacts facts, Termination why) {
    Ending ending = why.ending();
    counter(
            Metric.CALLS_ENDED,
            "channel",
            channel(facts),
            "direction",
            facts.direction().word(),
            "result",
            ending.result(),
            "reason",
            ending.reason())
        .increment();
    Long begun = begunNanos.remove(facts.sessionId());
    if (begun != null) {
      Timer.builder(Metric.CALL_SECONDS.meter())
          .description(Metric.CALL_SECONDS.help())
          .tag("channel", channel(facts))
          .tag("direction", facts.direction().word())
          .register(registry)
          .record(Duration.ofNanos(System.nanoTime() - begun));
    }
  }

  private void delays(String way, DelayHistogram delays) {
    delay(way, "0.5", delays, it -> it.read().p50Ms());
    delay(way, "0.99", delays, it -> it.read().p99Ms());
  }

  private void delay(
      String way, String quantile, DelayHistogram delays, ToDoubleFunction<DelayHistogram> ms) {
    Gauge.builder(Metric.ADDED_DELAY.meter(), delays, it -> ms.applyAsDouble(it) / 1000)
        .description(Metric.ADDED_DELAY.help())
        .tag("way", way)
        .tag("quantile", quantile)
        .register(registry);
  }

  private Counter counter(Metric metric, String... tags) {
    return Counter.builder(metric.meter()).description(metric.help()).tags(tags).register(registry);
  }

  private static String channel(CallFacts facts) {
    return facts.channel().name().toLowerCase(Locale.ROOT);
  }
}
