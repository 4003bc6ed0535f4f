package io.oratio.gateway.telemetry;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.oratio.gateway.call.Calls;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// `/metrics` for Prometheus, `/health/live` and `/health/ready` for whoever starts and stops us.
@RestController
public final class Readiness {
  private final PrometheusMeterRegistry registry;
  private final Calls calls;

  public Readiness(PrometheusMeterRegistry registry, Calls calls) {
    this.registry = registry;
    this.calls = calls;
  }

  /// Everything counted, in Prometheus' text format.
  @GetMapping(path = "/metrics", produces = MediaType.TEXT_PLAIN_VALUE)
  public String metrics() {
    return registry.scrape();
  }

  /// The process is alive.
  @GetMapping("/health/live")
  public Map<String, String> live() {
    return Map.of("status", "up");
  }

  /// New calls can be taken; 503 while draining.
  @GetMapping("/health/ready")
  public ResponseEntity<Map<String, Object>> ready() {
    boolean ready = !calls.isDraining();
    return ResponseEntity.status(ready ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
        .body(Map.of("status", ready ? "ready" : "draining", "calls", calls.count()));
  }
}
