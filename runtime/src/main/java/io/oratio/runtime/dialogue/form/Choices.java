package io.oratio.runtime.dialogue.form;

import io.oratio.runtime.dialogue.grammar.Finding;
import io.oratio.runtime.dialogue.grammar.Numbers;
import io.oratio.runtime.dialogue.grammar.Tokens;
import io.oratio.runtime.dialogue.likeness.Likeness;
import io.oratio.runtime.dialogue.likeness.Stems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One of several things, by any of the ways to say it, by its place, or by its number on a keypad.
final class Choices {
  private final Map<String, List<List<String>>> ways = new LinkedHashMap<>();

  Choices(Map<String, List<String>> choices) {
    choices.forEach(
        (value, said) -> {
          List<List<String>> all = new ArrayList<>();
          all.add(Stems.all(Tokens.of(value)));
          said.forEach(it -> all.add(Stems.all(Tokens.of(it))));
          ways.put(value, all.stream().filter(it -> !it.isEmpty()).distinct().toList());
        });
  }

  private record Hit(String value, Finding<String> finding) {}

  /// The one that was said; nothing when it was none or more than one.
  ///
  /// @param isAsked whether it was asked for: then a place, a number and a nearly right word count
  Optional<Finding<String>> find(Tokens tokens, boolean isAsked) {
    List<String> stems =
        tokens.words().stream().map(it -> it.isEmpty() ? "" : Stems.of(it)).toList();
    Optional<Finding<String>> exact = only(hits(stems, false));
    if (exact.isPresent() || !isAsked) {
      return exact;
    }
    return only(hits(stems, true)).or(() -> byPlace(tokens));
  }

  private List<Hit> hits(List<String> stems, boolean isNearEnough) {
    List<Hit> hits = new ArrayList<>();
    ways.forEach(
        (value, all) ->
            all.stream()
                .flatMap(
                    way -> where(stems, way, isNearEnough).stream().map(it -> hit(value, way, it)))
                .max((one, other) -> one.finding().length() - other.finding().length())
                .ifPresent(hits::add));
    return hits;
  }

  private static Hit hit(String value, List<String> way, int at) {
    return new Hit(value, new Finding<>(value, at, at + way.size()));
  }

  private static Optional<Integer> where(
      List<String> stems, List<String> way, boolean isNearEnough) {
    for (int i = 0; i + way.size() <= stems.size(); i++) {
      boolean isThere = true;
      for (int k = 0; k < way.size() && isThere; k++) {
        String said = stems.get(i + k);
        isThere = said.equals(way.get(k)) || isNearEnough && Likeness.isNear(said, way.get(k));
      }
      if (isThere && !isDenied(stems, i)) {
        return Optional.of(i);
      }
    }
    return Optional.empty();
  }

  // `not the double one`
  private static boolean isDenied(List<String> stems, int at) {
    return at > 0 && stems.get(at - 1).equals("not")
        || at > 1 && stems.get(at - 2).equals("not") && stems.get(at - 1).equals("the");
  }

  // `family room` is also `room`: what lies within another hit does not count.
  private static Optional<Finding<String>> only(List<Hit> hits) {
    List<Hit> longest =
        hits.stream()
            .filter(it -> hits.stream().noneMatch(other -> other != it && contains(other, it)))
            .toList();
    return longest.size() == 1 ? Optional.of(longest.getFirst().finding()) : Optional.empty();
  }

  private static boolean contains(Hit outer, Hit inner) {
    return outer.finding().from() <= inner.finding().from()
        && outer.finding().to() >= inner.finding().to()
        && outer.finding().length() > inner.finding().length();
  }

  private Optional<Finding<String>> byPlace(Tokens tokens) {
    List<String> values = List.copyOf(ways.keySet());
    for (int i = 0; i < tokens.size(); i++) {
      int at = i;
      Optional<Finding<Integer>> place =
          Numbers.ordinalAt(tokens, at)
              .or(
                  () ->
                      tokens.size() <= 2 || at > 0 && tokens.has(at - 1, "number")
                          ? Numbers.at(tokens, at)
                          : Optional.empty());
      if (place.isPresent() && place.get().value() >= 1 && place.get().value() <= values.size()) {
        return Optional.of(new Finding<>(values.get(place.get().value() - 1), i, place.get().to()));
      }
    }
    return tokens.hasAny("last", "latter") && !values.isEmpty()
        ? Optional.of(new Finding<>(values.getLast(), 0, tokens.size()))
        : Optional.empty();
  }
}
