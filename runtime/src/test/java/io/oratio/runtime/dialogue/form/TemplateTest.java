package io.oratio.runtime.dialogue.form;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class TemplateTest {
  private static final Map<String, Value> VALUES =
      Map.of(
          "day", new Value("2026-11-24", "Tuesday, 24 November"),
          "time", new Value("15:30", "3:30 pm"),
          "people", new Value(2, "2"),
          "dog", new Value(true, "yes"),
          "ticket", new Value("441007", "441 007"),
          "name", new Value("Ada $1 \\ Miller", "Ada $1 \\ Miller"));

  private static String sentences(String text) {
    return Template.sentences(
        text, name -> Optional.ofNullable(VALUES.get(name)).map(Value::spoken));
  }

  private static Map<String, Object> arguments(Map<String, Object> template) {
    return Template.arguments(template, VALUES);
  }

  @Test
  void fillsWhatIsKnownAsItIsSaid() {
    assertThat(sentences("On {day} at {time}, for {people}. Is that right?"))
        .isEqualTo("On Tuesday, 24 November at 3:30 pm, for 2. Is that right?");
  }

  @Test
  void leavesOutASentenceWhoseValueIsMissing() {
    assertThat(sentences("Booked for {day}. Your number is {result.number}. See you!"))
        .isEqualTo("Booked for Tuesday, 24 November. See you!");
    assertThat(sentences("Your number is {result.number}.")).isEmpty();
  }

  @Test
  void takesWhatWasSaidAsPlainWords() {
    assertThat(sentences("For {name}.")).isEqualTo("For Ada $1 \\ Miller.");
    assertThat(Template.sentences("It is {a}. Good.", _ -> Optional.of("{b}. {c}")))
        .isEqualTo("It is {b}. {c}. Good.");
  }

  @Test
  void leavesOtherBracesAlone() {
    assertThat(sentences("Set {} or { day }.")).isEqualTo("Set {} or { day }.");
    assertThat(sentences("")).isEmpty();
  }

  @Test
  void keepsTheTypeOfAValueThatStandsAlone() {
    assertThat(arguments(Map.of("day", "{day}", "people", "{people}", "dog", "{dog}")))
        .isEqualTo(Map.of("day", "2026-11-24", "people", 2, "dog", true));
  }

  @Test
  void leavesOutAnUnknownValueThatStandsAlone() {
    assertThat(arguments(Map.of("day", "{day}", "email", "{email}"))).containsOnlyKeys("day");
  }

  @Test
  void joinsValuesWithinACodeAndSaysThemWithinProse() {
    assertThat(
            arguments(
                Map.of(
                    "when", "{day}T{time}",
                    "path", "/parcels/{ticket}/{unknown}",
                    "note", "Comes on {day} with ticket {ticket}.")))
        .isEqualTo(
            Map.of(
                "when", "2026-11-24T15:30",
                "path", "/parcels/441007/",
                "note", "Comes on Tuesday, 24 November with ticket 441007."));
  }

  @Test
  void fillsWithinObjectsAndLists() {
    Map<String, Object> template = new LinkedHashMap<>();
    template.put("guest", Map.of("name", "{name}", "email", "{email}"));
    template.put("days", List.of("{day}", "{unknown}", 7));
    template.put("kind", "table");
    template.put("urgent", false);

    Map<String, Object> filled = arguments(template);

    assertThat(filled)
        .isEqualTo(
            Map.of(
                "guest",
                Map.of("name", "Ada $1 \\ Miller"),
                "days",
                List.of("2026-11-24", 7),
                "kind",
                "table",
                "urgent",
                false));
    assertThat(filled.keySet()).containsExactly("guest", "days", "kind", "urgent");
  }
}
