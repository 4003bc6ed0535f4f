package io.oratio.runtime.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oratio.domain.agent.AgentVersion;
import io.oratio.domain.agent.CallRules;
import io.oratio.domain.agent.QuestionAndAnswer;
import io.oratio.domain.agent.VoiceConfig;
import io.oratio.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DefinitionsTest {
  private static final TenantId TENANT = new TenantId("t1");
  private static final String TEXT =
      """
      {
        "schemaVersion": 1, "agentId": "bakery", "agentName": "The Bakery", "language": "pt-PT",
        "voiceConfig": {"voice": "matthew"},
        "greeting": "Good morning.",
        "questionsAndAnswers": [{"questions": ["when do you open"], "answer": "At seven."}],
        "transferTargets": [{"name": "desk", "description": "The counter", "uri": "tel:+15550123"}],
        "humanHandoffTarget": "desk",
        "tools": [{"kind": "builtin", "name": "transfer"}, {"kind": "builtin", "name": "hang_up"}],
        "rules": {"idlePrompts": 3, "idleAfterSeconds": 20, "recordCalls": false},
        "settings": {"maxConversationLength": 600}
      }\
      """;

  @Test
  void putsWhatADefinitionSaysIntoTheFieldsOfItsVersion() {
    AgentVersion version = version(1);

    assertThat(version.voiceConfig())
        .isEqualTo(
            new VoiceConfig(Optional.of("matthew"), "pt-PT", Optional.empty(), Optional.empty()));
    assertThat(version.greeting()).isEqualTo("Good morning.");
    assertThat(version.prompt()).isEqualTo("Be kind.");
    assertThat(version.questionsAndAnswers())
        .containsExactly(new QuestionAndAnswer(List.of("when do you open"), "At seven."));
    assertThat(version.tools()).containsExactly("transfer", "hang_up");
    assertThat(version.rules())
        .isEqualTo(
            new CallRules(
                Duration.ofMinutes(10),
                "Are you still there?",
                Duration.ofSeconds(20),
                3,
                false,
                List.of(new CallRules.TransferTarget("desk", "The counter", "tel:+15550123"))));
    assertThat(version.definition()).isEqualTo(TEXT);
  }

  @Test
  void readsTheDefinitionOfAVersionOnce() {
    AgentDefinition first = Definitions.of(version(1));

    assertThat(first).isEqualTo(AgentFile.parse(TEXT, "Be kind."));
    assertThat(Definitions.of(version(1))).isSameAs(first);
  }

  @Test
  void doesNotMistakeAnotherVersionOfTheSameNumberForIt() {
    AgentDefinition first = Definitions.of(version(7));
    AgentVersion other =
        Definitions.version(TENANT, 7, AgentFile.parse(TEXT, "Be brief."), TEXT, Instant.EPOCH);

    assertThat(Definitions.of(other).prompt()).isEqualTo("Be brief.");
    assertThat(first.prompt()).isEqualTo("Be kind.");
  }

  @Test
  void derivesADefinitionFromAVersionThatHasNone() {
    AgentVersion plain =
        new AgentVersion(
            TENANT,
            "old",
            1,
            VoiceConfig.english(),
            "Hello.",
            "Be kind.",
            List.of(new QuestionAndAnswer(List.of("who are you"), "A bakery.")),
            List.of("hang_up"),
            CallRules.usual(),
            Instant.EPOCH);

    AgentDefinition definition = Definitions.of(plain);

    assertThat(Definitions.version(TENANT, 1, definition, "", Instant.EPOCH)).isEqualTo(plain);
    assertThat(definition.agentName()).isEqualTo("old");
  }

  @Test
  void skipsWhatANewerSoftwareStored() {
    String newer = TEXT.replace("\"agentName\"", "\"mood\": \"sunny\", \"agentName\"");
    AgentVersion version =
        Definitions.version(TENANT, 9, AgentFile.parse(TEXT, "Be kind."), newer, Instant.EPOCH);

    assertThat(Definitions.of(version).agentName()).isEqualTo("The Bakery");
  }

  @Test
  void saysThatAStoredDefinitionIsBrokenWithoutQuotingIt() {
    AgentVersion version =
        Definitions.version(
            TENANT, 3, AgentFile.parse(TEXT, "Be kind."), "{\"secret", Instant.EPOCH);

    assertThatThrownBy(() -> Definitions.of(version))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageNotContaining("secret\"");
  }

  private static AgentVersion version(int number) {
    return Definitions.version(
        TENANT, number, AgentFile.parse(TEXT, "Be kind."), TEXT, Instant.EPOCH);
  }
}
