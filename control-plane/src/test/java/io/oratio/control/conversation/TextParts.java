package io.oratio.control.conversation;

import io.oratio.control.compatible.CompatibleFeature;
import io.oratio.control.rig.MatrixPart;
import io.oratio.control.rig.SampleRecord;
import io.oratio.domain.agent.AgentStatus;
import io.oratio.domain.agent.Agents;
import io.oratio.domain.conversation.Conversation;
import io.oratio.domain.conversation.Conversations;
import io.oratio.domain.memory.Facts;
import io.oratio.domain.session.Channel;
import io.oratio.domain.session.Sessions;
import io.oratio.domain.tenant.TenantId;
import io.oratio.runtime.conversation.Opening;
import io.oratio.runtime.conversation.ReplyRefused;
import io.oratio.runtime.conversation.TextAgents;
import io.oratio.runtime.conversation.TextSettings;
import io.oratio.runtime.conversation.TextStores;
import io.oratio.runtime.model.ModelCounter;
import io.oratio.runtime.model.ModelSettings;
import io.oratio.runtime.model.Models;
import io.oratio.runtime.prompt.PromptAssembly;
import java.time.Clock;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// Conversations in writing over the rig's stores, with an agent without a model unless
/// [ModelSettings] are there.
@MatrixPart
@Configuration(proxyBeanMethods = false)
@Import({ConversationFeature.class, CompatibleFeature.class})
public class TextParts {
  private static final AtomicInteger IDS = new AtomicInteger();

  @Bean
  BakeryMind bakeryMind() {
    return new BakeryMind();
  }

  @Bean
  TextAgents textAgents(
      Agents agents,
      Conversations conversations,
      Sessions sessions,
      Facts facts,
      BakeryMind mind,
      ObjectProvider<ModelSettings> models,
      Clock clock) {
    return new TextAgents(
        new TextStores(agents, conversations, sessions, facts),
        mind,
        new Models(
            models.getIfAvailable(() -> ModelSettings.NONE),
            clock,
            new Random(1),
            ModelCounter.NONE),
        new PromptAssembly(clock),
        TextSettings.usual("node-1"),
        clock,
        () -> "id%08d".formatted(IDS.incrementAndGet()));
  }

  @Bean
  SampleRecord sampleConversation(Agents agents, TextAgents texts) {
    return sample("conversationId", it -> written(agents, texts, it).conversationId());
  }

  @Bean
  SampleRecord sampleRun(Agents agents, TextAgents texts) {
    return sample(
        "runId",
        it -> {
          try {
            return texts
                .reply(it, written(agents, texts, it).conversationId(), "hello", "", _ -> {})
                .answer()
                .get(20, TimeUnit.SECONDS)
                .runId();
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private static Conversation written(Agents agents, TextAgents texts, TenantId tenant) {
    Bakery.open(agents, tenant, "bakery-" + IDS.incrementAndGet(), AgentStatus.ACTIVE);
    String agentId = agents.list(tenant).getLast().agentId();
    try {
      return texts.open(Opening.of(tenant, agentId, Channel.API));
    } catch (ReplyRefused e) {
      throw new IllegalStateException(e);
    }
  }

  private static SampleRecord sample(
      String parameter, java.util.function.Function<TenantId, String> write) {
    return new SampleRecord() {
      @Override
      public String parameter() {
        return parameter;
      }

      @Override
      public String write(TenantId tenantId) {
        return write.apply(tenantId);
      }
    };
  }
}
