package io.oratio.engine.local.answering;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ToolResultTest {
  @Test
  void understandsWhatIsToBeSaid() {
    assertThat(ToolResult.of("{\"say\":\"Hello\",\"rooms\":3}").say()).contains("Hello");
    assertThat(ToolResult.of("{\"say\":\"Hello\"}").isError()).isFalse();
    assertThat(ToolResult.of("{\"ok\":true}").isError()).isFalse();
    assertThat(ToolResult.of("{\"say\":\" \"}").say()).isEmpty();
    assertThat(ToolResult.of("{\"say\":5}").say()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nonsense", "{\"error\":\"busy\"}", "[1]", "null", "{\"a\":", "7"})
  void takesAllElseForAnError(String json) {
    assertThat(ToolResult.of(json).isError()).isTrue();
  }

  @Test
  void refusesWhatIsTooLongOrTooDeep() {
    assertThat(ToolResult.of("{\"a\":" + "[".repeat(100) + "]".repeat(100) + "}").isError())
        .isTrue();
    assertThat(ToolResult.of("{\"say\":\"" + "x".repeat(70_000) + "\"}").isError()).isTrue();
  }
}
