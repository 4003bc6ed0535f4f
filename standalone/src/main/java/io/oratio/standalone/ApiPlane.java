package io.oratio.standalone;

import com.github.f4b6a3.ulid.UlidCreator;
import io.oratio.control.ControlPlane;
import io.oratio.control.SessionViews;
import io.oratio.control.account.AccountFeature;
import io.oratio.control.agent.AgentFeature;
import io.oratio.control.audit.AuditFeature;
import io.oratio.control.call.CallFeature;
import io.oratio.control.compatible.CompatibleFeature;
import io.oratio.control.conversation.ConversationFeature;
import io.oratio.control.creation.CreationFeature;
import io.oratio.control.key.KeyFeature;
import io.oratio.control.knowledge.KnowledgeFeature;
import io.oratio.control.live.LiveFeature;
import io.oratio.control.notification.NotificationFeature;
import io.oratio.control.session.SessionFeature;
import io.oratio.control.session.SessionSettings;
import io.oratio.control.telephony.TelephonyFeature;
import io.oratio.control.tenant.TenantFeature;
import io.oratio.control.trust.TrustParts;
import io.oratio.control.trust.TrustSettings;
import io.oratio.domain.limit.SharedBudgets;
import io.oratio.runtime.agent.AgentDrafts;
import io.oratio.runtime.agent.AgentFiles;
import io.oratio.runtime.agent.AgentObjects;
import io.oratio.runtime.agent.DraftLearning;
import io.oratio.runtime.agent.Ingestion;
import io.oratio.runtime.conversation.TextAgents;
import io.oratio.runtime.conversation.TextStores;
import io.oratio.runtime.dialogue.DialogueModels;
import io.oratio.runtime.knowledge.Knowledge;
import io.oratio.runtime.mail.Mail;
import io.oratio.runtime.model.ModelCounter;
import io.oratio.runtime.model.Models;
import io.oratio.storage.Stores;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.ThreadLocalRandom;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// The control plane: the API over the stores, beside the voice plane in one web server or without
/// it. The example agents' tenant is the first owner's.
@Configuration(proxyBeanMethods = false)
@Conditional(PartsRun.Control.class)
@Import({
  ControlPlane.class,
  ApiLimits.class,
  ApiHealth.class,
  Provider.class,
  TrustParts.class,
  AccountFeature.class,
  TenantFeature.class,
  KeyFeature.class,
  AuditFeature.class,
  AgentFeature.class,
  CreationFeature.class,
  KnowledgeFeature.class,
  TelephonyFeature.class,
  CallFeature.class,
  SessionFeature.class,
  LiveFeature.class,
  NotificationFeature.class,
  ConversationFeature.class,
  CompatibleFeature.class,
  SessionViews.class
})
class ApiPlane {
  private static final int KEY_BYTES = 32;

  /// What all nodes count together, where they meet.
  @Bean
  @ConditionalOnProperty(name = "oratio.bus.kind", havingValue = "redis")
  SharedBudgets sharedBudgets(Foundation foundation) {
    return foundation.bus().budgets().orElseThrow();
  }

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean
  TrustSettings trustSettings(Settings settings) throws IOException {
    return TrustSettings.of(secrets(settings), URI.create(baseAddress(settings)));
  }

  @Bean
  SessionSettings sessionSettings(Settings settings) throws IOException {
    return new SessionSettings(
        new SecretKeySpec(key(secrets(settings).resolve("recording-links.key")), "HmacSHA256"),
        baseAddress(settings),
        settings.api().retentionEvery());
  }

  @Bean
  Mail mail(Foundation foundation) {
    return foundation.runtime().mail();
  }

  @Bean
  AgentFiles agentFiles(Foundation foundation) {
    return foundation.runtime().files();
  }

  @Bean
  AgentObjects agentObjects(Stores stores) {
    return new AgentObjects(stores.objects(), AgentRuntime.TAGS);
  }

  @Bean
  Ingestion ingestion(Foundation foundation) {
    return foundation.runtime().ingestion();
  }

  @Bean
  AgentDrafts agentDrafts(Stores stores, AgentFiles files, Ingestion ingestion, Clock clock) {
    return new AgentDrafts(stores.agents(), stores.numbers(), files, ingestion, clock);
  }

  @Bean(destroyMethod = "close")
  DraftLearning draftLearning(Stores stores, AgentDrafts drafts, Ingestion ingestion) {
    return new DraftLearning(drafts, stores.agents(), stores.knowledgeBases(), ingestion, 1);
  }

  @Bean(destroyMethod = "")
  Knowledge knowledge(Foundation foundation) {
    return foundation.runtime().knowledge();
  }

  @Bean
  DialogueModels dialogueModels(Foundation foundation) {
    return foundation.runtime().dialogues();
  }

  @Bean
  Models models(Settings settings, Clock clock) {
    return new Models(
        ModelsOf.settings(settings.model()), clock, ThreadLocalRandom.current(), ModelCounter.NONE);
  }

  @Bean(destroyMethod = "close")
  TextAgents textAgents(
      Settings settings, Stores stores, Foundation foundation, Models models, Clock clock) {
    AgentRuntime runtime = foundation.runtime();
    return new TextAgents(
        new TextStores(stores.agents(), stores.conversations(), stores.sessions(), stores.facts()),
        runtime.textMind(),
        models,
        runtime.prompts(),
        ModelsOf.text(settings.model(), foundation.node()),
        clock,
        () -> UlidCreator.getMonotonicUlid().toString());
  }

  /// Where the API is reached: as configured, else on this machine.
  static String baseAddress(Settings settings) {
    String configured = settings.api().baseAddress();
    return configured.isBlank()
        ? "http://127.0.0.1:" + settings.http().port()
        : configured.replaceAll("/+$", "");
  }

  private static Path secrets(Settings settings) throws IOException {
    return Files.createDirectories(
        settings.keysDir().isBlank()
            ? settings.dataDir().resolve("secrets")
            : Path.of(settings.keysDir()).toAbsolutePath());
  }

  private static byte[] key(Path file) throws IOException {
    if (!Files.exists(file)) {
      byte[] fresh = new byte[KEY_BYTES];
      new SecureRandom().nextBytes(fresh);
      Path whole = Files.createTempFile(file.getParent(), "key", ".new");
      Files.write(whole, fresh);
      try {
        // A link fails where a move would replace: of two processes that start together one wins.
        Files.createLink(file, whole);
      } catch (FileAlreadyExistsException _) {
        // The other one's key is read.
      } finally {
        Files.delete(whole);
      }
    }
    return Files.readAllBytes(file);
  }
}
