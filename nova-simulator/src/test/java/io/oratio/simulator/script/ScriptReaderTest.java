package io.oratio.simulator.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptReaderTest {
  private static final Path DOCUMENTED = Path.of("../docs/simulator-script.json");

  @Test
  void readsTheScriptOfTheDocumentation() throws Exception {
    Script script = ScriptReader.file(DOCUMENTED);
    assertThat(script.voice())
        .isEqualTo(new VoiceSetting(VoiceSetting.Kind.TONE, OptionalDouble.of(440), 0.2));
    assertThat(script.pace())
        .isEqualTo(
            new Pace(4, Duration.ofMillis(40), Duration.ofMillis(300), Duration.ofMillis(60)));
    assertThat(script.heard()).containsExactly("When do you open?", "Thank you.");
    assertThat(script.greeting()).isEqualTo(Reply.saying("Good morning, this is the bakery."));
    assertThat(script.replies()).hasSize(3);
    Reply tool = script.replies().getFirst();
    assertThat(tool.when()).contains("open");
    assertThat(tool.tools()).containsExactly(new ToolCall("opening_hours", "{\"day\":\"monday\"}"));
    assertThat(script.replies().get(1).wav().orElseThrow()).hasFileName("goodbye.wav");
    assertThat(script.replies().get(2).length()).contains(Duration.ofMillis(2500));
    assertThat(script.speechEvents()).isTrue();
    assertThat(script.faults())
        .containsExactly(
            new FaultRule(
                Fault.parse("inStreamThrottle@5000"), Optional.empty(), OptionalInt.of(1)),
            new FaultRule(Fault.parse("hang"), Optional.of("2-5-sonic"), OptionalInt.empty()));
  }

  @Test
  void keepsThePartsThatAreNotGiven() {
    Script base = Script.standard().withHeard("a").withSpeechEvents(true);
    Script script = ScriptReader.over(base, "{\"pace\":{\"factor\":2}}", Path.of(""));
    assertThat(script.heard()).containsExactly("a");
    assertThat(script.speechEvents()).isTrue();
    assertThat(script.pace().factor()).isEqualTo(2);
    assertThat(script.pace().chunk()).isEqualTo(Duration.ofMillis(40));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense",
        "[]",
        "{\"herd\":[]}",
        "{\"heard\":[]}",
        "{\"heard\":\"x\"}",
        "{\"heard\":[1]}",
        "{\"replies\":[]}",
        "{\"replies\":[{}]}",
        "{\"replies\":[{\"say\":\"x\",\"lengthMs\":-1}]}",
        "{\"voice\":{\"kind\":\"song\"}}",
        "{\"voice\":{\"toneHz\":1}}",
        "{\"voice\":{\"level\":2}}",
        "{\"pace\":{\"factor\":0}}",
        "{\"pace\":{\"chunkMs\":1}}",
        "{\"pace\":{\"factor\":\"x\"}}",
        "{\"speechEvents\":1}",
        "{\"faults\":[{\"fault\":\"x\"}]}",
        "{\"faults\":[{}]}",
        "{\"faults\":[{\"fault\":\"hang\",\"sessions\":0}]}",
        "{\"faults\":[{\"fault\":\"hang\",\"atMs\":99999999}]}"
      })
  void refusesWhatIsNoScriptSayingWhy(String json) {
    assertThatThrownBy(() -> ScriptReader.over(Script.standard(), json, Path.of("")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching("(?s).{10,}");
  }

  @Test
  void namesAllFaultsToWhoeverMisspellsOne() {
    assertThatThrownBy(() -> Fault.parse("hung"))
        .hasMessageContaining("http429")
        .hasMessageContaining("noAudioDuringTool");
    assertThat(Fault.parse("slowStart").at()).isEqualTo(Duration.ofSeconds(2));
    assertThat(Fault.parse("reset@15")).hasToString("reset@15");
  }
}
