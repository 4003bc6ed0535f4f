package io.oratio.engine.nova;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.engine.EngineEvent;
import io.oratio.engine.EngineSetups;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/// Tool uses and their answers.
@Timeout(60)
class NovaToolsTest {
  @Test
  void passesAToolUseOnAndSendsItsResultAsABlock() {
    try (NovaTalk talk = talk(false)) {
      talk.stream().say("toolUse", escaped());
      assertThat(talk.ears.all(EngineEvent.ToolUse.class))
          .containsExactly(new EngineEvent.ToolUse("t1", "free_rooms", "{\"date\":\"today\"}"));

      talk.session.toolResult("t1", "{\"rooms\":3}");

      List<String> names = talk.stream().names();
      assertThat(names.subList(names.size() - 3, names.size()))
          .containsExactly("contentStart", "toolResult", "contentEnd");
      JsonNode start = talk.stream().all("contentStart").getLast();
      assertThat(start.at("/toolResultInputConfiguration/toolUseId").asString()).isEqualTo("t1");
      assertThat(result(talk)).isEqualTo("{\"rooms\":3}");
    }
  }

  @Test
  void wrapsWhatIsNoJsonObject() {
    for (String[] each :
        new String[][] {
          {"three rooms", "{\"result\":\"three rooms\"}"},
          {"[1,2]", "{\"result\":[1,2]}"},
          {"3", "{\"result\":3}"},
          {"{\"a\":1} and more", "{\"result\":\"{\\\"a\\\":1} and more\"}"},
          {"", "{\"result\":\"\"}"}
        }) {
      try (NovaTalk talk = talk(false)) {
        talk.stream().say("toolUse", escaped());
        talk.session.toolResult("t1", each[0]);
        assertThat(result(talk)).isEqualTo(each[1]);
        assertThat(talk.counters.of(NovaCounter.TOOL_RESULTS_WRAPPED)).isEqualTo(1);
      }
    }
  }

  @Test
  void answersAToolUseOnceAndOnlyIfAsked() {
    try (NovaTalk talk = talk(false)) {
      talk.session.toolResult("nobody", "{}");
      talk.stream().say("toolUse", escaped());
      talk.session.toolResult("t1", "{}");
      talk.session.toolResult("t1", "{}");

      assertThat(talk.stream().all("toolResult")).hasSize(1);
      assertThat(talk.counters.of(NovaCounter.TOOL_RESULTS_IGNORED)).isEqualTo(2);
    }
  }

  @Test
  void answersWithAnErrorWhatNobodyAnswersInTime() {
    try (NovaTalk talk = talk(false)) {
      talk.stream().say("toolUse", escaped());
      talk.pass(Duration.ofSeconds(31));

      assertThat(result(talk)).contains("\"error\"");
      assertThat(talk.counters.of(NovaCounter.TOOLS_UNANSWERED)).isEqualTo(1);
    }
  }

  @Test
  void answersWithAnErrorWhatNobodyAnswersBeforeTheEnd() {
    NovaTalk talk = talk(false);
    talk.stream().say("toolUse", escaped());
    talk.session.close();

    List<String> names = talk.stream().names();
    assertThat(names.subList(names.size() - 6, names.size()))
        .containsExactly(
            "contentStart", "toolResult", "contentEnd", "contentEnd", "promptEnd", "sessionEnd");
    talk.close();
  }

  @Test
  void holdsTheCallersSoundBackWhileAResultIsOwedIfToldSo() {
    try (NovaTalk talk = talk(true)) {
      talk.stream().say("toolUse", escaped());
      talk.passWithSound(Duration.ofSeconds(5), (short) 100);
      assertThat(talk.stream().all("audioInput")).isEmpty();

      talk.session.toolResult("t1", "{}");

      // 3 s are kept, in events of 40 ms.
      assertThat(talk.stream().all("audioInput")).hasSize(75);
      assertThat(talk.counters.of(NovaCounter.AUDIO_DROPPED)).isEqualTo(50);
    }
  }

  private static NovaTalk talk(boolean gated) {
    NovaSettings settings =
        NovaSettings.defaults()
            .withWire(new NovaSettings.Wire(Duration.ZERO, Duration.ZERO, 0, 0, gated));
    NovaTalk talk = new NovaTalk(settings, EngineSetups.waiting());
    talk.accept();
    return talk;
  }

  private static String escaped() {
    return "{'contentId':'c','toolUseId':'t1','toolName':'free_rooms',"
        + "'content':'{\\'date\\':\\'today\\'}'}";
  }

  private static String result(NovaTalk talk) {
    return talk.stream().all("toolResult").getLast().get("content").asString();
  }
}
