package io.oratio.runtime.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oratio.domain.tool.ToolExecution.Authority;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class QuestionTest {
  private static final ToolSpec PAY = new ToolSpec("pay_bill", "", "{}", Authority.MONEY, true);

  @Test
  void tellsTheDeedAndAllItsDetailsInPlainWords() throws Refusal {
    assertThat(
            Question.about(
                PAY,
                json(
                    "{\"amount\":20.50,\"to\":{\"accountName\":\"Ann\\n"
                        + "\\u202e\"},\"notes\":[\"a\"]}"),
                "en-GB"))
        .isEqualTo(
            "Shall I do this: pay bill, with amount 20.5, to account Name Ann, notes a?"
                + " Please say yes or no.");
    assertThat(Question.about(PAY, json("{}"), "de"))
        .isEqualTo("Soll ich das tun: pay bill? Bitte sagen Sie ja oder nein.");
  }

  @Test
  void asksNothingThatCannotBeReadOut() {
    assertThatThrownBy(() -> Question.about(PAY, json("{\"a\":\"" + "x".repeat(200) + "\"}"), "en"))
        .isInstanceOf(Refusal.class);
    assertThatThrownBy(() -> Question.about(PAY, json("{\"a\":[" + "1,".repeat(30) + "1]}"), "en"))
        .isInstanceOf(Refusal.class);
  }

  private static ObjectNode json(String text) {
    return (ObjectNode) ScriptedTool.json(text);
  }
}
