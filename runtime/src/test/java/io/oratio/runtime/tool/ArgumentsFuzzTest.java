package io.oratio.runtime.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/// Any text, read as arguments: it is refused, or it has one canonical form that reads as itself.
class ArgumentsFuzzTest {
  @FuzzTest(maxDuration = "10s")
  void takesAnyText(byte[] input) {
    Arguments arguments;
    try {
      arguments = Arguments.read(new String(input, StandardCharsets.UTF_8));
    } catch (Refusal refusal) {
      assertThat(refusal.sentence()).isNotBlank();
      return;
    }
    try {
      assertThat(Arguments.read(arguments.canonical()).canonical())
          .isEqualTo(arguments.canonical());
    } catch (Refusal refusal) {
      // Escapes may make the canonical form longer than what was read.
      if (arguments.canonical().length() <= Arguments.BYTES_MAX / 2) {
        fail(refusal.sentence());
      }
    }
  }
}
