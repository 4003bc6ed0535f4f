package io.oratio.runtime.dialogue.form;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Fills `{slot}` and `{result.member}`.
public final class Template {
  private static final Pattern PLACE = Pattern.compile("\\{([\\w.-]+)\\}");
  private static final Pattern SENTENCE = Pattern.compile("(?<=[.!?])\\s+");

  private Template() {}

  /// The sentences of a text that can be filled; one whose value is missing is left out.
  public static String sentences(String text, Function<String, Optional<String>> values) {
    List<String> filled = new ArrayList<>();
    for (String sentence : SENTENCE.split(text)) {
      Matcher places = PLACE.matcher(sentence);
      boolean isKnown = places.results().allMatch(it -> values.apply(it.group(1)).isPresent());
      if (isKnown) {
        filled.add(places.replaceAll(it -> quoted(values.apply(it.group(1)).orElse(""))));
      }
    }
    return String.join(" ", filled);
  }

  private static String quoted(String value) {
    return Matcher.quoteReplacement(value);
  }

  /// A tool's arguments: a value that is one place alone keeps its type, and is left out when
  /// unknown. Within other words a day is said as to a person, within an address or a code as it
  /// is.
  public static Map<String, Object> arguments(
      Map<String, Object> template, Map<String, Value> values) {
    Map<String, Object> filled = new LinkedHashMap<>();
    template.forEach(
        (name, it) -> argument(it, values).ifPresent(value -> filled.put(name, value)));
    return filled;
  }

  @SuppressWarnings("unchecked")
  private static Optional<Object> argument(Object template, Map<String, Value> values) {
    return switch (template) {
      case Map<?, ?> map -> Optional.of(arguments((Map<String, Object>) map, values));
      case List<?> list ->
          Optional.of(list.stream().flatMap(it -> argument(it, values).stream()).toList());
      case String text -> {
        Matcher whole = PLACE.matcher(text);
        if (whole.matches()) {
          yield Optional.ofNullable(values.get(whole.group(1))).map(Value::plain);
        }
        boolean isProse = text.contains(" ");
        yield Optional.of(
            PLACE.matcher(text).replaceAll(it -> quoted(within(values, it.group(1), isProse))));
      }
      default -> Optional.of(template);
    };
  }

  private static String within(Map<String, Value> values, String name, boolean isProse) {
    Value value = values.get(name);
    if (value == null) {
      return "";
    }
    boolean isDigits = value.plain().toString().matches("\\d+");
    return isProse && !isDigits ? value.spoken() : value.plain().toString();
  }
}
