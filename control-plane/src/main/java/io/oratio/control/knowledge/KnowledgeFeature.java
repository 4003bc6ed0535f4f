package io.oratio.control.knowledge;

import io.oratio.domain.agent.Agents;
import io.oratio.domain.audit.AuditLog;
import io.oratio.domain.knowledge.KnowledgeBases;
import io.oratio.domain.live.LiveEvents;
import io.oratio.runtime.agent.AgentDrafts;
import io.oratio.runtime.agent.AgentFiles;
import io.oratio.runtime.agent.DraftLearning;
import io.oratio.runtime.knowledge.Knowledge;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires what is done with agents' knowledge. Needs the stores of agents, knowledge bases and the
/// audit log, the live events, a clock, and the runtime's [AgentFiles], [AgentDrafts],
/// [DraftLearning] and [Knowledge].
@Configuration(proxyBeanMethods = false)
public class KnowledgeFeature {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @Bean
  KnowledgeChanges knowledgeChanges(
      Agents agents,
      AgentDrafts drafts,
      DraftLearning learning,
      KnowledgeBases bases,
      Clock clock) {
    return new KnowledgeChanges(agents, drafts, learning, new Known(bases), clock);
  }

  @Bean
  KnowledgeNews knowledgeNews(AuditLog audit, LiveEvents events, Clock clock) {
    return new KnowledgeNews(audit, events, clock);
  }

  @Bean
  DocumentEndpoints documentEndpoints(
      KnowledgeChanges changes, AgentFiles files, KnowledgeNews news) {
    return new DocumentEndpoints(changes, files, news);
  }

  @Bean
  AddressEndpoints addressEndpoints(
      KnowledgeChanges changes, DraftLearning learning, KnowledgeNews news) {
    return new AddressEndpoints(changes, learning, news);
  }

  @Bean
  SearchEndpoints searchEndpoints(
      KnowledgeChanges changes, Knowledge knowledge, DraftLearning learning) {
    return new SearchEndpoints(changes, knowledge, learning, PATIENCE);
  }
}
