package io.oratio.control.compatible;

import io.oratio.domain.agent.Agents;
import io.oratio.runtime.conversation.TextAgents;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires the API that others' programs know. It needs [TextAgents] and [Agents].
@Configuration(proxyBeanMethods = false)
public class CompatibleFeature {
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  @Bean
  CompletionEndpoints completionEndpoints(TextAgents agents) {
    return new CompletionEndpoints(agents, PATIENCE);
  }

  @Bean
  ModelEndpoints modelEndpoints(Agents agents) {
    return new ModelEndpoints(agents);
  }
}
