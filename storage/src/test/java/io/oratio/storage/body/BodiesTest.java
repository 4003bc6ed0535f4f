package io.oratio.storage.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.oratio.domain.Samples;
import io.oratio.domain.agent.AgentVersion;
import io.oratio.domain.agent.CallRules;
import io.oratio.domain.agent.VoiceConfig;
import io.oratio.domain.creation.Creation;
import io.oratio.domain.creation.Step;
import io.oratio.domain.live.Commands;
import io.oratio.domain.session.CustomerMetadata;
import io.oratio.domain.session.LineQuality;
import io.oratio.domain.tenant.TenantId;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BodiesTest {
  private static final TenantId TENANT = new TenantId("acme");

  @Test
  void readsAVersionThatHasNothingYetAndGivesItTheUsual() {
    AgentVersion version = read("{}");
    assertThat(version.voiceConfig()).isEqualTo(VoiceConfig.english());
    assertThat(version.rules()).isEqualTo(CallRules.usual());
    assertThat(version.greeting()).isEmpty();
    assertThat(version.questionsAndAnswers()).isEmpty();
  }

  @Test
  void skipsWhatANewerOratioWrote() {
    AgentVersion version =
        read(
            """
            {"greeting":"Hello","hologram":{"on":true},"tools":["hang_up",7],
             "rules":{"idlePrompts":1,"maxConversationLength":"PT1M","mood":"calm"},
             "questionsAndAnswers":[{"questions":["When?"],"answer":"Now.","weight":3}]}
            """);
    assertThat(version.greeting()).isEqualTo("Hello");
    assertThat(version.tools()).containsExactly("hang_up");
    assertThat(version.rules().idlePrompts()).isOne();
    assertThat(version.rules().maxConversationLength()).hasMinutes(1);
    assertThat(version.questionsAndAnswers()).hasSize(1);
  }

  @Test
  void refusesADocumentThatIsNoneWithoutQuotingIt() {
    assertThatIllegalStateException()
        .isThrownBy(() -> read("{\"prompt\": secret words"))
        .withMessageNotContaining("secret");
  }

  @Test
  void readsASessionsPartsThoughTheyAreEmpty() {
    assertThat(SessionBody.readMetadata("{}")).isEqualTo(CustomerMetadata.none());
    assertThat(SessionBody.readMetadata("{\"callId\":null,\"x\":1}"))
        .isEqualTo(CustomerMetadata.none());
    assertThat(SessionBody.readQuality("{}")).isEqualTo(new LineQuality(0, 0, 0, 0, 0, 1));
  }

  @Test
  void readsPairsAndSkipsWhatIsNoText() {
    assertThat(PairsBody.read("{}")).isEmpty();
    assertThat(PairsBody.read("{\"a\":\"x\",\"b\":1,\"c\":{\"d\":\"e\"},\"f\":null}"))
        .isEqualTo(Map.of("a", "x"));
    Map<String, String> pairs = Map.of("", "\u0001\"", "n", Samples.MANY_SCRIPTS);
    assertThat(PairsBody.read(PairsBody.write(pairs))).isEqualTo(pairs);
  }

  @Test
  void readsATrunksLists() {
    assertThat(TrunkBody.readSources("[]")).isEmpty();
    assertThat(TrunkBody.readSources("[\"192.0.2.1\"]").getFirst()).hasToString("192.0.2.1/32");
    assertThat(TrunkBody.readCodecs("[\"PCMA\"]")).containsExactly("PCMA");
  }

  private static AgentVersion read(String json) {
    return VersionBody.read(TENANT, "reception", 1, json, Samples.MORNING);
  }

  @Test
  void readsStepsThatAreMissingOrUnknown() {
    assertThat(StepsBody.read("[]"))
        .isEqualTo(Creation.begun(Samples.newTenant(), "a", Samples.MORNING).steps());
    assertThat(
            StepsBody.read("[{\"name\":\"deploy\",\"attempts\":2},{\"name\":\"later_invented\"}]"))
        .hasSize(5)
        .anyMatch(it -> it.name() == Step.Name.DEPLOY && it.attempts() == 2);
  }

  @Test
  void leavesOutCommandsAndAnswersThatItDoesNotUnderstand() {
    for (String odd :
        new String[] {
          "",
          "no json",
          "[]",
          "{}",
          "{\"command\":\"dance\",\"tenantId\":\"t\"}",
          "{\"command\":\"hang_up\",\"tenantId\":\"not an id\"}",
          "{\"command\":\"send_digits\",\"digits\":\"nonsense\",\"tenantId\":\"t\"}"
        }) {
      assertThat(CommandBody.readRequest(odd)).as(odd).isEmpty();
      assertThat(CommandBody.readAnswer(odd)).as(odd).isEmpty();
    }
    for (Commands.Outcome each :
        new Commands.Outcome[] {
          new Commands.Done(),
          new Commands.NotHere(),
          new Commands.Refused("busy"),
          new Commands.TimedOut()
        }) {
      CommandBody.Answer answer = new CommandBody.Answer("1", each);
      assertThat(CommandBody.readAnswer(CommandBody.write(answer))).contains(answer);
    }
  }
}
