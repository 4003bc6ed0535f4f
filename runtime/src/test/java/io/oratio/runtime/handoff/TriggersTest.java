package io.oratio.runtime.handoff;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.runtime.handoff.HandoffRequest.Cause;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TriggersTest {
  private final Triggers triggers =
      Triggers.of(
          List.of("fire", "bomb", "stab", "emergency", "chest pain", "火事", "Überfall"),
          List.of("speak to a human", "lawyer", "complain"));

  @Test
  void hearsWholeWordsInAnyCaseAndWithUsualEndings() {
    for (String words :
        List.of(
            "There is a FIRE!",
            "fires everywhere",
            "they are bombing us",
            "I was stabbed",
            "two emergencies",
            "he has chest pains",
            "chest   pain",
            "ここは火事です",
            "ein uberfall",
            "Ein ÜBERFALL")) {
      assertThat(triggers.heardIn(words))
          .as(words)
          .map(Triggers.Heard::cause)
          .hasValue(Cause.DANGER_WORD);
    }
  }

  @Test
  void hearsPhrasesInTheirOrder() {
    assertThat(triggers.heardIn("Can I please speak to a human?"))
        .hasValue(new Triggers.Heard(Cause.ESCALATION_TRIGGER, "speak to a human"));
    assertThat(triggers.heardIn("a human to speak")).isEmpty();
    assertThat(triggers.heardIn("my lawyers will complain")).isPresent();
  }

  @Test
  void doesNotHearPartsOfWords() {
    for (String words : List.of("a fireplace", "the bombastic stable", "painful chest", "", "?")) {
      assertThat(triggers.heardIn(words)).as(words).isEmpty();
    }
  }

  @Test
  void putsDangerBeforeEscalation() {
    assertThat(triggers.heardIn("my lawyer says there is a fire").map(Triggers.Heard::cause))
        .isEqualTo(Optional.of(Cause.DANGER_WORD));
  }

  @Test
  void hearsNothingWithoutPhrasesAndTheEndOfVeryLongWords() {
    assertThat(Triggers.of(List.of(" ", "!"), List.of()).heardIn("anything !")).isEmpty();
    assertThat(triggers.heardIn("blah ".repeat(100_000) + "fire")).isPresent();
  }
}
