package io.oratio.standalone;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.socket.server.standard.ServletServerContainerFactoryBean;

/// What the gateway brings to the web server that both share, for a control plane without one: the
/// figures, the doors of whoever starts and stops us, and the limit of a socket's frames.
@Configuration(proxyBeanMethods = false)
@Conditional(PartsRun.ControlAlone.class)
class ControlAlone {
  private static final int FRAME_BYTES_MAX = 64 * 1024;

  @Bean
  PrometheusMeterRegistry meterRegistry() {
    return new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  }

  @Bean
  ServletServerContainerFactoryBean socketLimits() {
    ServletServerContainerFactoryBean limits = new ServletServerContainerFactoryBean();
    limits.setMaxBinaryMessageBufferSize(FRAME_BYTES_MAX);
    limits.setMaxTextMessageBufferSize(FRAME_BYTES_MAX);
    return limits;
  }

  /// The same addresses as the gateway's.
  @RestController
  static final class Doors {
    private final PrometheusMeterRegistry registry;

    Doors(PrometheusMeterRegistry registry) {
      this.registry = registry;
    }

    @GetMapping(path = "/metrics", produces = MediaType.TEXT_PLAIN_VALUE)
    String metrics() {
      return registry.scrape();
    }

    @GetMapping("/health/live")
    Map<String, String> live() {
      return Map.of("status", "up");
    }

    /// The port is closed before and after.
    @GetMapping("/health/ready")
    Map<String, String> ready() {
      return Map.of("status", "ready");
    }
  }
}
