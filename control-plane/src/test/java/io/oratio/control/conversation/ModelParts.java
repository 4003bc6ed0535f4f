package io.oratio.control.conversation;

import io.oratio.modelsimulator.ModelSimulator;
import io.oratio.modelsimulator.script.Script;
import io.oratio.runtime.model.ModelSettings;
import io.oratio.runtime.model.ModelSettings.Model;
import io.oratio.runtime.model.ModelSettings.Patience;
import io.oratio.runtime.model.ModelSettings.Provider;
import java.io.IOException;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// The same with a simulated language model.
@Configuration(proxyBeanMethods = false)
@Import(TextParts.class)
public class ModelParts {
  private static final Patience QUICK =
      new Patience(
          Duration.ofSeconds(5),
          Duration.ofSeconds(15),
          Duration.ofSeconds(30),
          2,
          Duration.ofMillis(5),
          Duration.ofSeconds(2),
          50,
          Duration.ofSeconds(30));

  @Bean(destroyMethod = "close")
  ModelSimulator modelSimulator() throws IOException {
    return ModelSimulator.start(Script.standard());
  }

  @Bean
  ModelSettings modelSettings(ModelSimulator simulator) {
    return ModelSettings.of(
            Model.of(Provider.OPENAI_COMPATIBLE, simulator.baseUrl().toString(), "m"))
        .withPatience(QUICK);
  }
}
