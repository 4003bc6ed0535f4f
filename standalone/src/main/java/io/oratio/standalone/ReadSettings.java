package io.oratio.standalone;

import java.nio.file.Path;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/// The settings as `up` would see them, for the verbs that do not start it.
final class ReadSettings {
  private ReadSettings() {}

  @Configuration(proxyBeanMethods = false)
  @EnableConfigurationProperties(Settings.class)
  static class Only {}

  static Settings of(UpOptions options) {
    SpringApplicationBuilder application =
        new SpringApplicationBuilder(Only.class)
            .web(WebApplicationType.NONE)
            .logStartupInfo(false)
            .registerShutdownHook(false);
    options
        .data()
        .ifPresent(it -> application.properties("oratio.data-dir=" + Path.of(it).toAbsolutePath()));
    try (ConfigurableApplicationContext context =
        application.run(
            options
                .config()
                .map(it -> new String[] {"--spring.config.location=" + it})
                .orElse(new String[0]))) {
      return context.getBean(Settings.class);
    }
  }
}
