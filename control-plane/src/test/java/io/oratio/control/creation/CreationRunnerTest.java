package io.oratio.control.creation;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.domain.agent.Agent;
import io.oratio.domain.agent.AgentStatus;
import io.oratio.domain.agent.AgentType;
import io.oratio.domain.agent.Agents;
import io.oratio.domain.agent.InMemoryAgents;
import io.oratio.domain.creation.Creation;
import io.oratio.domain.creation.InMemoryCreations;
import io.oratio.domain.creation.Step;
import io.oratio.domain.knowledge.KnowledgeDocument;
import io.oratio.domain.live.InProcessLiveEvents;
import io.oratio.domain.number.InMemoryNumbers;
import io.oratio.domain.object.InMemoryObjectStore;
import io.oratio.domain.tenant.TenantId;
import io.oratio.runtime.agent.AgentDefinition;
import io.oratio.runtime.agent.AgentDrafts;
import io.oratio.runtime.agent.AgentFiles;
import io.oratio.runtime.agent.AgentObjects;
import io.oratio.runtime.agent.Ingestion;
import io.oratio.runtime.agent.StoredFile;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.json.JsonMapper;

/// Steps that fail, are broken off, and are taken up by another process.
@Timeout(60)
class CreationRunnerTest {
  private static final TenantId TENANT = new TenantId("t1");
  private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");
  private static final CreationSettings SETTINGS =
      new CreationSettings(
          1,
          Duration.ofMillis(20),
          Duration.ofSeconds(30),
          3,
          Duration.ofSeconds(2),
          Duration.ofMinutes(1),
          Duration.ofMinutes(1));

  private final Agents agents = new InMemoryAgents();
  private final InMemoryCreations creations = new InMemoryCreations();
  private final InMemoryObjectStore store = new InMemoryObjectStore();
  private final CreationObjects objects = new CreationObjects(new AgentObjects(store, Map.of()));
  private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
  private final InProcessLiveEvents events = new InProcessLiveEvents(clock);
  private final CreationNews news = new CreationNews(events, clock);
  private final ScriptedAuthor author = new ScriptedAuthor();
  private final List<String> told = new ArrayList<>();

  @BeforeEach
  void ask() throws IOException {
    Agent agent =
        new Agent(
            TENANT,
            "bakery",
            "usr_1",
            "Bakery",
            AgentType.BOTH,
            AgentStatus.CREATING,
            OptionalInt.empty(),
            NOW,
            NOW);
    agents.save(agent);
    objects.keep(
        agent,
        new Brief(
            TENANT,
            "usr_1",
            "bakery",
            JsonMapper.shared()
                .createObjectNode()
                .put("schemaVersion", 1)
                .put("agentId", "bakery")
                .put("agentName", "Bakery"),
            "Answer what is asked about bread.",
            Optional.empty(),
            new TreeMap<>()));
    creations.begin(Creation.begun(TENANT, "bakery", NOW));
    events.subscribe(TENANT, it -> told.add(it.type().wireName()));
  }

  @AfterEach
  void close() {
    events.close();
  }

  @Test
  void doesAllStepsAndTellsThem() {
    work(NOW).goOn(leased(), "me");

    assertThat(creation().state()).isEqualTo(Creation.State.DONE);
    assertThat(creation().steps()).allMatch(it -> it.attempts() == 1);
    assertThat(agent().status()).isEqualTo(AgentStatus.ACTIVE);
    assertThat(agents.published(TENANT, "bakery").orElseThrow().prompt())
        .isEqualTo("Answer what is asked about bread.");
    await(() -> told.stream().filter("creation_step"::equals).count() == 10);
  }

  @Test
  void restsAfterAStepThatFailedAndDoesItAgain() {
    author.failing = 1;
    work(NOW).goOn(leased(), "me");

    Step written = creation().step(Step.Name.WRITE_AGENT);
    assertThat(written.state()).isEqualTo(Step.State.WAITING);
    assertThat(written.error()).hasValue("Something of ours failed (IOException).");
    assertThat(creation().dueAt()).isEqualTo(NOW.plusSeconds(2));
    assertThat(agent().status()).isEqualTo(AgentStatus.CREATING);

    work(NOW.plusSeconds(2)).goOn(leased(), "me");
    assertThat(creation().state()).isEqualTo(Creation.State.DONE);
    assertThat(creation().step(Step.Name.WRITE_AGENT).attempts()).isEqualTo(2);
    assertThat(creation().step(Step.Name.PROVISION_KNOWLEDGE).attempts()).isEqualTo(1);
  }

  @Test
  void givesUpAfterTheLastAttempt() {
    author.failing = 100;
    for (int i = 0; i < 3; i++) {
      work(NOW.plusSeconds(60L * i)).goOn(leased(), "me");
    }
    assertThat(creation().state()).isEqualTo(Creation.State.FAILED);
    assertThat(agent().status()).isEqualTo(AgentStatus.FAILED);
  }

  @Test
  void doesNotRepeatWhatCannotGoWell() {
    author.agentJson = "{\"schemaVersion\": 1, \"agentId\": \"bakery\", \"agentNam\": \"B\"}";
    work(NOW).goOn(leased(), "me");

    Step check = creation().step(Step.Name.CHECK_ARTEFACTS);
    assertThat(check.state()).isEqualTo(Step.State.FAILED);
    assertThat(check.attempts()).isEqualTo(1);
    assertThat(check.error().orElse("")).contains("agent.json#/agentName: is missing");
    assertThat(agents.latestVersion(TENANT, "bakery")).isEmpty();
  }

  @Test
  void goesOnWithTheStepThatADeadProcessHadBegun() {
    Creation dead = leased();
    Creation begun =
        dead.with(dead.step(Step.Name.PROVISION_KNOWLEDGE).begun(NOW).done(NOW), NOW, NOW);
    begun = begun.with(begun.step(Step.Name.WRITE_AGENT).begun(NOW), NOW, NOW);
    creations.save(begun, "me");

    assertThat(creations.lease(TENANT, "bakery", "other", NOW, NOW.plusSeconds(60))).isEmpty();
    Instant later = NOW.plusSeconds(31);
    Creation taken =
        creations.lease(TENANT, "bakery", "other", later, later.plusSeconds(30)).orElseThrow();
    work(later).goOn(taken, "other");

    assertThat(creation().state()).isEqualTo(Creation.State.DONE);
    assertThat(creation().step(Step.Name.WRITE_AGENT).attempts()).isEqualTo(2);
  }

  @Test
  void writesNothingMoreOnceTheLeaseIsAnothers() {
    Creation mine = leased();
    Instant later = NOW.plusSeconds(31);
    creations.lease(TENANT, "bakery", "other", later, later.plusSeconds(30)).orElseThrow();
    work(later).goOn(mine, "me");
    assertThat(creation().steps()).allMatch(it -> it.state() == Step.State.WAITING);
  }

  @Test
  void addsNoSecondVersionWhenDeployingIsRepeated() {
    CreationSteps steps = steps(clock);
    try {
      for (Step.Name each : Step.Name.values()) {
        steps.perform(each, agent());
      }
      agents.save(
          new Agent(
              TENANT,
              "bakery",
              "usr_1",
              "Bakery",
              AgentType.BOTH,
              AgentStatus.CREATING,
              OptionalInt.empty(),
              NOW,
              NOW));
      steps.perform(Step.Name.DEPLOY, agent());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    assertThat(agents.latestVersion(TENANT, "bakery")).hasValue(1);
  }

  @Test
  void forgetsACreationWhoseAgentIsGone() {
    agents.remove(TENANT, "bakery");
    work(NOW).goOn(leased(), "me");
    assertThat(creations.find(TENANT, "bakery")).isEmpty();
  }

  @Test
  void takesUpByItselfWhatIsDue() {
    try (CreationRunner runner =
        new CreationRunner(creations, work(NOW), SETTINGS, clock, "node-1")) {
      runner.start();
      await(() -> creation().state() == Creation.State.DONE);
    }
    assertThat(agent().status()).isEqualTo(AgentStatus.ACTIVE);
  }

  private Creation leased() {
    return creations.lease(TENANT, "bakery", "me", NOW, NOW.plus(SETTINGS.lease())).orElseThrow();
  }

  private Creation creation() {
    return creations.find(TENANT, "bakery").orElseThrow();
  }

  private Agent agent() {
    return agents.find(TENANT, "bakery").orElseThrow();
  }

  private CreationWork work(Instant at) {
    Clock then = Clock.fixed(at, ZoneOffset.UTC);
    return new CreationWork(creations, agents, steps(then), news, SETTINGS, then);
  }

  private CreationSteps steps(Clock then) {
    AgentFiles files = new AgentFiles(store, Map.of());
    return new CreationSteps(
        agents,
        files,
        new AgentDrafts(agents, new InMemoryNumbers(), files, new NoIngestion(), then),
        objects,
        author,
        then);
  }

  private static void await(BooleanSupplier wanted) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!wanted.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }

  /// Fails as often as it is told, then writes as the interim author does.
  private static final class ScriptedAuthor implements AgentAuthor {
    private int failing;
    private String agentJson = "";

    @Override
    public Optional<String> refuses(String procedure) {
      return Optional.empty();
    }

    @Override
    public Artefacts write(Brief brief) throws IOException {
      if (failing-- > 0) {
        throw new IOException("the model is away");
      }
      return agentJson.isEmpty()
          ? new ProcedureAuthor().write(brief)
          : new Artefacts(agentJson, "x");
    }
  }

  private static final class NoIngestion implements Ingestion {
    @Override
    public List<KnowledgeDocument> ingest(
        TenantId tenantId,
        String userId,
        String agentId,
        int version,
        AgentDefinition definition,
        Map<String, StoredFile> files) {
      return List.of();
    }

    @Override
    public void refetch(TenantId tenantId, String agentId, int version) {}

    @Override
    public void forget(
        TenantId tenantId,
        String userId,
        String agentId,
        Set<Integer> versions,
        boolean withPages) {}
  }
}
