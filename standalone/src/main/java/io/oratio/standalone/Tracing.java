package io.oratio.standalone;

import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Sends traces where OpenTelemetry's own environment variables say, and nowhere while they say
/// nothing: `OTEL_EXPORTER_OTLP_ENDPOINT` (or `OTEL_EXPORTER_OTLP_TRACES_ENDPOINT`, or
/// `OTEL_TRACES_EXPORTER`) switches it on. Metrics and logs go their own ways.
final class Tracing implements AutoCloseable {
  private static final long LAST_SPANS_SECONDS = 3;

  private final OpenTelemetrySdk sdk;

  private Tracing(OpenTelemetrySdk sdk) {
    this.sdk = sdk;
  }

  /// To be called once, before anything is traced.
  static Optional<Tracing> open(Map<String, String> environment) {
    boolean isWanted =
        java.util.stream.Stream.of(
                "OTEL_EXPORTER_OTLP_ENDPOINT",
                "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT",
                "OTEL_TRACES_EXPORTER")
            .anyMatch(it -> !environment.getOrDefault(it, "").isBlank());
    if (!isWanted) {
      return Optional.empty();
    }
    return Optional.of(
        new Tracing(
            AutoConfiguredOpenTelemetrySdk.builder()
                .addPropertiesSupplier(
                    () ->
                        Map.of(
                            "otel.service.name", "oratio",
                            "otel.metrics.exporter", "none",
                            "otel.logs.exporter", "none",
                            "otel.exporter.otlp.protocol", "http/protobuf"))
                .setResultAsGlobal()
                .build()
                .getOpenTelemetrySdk()));
  }

  /// Sends what waits, for some seconds at most.
  @Override
  public void close() {
    sdk.getSdkTracerProvider().shutdown().join(LAST_SPANS_SECONDS, TimeUnit.SECONDS);
  }
}
