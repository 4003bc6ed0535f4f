package io.oratio.runtime.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class AnswersTest {
  @Test
  void leavesAShortResultAsItIs() {
    ObjectNode given = (ObjectNode) ScriptedTool.json("{\"b\":[1,2,{\"c\":null}],\"a\":\"x\"}");
    assertThat(Answers.within(given, 4_096)).isEqualTo("{\"b\":[1,2,{\"c\":null}],\"a\":\"x\"}");
  }

  @Test
  void cutsWhateverIsTooLongToAValidObject() {
    List<String> givens =
        List.of(
            "{\"a\":\"" + "😀\\n\\\"".repeat(5_000) + "\"}",
            "{\"a\":[" + "[1,2,3],".repeat(3_000) + "0]}",
            "{\"" + "k".repeat(9_000) + "\":1}",
            "{\"a\":" + "[".repeat(400) + "\"" + "x".repeat(5_000) + "\"" + "]".repeat(400) + "}",
            many());
    for (String text : givens) {
      for (int chars : new int[] {200, 1_000, 4_096}) {
        String cut = Answers.within((ObjectNode) ScriptedTool.json(text), chars);
        assertThat(cut).hasSizeLessThanOrEqualTo(chars);
        JsonNode tree = JsonMapper.shared().readTree(cut);
        assertThat(tree.path("truncated").asBoolean()).isTrue();
      }
    }
  }

  @Test
  void usesMuchOfTheRoomThereIs() {
    ObjectNode given = JsonNodeFactory.instance.objectNode().put("a", "word ".repeat(2_000));
    assertThat(Answers.within(given, 4_096)).hasSizeGreaterThan(3_000);
  }

  @Test
  void mendsHalvesOfCharacters() {
    ObjectNode given = JsonNodeFactory.instance.objectNode().put("a\ud800", "b\udc00\u0000");
    assertThat(Answers.within(given, 4_096)).isEqualTo("{\"a\ufffd\":\"b\ufffd\ufffd\"}");
  }

  @Test
  void wrapsWhatIsNoObject() {
    JsonNode list = ScriptedTool.json("[1]");
    assertThat(Answers.object(list, false)).hasToString("{\"result\":[1]}");
    assertThat(Answers.object(list, true).at("/data/result/0").asInt()).isEqualTo(1);
  }

  @Test
  void writesAnErrorOnOneShortLine() {
    assertThat(Answers.error("It\r\n\"broke\"\u0000 " + "x".repeat(900)))
        .startsWith("{\"error\":\"It \\\"broke\\\" xxx")
        .hasSizeLessThan(430);
  }

  private static String many() {
    StringBuilder text = new StringBuilder("{");
    for (int member = 0; member < 3_000; member++) {
      text.append("\"m").append(member).append("\":{\"text\":\"some words\"},");
    }
    return text.append("\"z\":1}").toString();
  }
}
