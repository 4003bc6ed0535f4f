package io.oratio.runtime.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.domain.agent.Agent;
import io.oratio.domain.agent.AgentStatus;
import io.oratio.domain.agent.AgentType;
import io.oratio.domain.agent.AgentVersion;
import io.oratio.domain.agent.CallRules;
import io.oratio.domain.agent.InMemoryAgents;
import io.oratio.domain.agent.VoiceConfig;
import io.oratio.domain.conversation.Conversation;
import io.oratio.domain.conversation.InMemoryConversations;
import io.oratio.domain.conversation.Message;
import io.oratio.domain.memory.InMemoryFacts;
import io.oratio.domain.session.Channel;
import io.oratio.domain.session.InMemorySessions;
import io.oratio.domain.tenant.TenantId;
import io.oratio.modelsimulator.ModelSimulator;
import io.oratio.runtime.agent.AgentDefinition;
import io.oratio.runtime.dialogue.Dialogue;
import io.oratio.runtime.model.ModelCounter;
import io.oratio.runtime.model.ModelSettings;
import io.oratio.runtime.model.ModelSettings.Model;
import io.oratio.runtime.model.ModelSettings.Patience;
import io.oratio.runtime.model.ModelSettings.Price;
import io.oratio.runtime.model.ModelSettings.Provider;
import io.oratio.runtime.model.Models;
import io.oratio.runtime.prompt.PromptAssembly;
import io.oratio.runtime.prompt.SampleAgent;
import io.oratio.runtime.tool.Scene;
import io.oratio.runtime.tool.ToolSpec;
import io.oratio.runtime.tool.Tools;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Stores in memory and processes over them, of which each may be abandoned as if it were killed.
final class TextRig {
  static final TenantId TENANT = new TenantId("t1");
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

  final InMemoryConversations conversations = new InMemoryConversations();
  final InMemorySessions sessions = new InMemorySessions();
  final InMemoryFacts facts = new InMemoryFacts();
  final FakeTools.World world = new FakeTools.World();
  final List<RunEvent> events = new CopyOnWriteArrayList<>();
  private final InMemoryAgents agents = new InMemoryAgents();
  private final AtomicInteger ids = new AtomicInteger();
  private final AgentDefinition definition;

  TextRig() {
    this(0);
  }

  /// @param budget of the agent
  TextRig(long budget) {
    definition = SampleAgent.bakery("You answer for the bakery.", budget);
    Instant now = Instant.now();
    agents.add(
        new AgentVersion(
            TENANT,
            "bakery",
            1,
            VoiceConfig.english(),
            definition.greeting(),
            definition.prompt(),
            List.of(),
            List.of(),
            CallRules.usual(),
            now));
    agents.save(
        new Agent(
            TENANT,
            "bakery",
            "owner",
            "Bakery",
            AgentType.BOTH,
            AgentStatus.ACTIVE,
            OptionalInt.of(1),
            now,
            now));
  }

  /// A process that asks the simulator.
  TextAgents process(ModelSimulator simulator, TextSettings settings) {
    return process(
        ModelSettings.of(
                Model.of(Provider.OPENAI_COMPATIBLE, simulator.baseUrl().toString(), "m")
                    .withPrice(new Price(1, 1)))
            .withPatience(QUICK),
        settings);
  }

  /// A process without a model.
  TextAgents offline() {
    return process(ModelSettings.NONE, TextSettings.usual("node-1"));
  }

  private TextAgents process(ModelSettings models, TextSettings settings) {
    return new TextAgents(
        new TextStores(agents, conversations, sessions, facts),
        new Mind(),
        new Models(models, InstantSource.system(), new Random(1), ModelCounter.NONE),
        new PromptAssembly(Clock.systemUTC()),
        settings,
        Clock.systemUTC(),
        () -> "id" + ids.incrementAndGet());
  }

  Conversation open(TextAgents agents) throws ReplyRefused {
    return agents.open(Opening.of(TENANT, "bakery", Channel.API));
  }

  Answer say(TextAgents agents, Conversation conversation, String words) throws Exception {
    return begin(agents, conversation, words).answer().get(40, TimeUnit.SECONDS);
  }

  Reply begin(TextAgents agents, Conversation conversation, String words) throws ReplyRefused {
    return agents.reply(TENANT, conversation.conversationId(), words, "", events::add);
  }

  List<Message> messages(Conversation conversation) {
    return conversations.messages(TENANT, conversation.conversationId(), 0, 1000);
  }

  /// Waits until it holds.
  static void until(java.util.function.BooleanSupplier holds) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!holds.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(end);
      java.util.concurrent.locks.LockSupport.parkNanos(2_000_000);
    }
  }

  private final class Mind implements TextMind {
    @Override
    public AgentDefinition definition(AgentVersion version) {
      return definition;
    }

    @Override
    public Tools tools(AgentDefinition agent, Scene scene, int turn) {
      return new FakeTools(world, scene, turn);
    }

    @Override
    public Dialogue dialogue(AgentDefinition agent, Scene.Facts its, List<ToolSpec> tools) {
      return new EchoDialogue();
    }

    @Override
    public Optional<String> alarm(AgentDefinition agent, Scene.Facts its, String words) {
      return words.contains("poisoned")
          ? Optional.of("I bring somebody at once.")
          : Optional.empty();
    }
  }
}
