package io.oratio.runtime.dialogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oratio.runtime.dialogue.DialogueScript.Talk;
import io.oratio.runtime.dialogue.DialogueScript.Turn;
import io.oratio.runtime.dialogue.Reply.Kind;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class DialogueScriptTest {
  @Test
  void readsTalksTurnsAndToolsResults() {
    DialogueScript script =
        DialogueScript.of(
            """
            {"agent": "shop",
             "dialogues": [
               {"name": "asks", "voice": true, "turns": [
                 {"say": "When?", "expect": "answer", "contains": ["ten"], "anyOf": ["a", "b"]},
                 {"say": "Bye", "expect": "farewell, answer"}]},
               {"name": "gives up", "turns": [{"say": "Moon?", "expect": "reject"}]}],
             "tools": {"stock": {"count": 5}, "say": "text"}}
            """);

    assertThat(script.agent()).isEqualTo("shop");
    assertThat(script.talks())
        .containsExactly(
            new Talk(
                "asks",
                true,
                List.of(
                    new Turn("When?", List.of(Kind.ANSWER), List.of("ten"), List.of("a", "b")),
                    new Turn("Bye", List.of(Kind.FAREWELL, Kind.ANSWER), List.of(), List.of()))),
            new Talk(
                "gives up",
                false,
                List.of(new Turn("Moon?", List.of(Kind.REJECT), List.of(), List.of()))));
    assertThat(script.tools())
        .containsEntry("stock", "{\"count\":5}")
        .containsEntry("say", "\"text\"")
        .hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "~~ | dialogues",
        "{ | no JSON",
        "[] | dialogues",
        "null | dialogues",
        "{\"dialogues\": [{\"name\": \"a\", \"turns\": [{\"say\": \"b\", \"expect\": \"ask\"}]}]}"
            + " | agent",
        "{\"agent\": \"x\"} | dialogues",
        "{\"agent\": \"x\", \"dialogues\": []} | dialogues",
        "{\"agent\": \"x\", \"dialogues\": \"many\"} | dialogues",
        "{\"agent\": \"x\", \"dialogues\": [{\"name\": \"a\"}]} | turns",
        "{\"agent\": \"x\", \"dialogues\": [{\"turns\": [{\"say\": \"b\", \"expect\": \"ask\"}]}]}"
            + " | name"
      })
  void refusesWhatIsNoExaminationAndSaysWhy(String json, String why) {
    assertThatThrownBy(() -> DialogueScript.of(json))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "\"expect\": \"ask\" | say",
        "\"say\": 5, \"expect\": \"ask\" | say",
        "\"say\": \" \", \"expect\": \"ask\" | say",
        "\"say\": \"a\" | expect",
        "\"say\": \"a\", \"expect\": \"shout\" | not shout",
        "\"say\": \"a\", \"expect\": \"silence\" | not silence",
        "\"say\": \"a\", \"expect\": \"ask\", \"contains\": \"seven\" | contains",
        "\"say\": \"a\", \"expect\": \"ask\", \"anyOf\": [\"\"] | anyOf",
        "\"say\": \"a\", \"expect\": \"ask\", \"anyOf\": [{\"a\": 1}] | anyOf"
      })
  void refusesATurnThatCannotBeJudged(String turn, String why) {
    String json =
        "{\"agent\": \"x\", \"dialogues\": [{\"name\": \"a\", \"turns\": [{" + turn + "}]}]}";

    assertThatThrownBy(() -> DialogueScript.of(json))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }

  @Test
  void meetsATurnWithAllOfThesePartsAndOneOfThose() {
    Turn turn = new Turn("a", List.of(Kind.ANSWER), List.of("open", "ten"), List.of("six", "7"));

    assertThat(turn.isMetBy(Kind.ANSWER, "We OPEN at ten and close at six.")).isTrue();
    assertThat(turn.isMetBy(Kind.ANSWER, "We open at ten.")).isFalse();
    assertThat(turn.isMetBy(Kind.ANSWER, "We close at six, open at nine.")).isFalse();
    assertThat(turn.isMetBy(Kind.ASK, "We open at ten and close at six.")).isFalse();
  }

  @Test
  void takesAPartAsPlainWordsOrAsARegularExpression() {
    Turn regular = new Turn("a", List.of(Kind.ANSWER), List.of("\\bat (6|six)\\b"), List.of());
    Turn plain = new Turn("a", List.of(Kind.ANSWER), List.of("what? (no"), List.of());

    assertThat(regular.isMetBy(Kind.ANSWER, "It closes At Six.")).isTrue();
    assertThat(regular.isMetBy(Kind.ANSWER, "It closes at sixty.")).isFalse();
    assertThat(plain.isMetBy(Kind.ANSWER, "So what? (No one knows.)")).isTrue();
    assertThat(plain.isMetBy(Kind.ANSWER, "So what.")).isFalse();
  }
}
