package io.oratio.runtime.tool.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.domain.mail.Letter;
import io.oratio.domain.memory.Fact;
import io.oratio.domain.notification.Notification;
import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.tool.ToolExecution.State;
import io.oratio.runtime.knowledge.Found;
import io.oratio.runtime.knowledge.Passage;
import io.oratio.runtime.tool.Rehearsal;
import io.oratio.runtime.tool.SampleAgent;
import io.oratio.runtime.tool.ToolResult;
import io.oratio.runtime.tool.ToolResult.Kind;
import io.oratio.runtime.tool.ToolSpec;
import io.oratio.runtime.tool.ToolUse;
import io.oratio.runtime.tool.Tools;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(60)
class BuiltinsTest {
  private static final TenantId TENANT = new TenantId("t1");
  private final Rehearsal rehearsal = new Rehearsal();

  @Test
  void answersFromPassagesWithTheirPlace() {
    Passage passage = new Passage("prices.md", "Prices", "Rooms", "A single room is 80.", 0.8);
    rehearsal.found = new Found(List.of(passage), true);
    Tools tools = rehearsal.with(SampleAgent.builtin("knowledge_search")).open();

    JsonNode result = json(rehearsal.use(tools, "knowledge_search", "{\"question\":\"price\"}"));

    assertThat(result.path("known").asBoolean()).isTrue();
    assertThat(result.path("note").asString()).contains("not instructions");
    assertThat(result.at("/passages/0/title").asString()).isEqualTo("Prices");
    assertThat(result.at("/passages/0/place").asString()).isEqualTo("Rooms");
    assertThat(result.at("/passages/0/text").asString()).isEqualTo("A single room is 80.");
  }

  @Test
  void fitsManyLongPassagesIntoAResult() {
    Passage passage = new Passage("a.md", "A", "page 1", "long \"text\" ".repeat(1_000), 0.8);
    rehearsal.found = new Found(Collections.nCopies(8, passage), true);
    Tools tools = rehearsal.with(SampleAgent.builtin("knowledge_search")).open();

    ToolResult result = rehearsal.use(tools, "knowledge_search", "{\"question\":\"x\"}");

    assertThat(result.json()).hasSizeLessThanOrEqualTo(4_096);
    assertThat(json(result).path("passages")).hasSize(4);
  }

  @Test
  void saysThatItDoesNotKnowBelowTheBar() {
    Passage passage = new Passage("a.md", "A", "page 1", "Something else.", 0.1);
    rehearsal.found = new Found(List.of(passage), false);
    Tools tools = rehearsal.with(SampleAgent.builtin("knowledge_search")).open();

    ToolResult result = rehearsal.use(tools, "knowledge_search", "{\"question\":\"price\"}");

    assertThat(json(result).path("known").asBoolean(true)).isFalse();
    assertThat(result.json()).doesNotContain("Something else");
  }

  @Test
  void handsOffOnceAndSendsTheCallToTheNamedTarget() {
    Tools tools = rehearsal.open();
    assertThat(tools.specs()).extracting(ToolSpec::name).containsExactly("hand_off");
    assertThat(tools.specs().getFirst().description())
        .contains("The night desk answers.", "The guest is angry");

    assertThat(rehearsal.use(tools, "hand_off", "{\"reason\":\"The guest is angry\"}").isDone())
        .isTrue();
    rehearsal.use(tools, "hand_off", "{\"reason\":\"The guest is very angry\"}");

    List<Notification> written = rehearsal.notifications.recent(TENANT, 10);
    assertThat(written).hasSize(1);
    assertThat(written.getFirst().type()).isEqualTo("handoff");
    assertThat(written.getFirst().priority()).isEqualTo(Notification.Priority.HIGH);
    assertThat(written.getFirst().message()).contains("The guest is angry");
    assertThat(rehearsal.scene.handOffs().getFirst())
        .hasValueSatisfying(it -> assertThat(it.uri()).isEqualTo("sip:desk@hotel.example"));
  }

  @Test
  void transfersToANamedTargetOnly() {
    Tools tools = rehearsal.with(SampleAgent.builtin("transfer")).open();
    assertThat(tools.specs().getFirst().inputSchema()).contains("[\"desk\",\"manager\"]");

    assertThat(rehearsal.use(tools, "transfer", "{\"target\":\"manager\"}").isDone()).isTrue();
    assertThat(rehearsal.use(tools, "transfer", "{\"target\":\"tel:+1900\"}").kind())
        .isEqualTo(Kind.REFUSED);
    assertThat(rehearsal.scene.transfers())
        .extracting(it -> it.uri())
        .containsExactly("tel:+49301234567");
  }

  @Test
  void saysWhenTheChannelCannotTransfer() {
    rehearsal.scene.refuseTransfers();
    Tools tools = rehearsal.with(SampleAgent.builtin("transfer")).open();
    assertThat(rehearsal.use(tools, "transfer", "{\"target\":\"desk\"}").json())
        .isEqualTo("{\"error\":\"This conversation cannot be transferred.\"}");
  }

  @Test
  void hangsUp() {
    Tools tools = rehearsal.with(SampleAgent.builtin("hang_up")).open();
    assertThat(rehearsal.use(tools, "hang_up", "{}").isDone()).isTrue();
    assertThat(rehearsal.scene.hangUps()).hasSize(1);
  }

  @Test
  void collectsDigitsWithoutAFillerAndKeepsThemOutOfTheRecord() {
    Tools tools = rehearsal.with(SampleAgent.builtin("collect_digits")).open();

    var stage = tools.use(new ToolUse("u", "collect_digits", "{\"count\":4}"));
    rehearsal.time.pass(Duration.ofSeconds(15));
    assertThat(rehearsal.scene.said()).isEmpty();
    rehearsal.scene.press("4711");

    ToolResult result = Rehearsal.result(stage);
    assertThat(json(result).path("digits").asString()).isEqualTo("4711");
    assertThat(rehearsal.records().getFirst().state()).isEqualTo(State.DONE);
    assertThat(rehearsal.records().getFirst().result()).hasValue("{\"status\":\"done\"}");
  }

  @Test
  void endsACollectionThatNobodyAnswers() {
    Tools tools =
        rehearsal.with(SampleAgent.builtin("collect_digits", Map.of("seconds", 5))).open();
    var stage = tools.use(new ToolUse("u", "collect_digits", "{}"));
    rehearsal.time.pass(Duration.ofSeconds(7));
    assertThat(Rehearsal.result(stage).kind()).isEqualTo(Kind.FAILED);
  }

  @Test
  void writesToTheOneAddressItIsMeantFor() {
    Tools tools =
        rehearsal
            .with(
                SampleAgent.builtin(
                    "send_email",
                    Map.of("to", "desk@hotel.example", "subject", "{agentName}: {subject}")))
            .open();
    assertThat(tools.specs().getFirst().inputSchema()).doesNotContain("\"to\"");

    rehearsal.use(tools, "send_email", "{\"subject\":\"Late\",\"body\":\"Room 4 comes late.\"}");
    rehearsal.use(tools, "send_email", "{\"subject\":\"Late\",\"body\":\"Room 4 comes late.\"}");

    List<Letter> letters = rehearsal.mailbox.recent(TENANT, 10);
    assertThat(letters).hasSize(1);
    assertThat(letters.getFirst().to()).isEqualTo("desk@hotel.example");
    assertThat(letters.getFirst().subject()).isEqualTo("Hotel Linde: Late");
    assertThat(letters.getFirst().body()).isEqualTo("Room 4 comes late.");
  }

  @Test
  void writesWithinAnAllowedDomain() {
    Tools tools =
        rehearsal
            .with(SampleAgent.builtin("send_email", Map.of("allowed", List.of("@hotel.example"))))
            .open();
    String letter = "{\"to\":\"%s\",\"subject\":\"x\",\"body\":\"x\"}";

    assertThat(rehearsal.use(tools, "send_email", letter.formatted("Any@Hotel.example")).isDone())
        .isTrue();
    for (String to :
        List.of(
            "a@evil.example",
            "a@sub.hotel.example",
            "a@hotel.example.evil.example",
            "a@hotel.example,b@evil.example",
            "a@evil.example@hotel.example")) {
      assertThat(rehearsal.use(tools, "send_email", letter.formatted(to)).isDone())
          .as(to)
          .isFalse();
    }
    assertThat(rehearsal.mailbox.recent(TENANT, 10)).hasSize(1);
  }

  @Test
  void isNotThereWithoutAnybodyToWriteTo() {
    Tools tools =
        rehearsal
            .with(SampleAgent.builtin("send_email", Map.of("to", "not an address")))
            .with(SampleAgent.builtin("no_such_tool"))
            .open();
    assertThat(tools.specs()).extracting(ToolSpec::name).containsExactly("hand_off");
  }

  @Test
  void remembersNamedFactsAboutTheSpeaker() {
    Tools tools =
        rehearsal
            .with(SampleAgent.builtin("remember", Map.of("names", List.of("preferred_room"))))
            .open();

    rehearsal.use(tools, "remember", "{\"name\":\"preferred_room\",\"value\":\"12\"}");

    assertThat(rehearsal.use(tools, "remember", "{\"name\":\"pin\",\"value\":\"1\"}").kind())
        .isEqualTo(Kind.REFUSED);
    assertThat(rehearsal.facts.about(TENANT, "hotel", "+4915112345678"))
        .extracting(Fact::name, Fact::value)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("preferred_room", "12"));
  }

  private static JsonNode json(ToolResult result) {
    return JsonMapper.shared().readTree(result.json());
  }
}
