package io.oratio.domain.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.oratio.domain.Samples;
import io.oratio.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class AgentTest {
  private static final TenantId TENANT = Samples.newTenant();

  @Test
  void refusesAnAgentWithoutAnIdOrAName() {
    assertThatIllegalArgumentException().isThrownBy(() -> named("", "Reception", 1));
    assertThatIllegalArgumentException().isThrownBy(() -> named("a/b", "Reception", 1));
    assertThatIllegalArgumentException().isThrownBy(() -> named("reception", " ", 1));
    assertThatIllegalArgumentException().isThrownBy(() -> named("reception", "Reception", 0));
  }

  @Test
  void publishesAVersionAtAMoment() {
    Instant later = Samples.MORNING.plusSeconds(60);
    Agent published = Samples.agent(TENANT, "reception").publishing(3, later);
    assertThat(published.publishedVersion()).hasValue(3);
    assertThat(published.updatedAt()).isEqualTo(later);
    assertThat(published.createdAt()).isEqualTo(Samples.MORNING);
  }

  @Test
  void countsVersionsFromOne() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Samples.agentVersion(TENANT, "reception", 0));
  }

  @Test
  void refusesAVersionWhoseTextsAreTooLongTogether() {
    int half = AgentVersion.LONGEST_TEXTS / 2;
    assertThat(withTexts("x".repeat(half), "y".repeat(half)).prompt()).hasSize(half);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> withTexts("x".repeat(half), "y".repeat(half + 1)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> withTexts("", "y".repeat(AgentVersion.LONGEST_TEXTS + 1)));
  }

  @Test
  void refusesAVersionWithACharacterThatNoStoreKeeps() {
    assertThatIllegalArgumentException().isThrownBy(() -> withTexts("Good\u0000morning", ""));
  }

  @Test
  void doesNotChangeWithTheListsItWasMadeFrom() {
    List<String> questions = new ArrayList<>(List.of("When?"));
    QuestionAndAnswer answer = new QuestionAndAnswer(questions, "At nine.");
    questions.add("Where?");
    assertThat(answer.questions()).containsExactly("When?");
  }

  @Test
  void refusesAQuestionWithoutAnAnswerAndAnAnswerWithoutAQuestion() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new QuestionAndAnswer(List.of(), "At nine."));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new QuestionAndAnswer(List.of("When?"), " "));
  }

  @Test
  void refusesCallRulesThatAreNone() {
    Duration one = Duration.ofSeconds(1);
    assertThatIllegalArgumentException().isThrownBy(() -> rules(Duration.ZERO, one, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> rules(one, Duration.ZERO, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> rules(one, one.negated(), 0));
    assertThatIllegalArgumentException().isThrownBy(() -> rules(one, one, -1));
    assertThat(CallRules.usual().recordCalls()).isTrue();
  }

  @Test
  void knowsThreeSensitivities() {
    for (String word : new String[] {"HIGH", "MEDIUM", "LOW"}) {
      assertThat(sensitivity(word).endpointingSensitivity()).contains(word);
    }
    assertThatIllegalArgumentException().isThrownBy(() -> sensitivity("high"));
  }

  @Test
  void readsItsWordsBackFromTheWire() {
    for (AgentType type : AgentType.values()) {
      assertThat(AgentType.fromWire(type.wireName())).isEqualTo(type);
    }
    for (AgentStatus status : AgentStatus.values()) {
      assertThat(AgentStatus.fromWire(status.wireName())).isEqualTo(status);
    }
    assertThat(AgentStatus.CREATING.wireName()).isEqualTo("creating");
    assertThatIllegalArgumentException().isThrownBy(() -> AgentType.fromWire("video"));
    assertThatIllegalArgumentException().isThrownBy(() -> AgentStatus.fromWire(""));
  }

  private static Agent named(String agentId, String name, int published) {
    return new Agent(
        TENANT,
        agentId,
        "user-1",
        name,
        AgentType.VOICE,
        AgentStatus.ACTIVE,
        OptionalInt.of(published),
        Samples.MORNING,
        Samples.MORNING);
  }

  private static AgentVersion withTexts(String greeting, String prompt) {
    return new AgentVersion(
        TENANT,
        "reception",
        1,
        VoiceConfig.english(),
        greeting,
        prompt,
        List.of(),
        List.of(),
        rules(Duration.ofSeconds(1), Duration.ofSeconds(1), 0),
        Samples.MORNING);
  }

  private static CallRules rules(Duration longest, Duration idleAfter, int idlePrompts) {
    return new CallRules(longest, "", idleAfter, idlePrompts, true, List.of());
  }

  private static VoiceConfig sensitivity(String word) {
    return new VoiceConfig(Optional.empty(), "en-US", Optional.of(word), Optional.empty());
  }
}
