package io.oratio.standalone;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.support.EnvironmentPostProcessorApplicationListener;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.env.MapPropertySource;

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
    application.listeners(new Settling(options.profile()));
    try (ConfigurableApplicationContext context = application.run(options.words())) {
      return context.getBean(Settings.class);
    }
  }

  /// Adds the profile's defaults, once the files are read.
  private record Settling(Optional<String> asked)
      implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {
    @Override
    public int getOrder() {
      return EnvironmentPostProcessorApplicationListener.DEFAULT_ORDER + 5;
    }

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
      asked.ifPresent(
          it ->
              event
                  .getEnvironment()
                  .getPropertySources()
                  .addFirst(new MapPropertySource("command line", Map.of("oratio.profile", it))));
      Profile.settle(event.getEnvironment());
    }
  }
}
