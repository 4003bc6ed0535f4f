package io.oratio.control.creation;

import io.oratio.domain.agent.Agents;
import io.oratio.domain.audit.AuditLog;
import io.oratio.domain.creation.Creations;
import io.oratio.domain.live.LiveEvents;
import io.oratio.runtime.agent.AgentDrafts;
import io.oratio.runtime.agent.AgentFiles;
import io.oratio.runtime.agent.AgentObjects;
import java.time.Clock;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires the making of agents. Needs the stores of agents, creations and the audit log, the live
/// events, a clock, and the runtime's [AgentFiles], [AgentDrafts] and [AgentObjects];
/// [CreationSettings] may be given.
@Configuration(proxyBeanMethods = false)
public class CreationFeature {
  @Bean
  CreationObjects creationObjects(AgentObjects objects) {
    return new CreationObjects(objects);
  }

  @Bean
  AgentAuthor agentAuthor() {
    return new ProcedureAuthor();
  }

  @Bean
  CreationNews creationNews(LiveEvents events, Clock clock) {
    return new CreationNews(events, clock);
  }

  @Bean(initMethod = "start", destroyMethod = "close")
  CreationRunner creationRunner(
      Creations creations,
      Agents agents,
      AgentFiles files,
      AgentDrafts drafts,
      CreationObjects objects,
      AgentAuthor author,
      CreationNews news,
      ObjectProvider<CreationSettings> settings,
      Clock clock) {
    CreationSettings chosen = settings.getIfAvailable(CreationSettings::usual);
    CreationSteps steps = new CreationSteps(agents, files, drafts, objects, author, clock);
    return new CreationRunner(
        creations,
        new CreationWork(creations, agents, steps, news, chosen, clock),
        chosen,
        clock,
        "control-" + UUID.randomUUID());
  }

  @Bean
  CreationEndpoints creationEndpoints(
      Agents agents,
      Creations creations,
      AgentFiles files,
      AgentDrafts drafts,
      CreationObjects objects,
      AgentAuthor author,
      CreationRunner runner,
      CreationNews news,
      AuditLog audit,
      ObjectProvider<CreationSettings> settings,
      Clock clock) {
    CreationSettings chosen = settings.getIfAvailable(CreationSettings::usual);
    return new CreationEndpoints(
        agents,
        creations,
        new AgentForm(author, () -> "agt_" + UUID.randomUUID()),
        new AgentImport(drafts),
        new AgentIntake(agents, creations, files, objects, runner, news, chosen, clock),
        runner,
        news,
        audit,
        clock);
  }
}
