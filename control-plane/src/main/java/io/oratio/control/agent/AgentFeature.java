package io.oratio.control.agent;

import io.oratio.domain.account.Members;
import io.oratio.domain.agent.Agents;
import io.oratio.domain.audit.AuditLog;
import io.oratio.domain.creation.Creations;
import io.oratio.domain.live.LiveEvents;
import io.oratio.domain.number.Numbers;
import io.oratio.domain.session.Sessions;
import io.oratio.runtime.agent.AgentDrafts;
import io.oratio.runtime.agent.AgentFiles;
import io.oratio.runtime.agent.AgentObjects;
import io.oratio.runtime.agent.DraftLearning;
import io.oratio.runtime.dialogue.DialogueModels;
import io.oratio.runtime.knowledge.Knowledge;
import io.oratio.runtime.model.Models;
import io.oratio.runtime.prompt.PromptAssembly;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires what is done with agents. Needs the stores of agents, numbers, members, sessions,
/// creations and the audit log, the live events, a clock, the runtime's [AgentFiles],
/// [AgentObjects], [AgentDrafts], [DraftLearning], [DialogueModels] and [Knowledge]; [Models], a
/// [TestTalk] of one's own and [AgentSettings] may be given.
@Configuration(proxyBeanMethods = false)
public class AgentFeature {
  @Bean
  Found foundAgents(Agents agents) {
    return new Found(agents);
  }

  @Bean
  AgentSheets agentSheets(AgentObjects objects) {
    return new AgentSheets(objects);
  }

  @Bean
  AgentNews agentNews(AuditLog audit, LiveEvents events, Clock clock) {
    return new AgentNews(audit, events, clock);
  }

  @Bean
  AgentChanges agentChanges(
      Agents agents, Found found, AgentDrafts drafts, DraftLearning learning, Clock clock) {
    return new AgentChanges(agents, found, drafts, learning, clock);
  }

  @Bean
  AgentRemoval agentRemoval(
      Agents agents,
      Creations creations,
      Numbers numbers,
      Members members,
      AgentDrafts drafts,
      AgentObjects objects) {
    return new AgentRemoval(agents, creations, numbers, members, drafts, objects);
  }

  @Bean
  AgentEndpoints agentEndpoints(
      Agents agents,
      Sessions sessions,
      Found found,
      AgentSheets sheets,
      AgentObjects objects,
      DraftLearning learning,
      AgentChanges changes,
      AgentRemoval removal,
      AgentNews news,
      ObjectProvider<AgentSettings> settings,
      Clock clock) {
    AgentSettings chosen = settings.getIfAvailable(AgentSettings::usual);
    AgentFigures figures = new AgentFigures(sessions, clock, chosen.figuresKept());
    AgentJson json = new AgentJson(found, figures, sheets, objects, learning, chosen);
    return new AgentEndpoints(agents, found, json, changes, removal, news, clock);
  }

  @Bean
  VersionEndpoints versionEndpoints(
      Agents agents,
      Found found,
      AgentDrafts drafts,
      DraftLearning learning,
      AgentChanges changes,
      AgentSheets sheets,
      AgentNews news,
      ObjectProvider<AgentSettings> settings,
      Clock clock) {
    Publishing publishing =
        new Publishing(
            found,
            drafts,
            learning,
            sheets,
            settings.getIfAvailable(AgentSettings::usual).patienceWithKnowledge(),
            clock);
    return new VersionEndpoints(agents, found, drafts, changes, publishing, sheets, news);
  }

  @Bean
  DeploymentEndpoints deploymentEndpoints(
      Found found, AgentSheets sheets, Numbers numbers, AgentNews news) {
    return new DeploymentEndpoints(found, sheets, numbers, news);
  }

  @Bean
  ExportEndpoints agentExportEndpoints(Found found, AgentDrafts drafts, AgentFiles files) {
    return new ExportEndpoints(found, drafts, files);
  }

  @Bean
  TestEndpoints testEndpoints(
      Found found,
      DialogueModels dialogues,
      Knowledge knowledge,
      ObjectProvider<Models> models,
      ObjectProvider<TestTalk> talks,
      DraftLearning learning,
      ObjectProvider<AgentSettings> settings,
      Clock clock) {
    TestTalk offline = new OfflineTalk(dialogues, knowledge, clock);
    Models known = models.getIfAvailable();
    TestTalk usual =
        known == null
            ? offline
            : new ModelTalk(known, new PromptAssembly(clock), knowledge, offline);
    return new TestEndpoints(
        found,
        talks.getIfAvailable(() -> usual),
        learning,
        settings.getIfAvailable(AgentSettings::usual).patienceWithKnowledge());
  }
}
