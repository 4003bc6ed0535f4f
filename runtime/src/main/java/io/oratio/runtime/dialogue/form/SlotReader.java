package io.oratio.runtime.dialogue.form;

import io.oratio.runtime.agent.DialogueDefinition.Form;
import io.oratio.runtime.agent.DialogueDefinition.Slot;
import io.oratio.runtime.dialogue.grammar.Dates;
import io.oratio.runtime.dialogue.grammar.Digits;
import io.oratio.runtime.dialogue.grammar.Finding;
import io.oratio.runtime.dialogue.grammar.Names;
import io.oratio.runtime.dialogue.grammar.Numbers;
import io.oratio.runtime.dialogue.grammar.Times;
import io.oratio.runtime.dialogue.grammar.Tokens;
import io.oratio.runtime.dialogue.grammar.YesNo;
import io.oratio.runtime.dialogue.likeness.Stems;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// Reads the values of slots from words, each by its kind's grammar.
public final class SlotReader {
  private static final List<String> CLEAREST_FIRST =
      List.of("date", "time", "digits", "choice", "number", "name", "yes_no", "text");
  private static final Pattern BIRTH = Pattern.compile("(?i)\\b(birth|born|dob|birthday)");
  private static final int LONGEST_TEXT_CHARS = 500;
  private static final int FEWEST_DIGITS_UNASKED = 4;

  private final Supplier<Dates> dates;
  private final boolean isVoice;

  /// @param dates the days as they are called today
  /// @param isVoice whether there is a keypad rather than a keyboard
  public SlotReader(Supplier<Dates> dates, boolean isVoice) {
    this.dates = dates;
    this.isVoice = isVoice;
  }

  /// The slots of a form, first those whose values are hardest to mistake for another's.
  static List<Slot> clearestFirst(Form form) {
    return form.slots().stream()
        .sorted(Comparator.comparingInt(it -> CLEAREST_FIRST.indexOf(it.kind())))
        .toList();
  }

  /// The value of a slot among words.
  ///
  /// @param text the words as they were written
  /// @param isAsked whether it was asked for; otherwise it has to be clearer
  Optional<Finding<Value>> read(Slot slot, Tokens tokens, String text, boolean isAsked) {
    return switch (slot.kind()) {
      case "yes_no" ->
          isAsked
              ? YesNo.find(tokens).map(it -> whole(tokens, new Value(it, it ? "yes" : "no")))
              : Optional.empty();
      case "digits" -> digits(slot, tokens, isAsked);
      case "number" -> number(slot, tokens, isAsked);
      case "date" ->
          (isBirth(slot)
                  ? dates.get().findPast(tokens)
                  : dates.get().find(tokens, isAsked).filter(it -> !dates.get().isPast(it.value())))
              .map(
                  it ->
                      found(it, new Value(it.value().toString(), dates.get().spoken(it.value()))));
      case "time" ->
          Times.find(tokens, isAsked)
              .map(it -> found(it, new Value(it.value().toString(), Times.spoken(it.value()))));
      case "choice" ->
          new Choices(slot.choices())
              .find(tokens, isAsked)
              .map(it -> found(it, new Value(it.value(), it.value().replace('_', ' '))));
      case "name" -> Names.find(tokens, isAsked).map(it -> whole(tokens, new Value(it, it)));
      default -> isAsked ? text(tokens, text) : Optional.empty();
    };
  }

  // A day of birth is the one day people name that has to be past.
  private static boolean isBirth(Slot slot) {
    return BIRTH.matcher(slot.name() + " " + slot.ask()).find();
  }

  private static Finding<Value> found(Finding<?> place, Value value) {
    return new Finding<>(value, place.from(), place.to());
  }

  private static Finding<Value> whole(Tokens tokens, Value value) {
    return new Finding<>(value, 0, tokens.size());
  }

  private static Optional<Finding<Value>> text(Tokens tokens, String text) {
    String plain = text.strip();
    return plain.isEmpty() || plain.length() > LONGEST_TEXT_CHARS
        ? Optional.empty()
        : Optional.of(whole(tokens, new Value(plain, plain)));
  }

  private static Optional<Finding<Value>> digits(Slot slot, Tokens tokens, boolean isAsked) {
    int least = Math.max(slot.digitsMin(), isAsked ? 1 : FEWEST_DIGITS_UNASKED);
    return Digits.find(tokens)
        .filter(it -> it.value().length() >= least)
        .filter(it -> slot.digitsMax() == 0 || it.value().length() <= slot.digitsMax())
        .map(it -> found(it, new Value(it.value(), spaced(it.value()))));
  }

  // Read back one by one, in threes.
  private static String spaced(String digits) {
    return digits.replaceAll("(.{3})(?=.)", "$1 ");
  }

  private static Optional<Finding<Value>> number(Slot slot, Tokens tokens, boolean isAsked) {
    Set<String> hints = hints(slot);
    Tokens left = tokens;
    Optional<Finding<Integer>> first = Optional.empty();
    for (Optional<Finding<Integer>> next = Numbers.find(left);
        next.isPresent();
        next = Numbers.find(left)) {
      Finding<Integer> it = next.get();
      if (hints.contains(Stems.of(tokens.at(it.to())))) {
        return next.map(SlotReader::number);
      }
      boolean isPronoun = tokens.has(it.from(), "one") && it.length() == 1;
      if (first.isEmpty() && (isAsked || !isPronoun)) {
        first = next;
      }
      left = left.without(it);
    }
    return first.map(SlotReader::number);
  }

  private static Finding<Value> number(Finding<Integer> it) {
    return found(it, new Value(it.value(), Integer.toString(it.value())));
  }

  /// The words by which a person may mean a slot.
  static Set<String> hints(Slot slot) {
    Set<String> hints = new LinkedHashSet<>(Stems.all(Tokens.of(label(slot))));
    hints.addAll(
        switch (slot.kind()) {
          case "date" -> List.of("dat", "dai");
          case "time" -> List.of("tim", "hour");
          case "digits" -> List.of("numb", "digit");
          case "name" -> List.of("nam");
          default -> List.<String>of();
        });
    hints.removeAll(Set.of("of", "the", "a", "an", "for", "is", "one"));
    return hints;
  }

  /// The name of a slot for a person: `partySize` and `party_size` are `party size`.
  static String label(Slot slot) {
    return slot.name()
        .replaceAll("([a-z])([A-Z])", "$1 $2")
        .replaceAll("[_.-]+", " ")
        .toLowerCase(Locale.ROOT)
        .strip();
  }

  /// What helps to answer a question, in one sentence.
  String help(Slot slot) {
    String keys = isVoice ? " You can also use the keys of your phone." : "";
    return switch (slot.kind()) {
      case "yes_no" ->
          isVoice ? "Say yes or no, or press 1 for yes, 2 for no." : "Answer yes or no.";
      case "digits" -> "I need " + digitCount(slot) + ", one after the other." + keys;
      case "number" -> "I need a number, for example two." + keys;
      case "date" ->
          isBirth(slot)
              ? "I need the day, the month and the year."
              : "I need a day, for example tomorrow, next Tuesday, or the third of May.";
      case "time" -> "I need a time, for example half past nine, or 3 pm.";
      case "choice" ->
          "You can choose: " + listed(slot) + "." + (isVoice ? " Or press its number." : "");
      case "name" -> "I only need a name.";
      default -> "Any short sentence will do.";
    };
  }

  private static String digitCount(Slot slot) {
    int least = slot.digitsMin();
    int most = slot.digitsMax();
    if (least > 0 && least == most) {
      return least + " digits";
    }
    if (least > 0) {
      return most > 0 ? least + " to " + most + " digits" : "at least " + least + " digits";
    }
    return most > 0 ? "up to " + most + " digits" : "the digits";
  }

  static String listed(Slot slot) {
    List<String> all = slot.choices().keySet().stream().map(it -> it.replace('_', ' ')).toList();
    return String.join(", ", all.subList(0, Math.max(0, all.size() - 1)))
        + (all.size() > 1 ? ", or " : "")
        + (all.isEmpty() ? "" : all.getLast());
  }
}
