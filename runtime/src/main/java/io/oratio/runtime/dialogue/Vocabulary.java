package io.oratio.runtime.dialogue;

import io.oratio.runtime.agent.AgentDefinition;
import io.oratio.runtime.agent.DialogueDefinition.Form;
import io.oratio.runtime.agent.DialogueDefinition.Slot;
import io.oratio.runtime.dialogue.grammar.Numbers;
import io.oratio.runtime.dialogue.grammar.Tokens;
import java.time.DayOfWeek;
import java.time.Month;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The sentences a recogniser learns what to expect from.
final class Vocabulary {
  static final int MOST_SENTENCES = 3000;

  private static final List<String> ABOUT = List.of("what about %s", "do you have %s", "%s");
  private static final List<String> INTRODUCTIONS =
      List.of("my name is", "the name is", "this is", "it's under the name");
  // Every further word makes the recogniser slower and the others less sure.
  private static final int MOST_DOCUMENT_PHRASES = 300;
  private static final int MOST_ASKED = 120;
  private static final int LONGEST_HEADING_WORDS = 6;

  private Vocabulary() {}

  static List<String> of(AgentDefinition agent, Collection<String> documentPhrases) {
    Set<String> all = new LinkedHashSet<>();
    agent.questionsAndAnswers().forEach(it -> all.addAll(it.questions()));
    agent.dialogue().intents().forEach(it -> all.addAll(it.examples()));
    for (Form form : agent.dialogue().forms()) {
      form.slots().forEach(it -> all.addAll(answers(it)));
      all.addAll(INTRODUCTIONS);
    }
    all.addAll(agent.rules().dangerWords());
    all.addAll(agent.settings().escalationTriggers());
    agent.transferTargets().forEach(it -> all.add("transfer me to " + it.name().replace('_', ' ')));
    all.addAll(wishes());
    int asked = 0;
    for (String phrase : documentPhrases.stream().limit(MOST_DOCUMENT_PHRASES).toList()) {
      String plain = phrase.strip();
      if (asked++ < MOST_ASKED && Tokens.of(plain).size() <= LONGEST_HEADING_WORDS) {
        ABOUT.forEach(it -> all.add(String.format(Locale.ROOT, it, plain)));
      } else {
        all.add(plain);
      }
    }
    return all.stream().filter(it -> !it.isBlank()).limit(MOST_SENTENCES).toList();
  }

  private static List<String> wishes() {
    return List.of(
        "never mind",
        "cancel that",
        "forget it",
        "i changed my mind",
        "no that's wrong",
        "the first one",
        "the second one",
        "nothing else",
        "no nothing else thank you");
  }

  /// How people answer a slot's question.
  static List<String> answers(Slot slot) {
    return switch (slot.kind()) {
      case "yes_no" -> YES_OR_NO;
      case "digits" -> digits();
      case "number" ->
          Stream.concat(
                  IntStream.rangeClosed(1, 20).mapToObj(Numbers::inWords),
                  Stream.of(
                      "for two",
                      "for two people",
                      "two of us",
                      "three of us",
                      "just one",
                      "a couple"))
              .toList();
      case "date" -> dates();
      case "time" -> times();
      case "choice" ->
          Stream.concat(
                  slot.choices().keySet().stream().map(it -> it.replace('_', ' ')),
                  slot.choices().values().stream().flatMap(List::stream))
              .flatMap(it -> Stream.of(it, "the " + it, it + " please", "i would like the " + it))
              .toList();
      default -> List.of();
    };
  }

  static final List<String> YES_OR_NO =
      List.of(
          "yes",
          "yes please",
          "yes that's right",
          "yes that is correct",
          "that's right",
          "that's correct",
          "yeah",
          "correct",
          "right",
          "sure",
          "okay",
          "no",
          "no thank you",
          "no thanks",
          "no that's wrong",
          "no that's not right",
          "nope",
          "that's wrong");

  private static List<String> digits() {
    List<String> all = new ArrayList<>();
    List<String> words =
        Stream.concat(Stream.of("oh"), IntStream.range(0, 10).mapToObj(Numbers::inWords)).toList();
    // Every pair of digits once, so that no order is stranger than another.
    for (int i = 0; i < words.size(); i++) {
      StringBuilder sentence = new StringBuilder();
      for (int k = 0; k < words.size(); k++) {
        sentence.append(words.get((k * (i + 1)) % words.size())).append(' ');
      }
      all.add(sentence.toString().strip());
      all.add(words.get(i));
      all.add("double " + words.get(i) + " " + words.get((i + 3) % words.size()));
    }
    return all;
  }

  private static List<String> dates() {
    List<String> all =
        new ArrayList<>(
            List.of(
                "today",
                "tomorrow",
                "the day after tomorrow",
                "in two days",
                "in three days",
                "next week",
                "in a week",
                "in two weeks"));
    for (DayOfWeek day : DayOfWeek.values()) {
      String name = day.name().toLowerCase(Locale.ROOT);
      all.addAll(
          List.of(
              name,
              "on " + name,
              "next " + name,
              "this " + name,
              "no " + name,
              "actually " + name));
    }
    for (Month month : Month.values()) {
      String name = month.name().toLowerCase(Locale.ROOT);
      for (int day = month.getValue(); day <= 31; day += 7) {
        all.add("the " + Numbers.ordinalInWords(day) + " of " + name);
        all.add(name + " " + Numbers.ordinalInWords(day));
      }
      all.add("on " + name + " the first");
    }
    IntStream.rangeClosed(1, 31).forEach(it -> all.add("on the " + Numbers.ordinalInWords(it)));
    return all;
  }

  private static List<String> times() {
    List<String> all =
        new ArrayList<>(List.of("noon", "at noon", "midday", "in the morning", "in the afternoon"));
    for (int hour = 1; hour <= 12; hour++) {
      String name = Numbers.inWords(hour);
      all.addAll(
          List.of(
              "at " + name,
              name + " o'clock",
              "at " + name + " o'clock",
              name + " p m",
              name + " a m",
              "half past " + name,
              "quarter past " + name,
              "quarter to " + name,
              name + " thirty",
              "at " + name + " thirty",
              name + " fifteen",
              name + " forty five",
              name + " in the afternoon",
              name + " in the morning"));
    }
    return all;
  }
}
