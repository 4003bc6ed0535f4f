package io.oratio.domain.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.oratio.domain.Concurrently;
import io.oratio.domain.Samples;
import io.oratio.domain.tenant.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What every store of agents does. The store may hold other tenants' agents from before.
public abstract class AgentsContract {
  private final TenantId ours = Samples.newTenant();
  private final TenantId theirs = Samples.newTenant();

  /// The store under test, the same for one test.
  protected abstract Agents agents();

  @Test
  void findsWhatWasSaved() {
    Agent agent =
        new Agent(
            ours,
            "reception",
            "",
            Samples.MANY_SCRIPTS,
            AgentType.BOTH,
            AgentStatus.PAUSED,
            OptionalInt.of(3),
            Samples.MORNING,
            Samples.MORNING.plusNanos(1000));
    agents().save(agent);
    assertThat(agents().find(ours, "reception")).contains(agent);
  }

  @Test
  void keepsThatNothingIsPublished() {
    Agent agent = Samples.agent(ours, "reception");
    agents().save(agent);
    assertThat(agents().find(ours, "reception")).contains(agent);
    assertThat(agents().published(ours, "reception")).isEmpty();
  }

  @Test
  void replacesTheAgentOfTheSameId() {
    agents().save(Samples.agent(ours, "reception"));
    Agent after = Samples.agent(ours, "reception").publishing(2, Samples.MORNING.plusSeconds(9));
    agents().save(after);
    assertThat(agents().list(ours)).containsExactly(after);
  }

  @Test
  void listsOnlyTheTenantsAgentsOrderedById() {
    for (String id : List.of("b", "A", "a", "_", "-", "9")) {
      agents().save(Samples.agent(ours, id));
    }
    agents().save(Samples.agent(theirs, "c"));
    assertThat(agents().list(ours))
        .extracting(Agent::agentId)
        .containsExactly("-", "9", "A", "_", "a", "b");
  }

  @Test
  void answersForAnotherTenantsAgentAsIfItWereNotThere() {
    agents().save(Samples.agent(theirs, "reception").publishing(1, Samples.MORNING));
    agents().add(Samples.agentVersion(theirs, "reception", 1));
    assertThat(agents().find(ours, "reception")).isEmpty();
    assertThat(agents().list(ours)).isEmpty();
    assertThat(agents().version(ours, "reception", 1)).isEmpty();
    assertThat(agents().published(ours, "reception")).isEmpty();
  }

  @Test
  void letsTwoTenantsUseTheSameId() {
    Agent mine = Samples.agent(ours, "reception");
    Agent other = Samples.agent(theirs, "reception").publishing(1, Samples.MORNING);
    agents().save(mine);
    agents().save(other);
    agents().add(Samples.agentVersion(ours, "reception", 1));
    agents().add(Samples.agentVersion(theirs, "reception", 1));
    assertThat(agents().find(ours, "reception")).contains(mine);
    assertThat(agents().find(theirs, "reception")).contains(other);
  }

  @Test
  void keepsEveryPartOfAVersion() {
    AgentVersion version =
        new AgentVersion(
            ours,
            "reception",
            7,
            new VoiceConfig(
                Optional.of("matthew"), "de-AT", Optional.of("LOW"), Optional.of("a.model-v1:0")),
            Samples.MANY_SCRIPTS,
            "p" + Samples.MANY_SCRIPTS,
            List.of(
                new QuestionAndAnswer(List.of("Wann?", Samples.MANY_SCRIPTS), "Um neun."),
                new QuestionAndAnswer(List.of("Wo?"), Samples.MANY_SCRIPTS)),
            List.of("transfer", "hang_up"),
            new CallRules(
                Duration.ofSeconds(61, 5_000_000),
                Samples.MANY_SCRIPTS,
                Duration.ofMillis(1500),
                0,
                false,
                List.of(new CallRules.TransferTarget("sales", "", "tel:+15550111"))),
            "{\n  \"name\": \"" + Samples.MANY_SCRIPTS + "\"\n}\n",
            Samples.MORNING);
    agents().add(version);
    assertThat(agents().version(ours, "reception", 7)).contains(version);
  }

  @Test
  void keepsAVersionWithNothingOptional() {
    AgentVersion version =
        new AgentVersion(
            ours,
            "reception",
            1,
            VoiceConfig.english(),
            "",
            "",
            List.of(),
            List.of(),
            CallRules.usual(),
            Samples.MORNING);
    agents().add(version);
    assertThat(agents().version(ours, "reception", 1)).contains(version);
  }

  @Test
  void keepsAVersionAsLongAsAVersionMayBe() {
    AgentVersion usual = Samples.agentVersion(ours, "reception", 1);
    AgentVersion version =
        new AgentVersion(
            ours,
            "reception",
            1,
            usual.voiceConfig(),
            "",
            "Line of a long prompt: \u4f60\n".repeat(AgentVersion.LONGEST_TEXTS / 28),
            List.of(),
            List.of(),
            usual.rules(),
            Samples.MORNING);
    agents().add(version);
    assertThat(agents().version(ours, "reception", 1)).contains(version);
  }

  @Test
  void keepsADefinitionAsLongAsADefinitionMayBe() {
    AgentVersion usual = Samples.agentVersion(ours, "reception", 1);
    AgentVersion version =
        new AgentVersion(
            ours,
            "reception",
            1,
            usual.voiceConfig(),
            "",
            "",
            List.of(),
            List.of(),
            usual.rules(),
            "{\n  \"description\": \"When to use it, in a few words\"\n},\n"
                .repeat((AgentVersion.LONGEST_TEXTS - 500) / 55),
            Samples.MORNING);
    agents().add(version);
    assertThat(agents().version(ours, "reception", 1)).contains(version);
  }

  @Test
  void knowsTheLatestVersionOfEachAgent() {
    assertThat(agents().latestVersion(ours, "reception")).isEmpty();
    for (int version : new int[] {9, 10, 2}) {
      agents().add(Samples.agentVersion(ours, "reception", version));
    }
    agents().add(Samples.agentVersion(ours, "reception-2", 11));
    agents().add(Samples.agentVersion(ours, "receptio", 12));
    agents().add(Samples.agentVersion(theirs, "reception", 13));
    assertThat(agents().latestVersion(ours, "reception")).hasValue(10);
    assertThat(agents().latestVersion(ours, "rec")).isEmpty();
  }

  @Test
  void refusesToWriteAVersionTwice() {
    AgentVersion first = Samples.agentVersion(ours, "reception", 1);
    agents().add(first);
    AgentVersion other =
        new AgentVersion(
            ours,
            "reception",
            1,
            first.voiceConfig(),
            "Another greeting",
            first.prompt(),
            List.of(),
            List.of(),
            first.rules(),
            Samples.MORNING);
    assertThatIllegalStateException().isThrownBy(() -> agents().add(other));
    assertThat(agents().version(ours, "reception", 1)).contains(first);
  }

  @Test
  void letsOnlyOneOfManyThreadsWriteAVersion() throws Exception {
    AtomicInteger refused = new AtomicInteger();
    Concurrently.run(
        8,
        IntStream.range(0, 16)
            .<Runnable>mapToObj(
                it ->
                    () -> {
                      try {
                        agents().add(Samples.agentVersion(ours, "reception", 1));
                      } catch (IllegalStateException e) {
                        refused.incrementAndGet();
                      }
                    })
            .toList());
    assertThat(refused).hasValue(15);
    assertThat(agents().version(ours, "reception", 1)).isPresent();
  }

  @Test
  void answersWithThePublishedVersion() {
    agents().save(Samples.agent(ours, "reception").publishing(2, Samples.MORNING));
    agents().add(Samples.agentVersion(ours, "reception", 1));
    agents().add(Samples.agentVersion(ours, "reception", 2));
    agents().add(Samples.agentVersion(ours, "reception", 3));
    assertThat(agents().published(ours, "reception"))
        .contains(Samples.agentVersion(ours, "reception", 2));
    assertThat(agents().version(ours, "reception", 4)).isEmpty();
    assertThat(agents().published(ours, "nobody")).isEmpty();
  }

  @Test
  void writesOverOnlyWhatTheWriterHasRead() throws Exception {
    Agent first = Samples.agent(ours, "reception");
    assertThat(agents().save(first, Samples.MORNING)).isFalse();
    assertThat(agents().find(ours, "reception")).isEmpty();
    agents().save(first);
    AtomicInteger written = new AtomicInteger();
    Concurrently.run(
        8,
        IntStream.range(1, 17)
            .<Runnable>mapToObj(
                it ->
                    () -> {
                      Agent changed = first.publishing(it, Samples.MORNING.plusSeconds(it));
                      if (agents().save(changed, Samples.MORNING)) {
                        written.incrementAndGet();
                      }
                    })
            .toList());
    assertThat(written).hasValue(1);
    Agent now = agents().find(ours, "reception").orElseThrow();
    assertThat(now).isNotEqualTo(first);
    Agent next = first.publishing(99, Samples.MORNING.plusSeconds(99));
    assertThat(agents().save(next, now.updatedAt().plusNanos(1000))).isFalse();
    assertThat(agents().save(next, now.updatedAt())).isTrue();
    assertThat(agents().find(ours, "reception")).contains(next);
  }

  @Test
  void listsVersionsTheLatestFirst() {
    for (int version : new int[] {9, 10, 2}) {
      agents().add(Samples.agentVersion(ours, "reception", version));
    }
    agents().add(Samples.agentVersion(ours, "reception-2", 11));
    agents().add(Samples.agentVersion(theirs, "reception", 12));
    assertThat(agents().versions(ours, "reception"))
        .containsExactly(
            new AgentVersion.Header(10, Samples.MORNING),
            new AgentVersion.Header(9, Samples.MORNING),
            new AgentVersion.Header(2, Samples.MORNING));
    assertThat(agents().versions(ours, "nobody")).isEmpty();
  }

  @Test
  void takesAnAgentOutWithItsVersions() {
    for (TenantId tenant : List.of(ours, theirs)) {
      for (String id : List.of("reception", "reception-2")) {
        agents().save(Samples.agent(tenant, id).publishing(1, Samples.MORNING));
        agents().add(Samples.agentVersion(tenant, id, 1));
        agents().add(Samples.agentVersion(tenant, id, 2));
      }
    }
    assertThat(agents().remove(ours, "reception")).isTrue();
    assertThat(agents().remove(ours, "reception")).isFalse();
    assertThat(agents().find(ours, "reception")).isEmpty();
    assertThat(agents().versions(ours, "reception")).isEmpty();
    assertThat(agents().latestVersion(ours, "reception")).isEmpty();
    assertThat(agents().versions(ours, "reception-2")).hasSize(2);
    assertThat(agents().published(theirs, "reception")).isPresent();
    agents().add(Samples.agentVersion(ours, "reception", 1));
  }
}
