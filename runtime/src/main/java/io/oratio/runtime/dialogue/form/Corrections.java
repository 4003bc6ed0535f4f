package io.oratio.runtime.dialogue.form;

import io.oratio.runtime.agent.DialogueDefinition.Form;
import io.oratio.runtime.agent.DialogueDefinition.Slot;
import io.oratio.runtime.dialogue.grammar.Finding;
import io.oratio.runtime.dialogue.grammar.Tokens;
import io.oratio.runtime.dialogue.grammar.YesNo;
import io.oratio.runtime.dialogue.likeness.Stems;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// Finds in words which known value of a form they change, and to what.
final class Corrections {
  private static final Set<String> LEAD_IN =
      Set.of(
          "no",
          "nope",
          "sorry",
          "actually",
          "wait",
          "yes",
          "but",
          "not",
          "quite",
          "it's",
          "it",
          "is",
          "that's",
          "wrong",
          "rather",
          "i",
          "mean",
          "make");

  private final List<Slot> clearestFirst;
  private final SlotReader reader;
  private final Map<String, Value> values;

  /// @param values what is known, as the form fills
  Corrections(Form form, SlotReader reader, Map<String, Value> values) {
    this.clearestFirst = SlotReader.clearestFirst(form);
    this.reader = reader;
    this.values = values;
  }

  /// @param value what the slot becomes; empty when it has to be asked again
  record Change(Slot slot, Optional<Value> value) {
    private static Change to(Slot slot, Finding<Value> found) {
      return new Change(slot, Optional.of(found.value()));
    }

    private static Change away(Slot slot) {
      return new Change(slot, Optional.empty());
    }
  }

  /// Whether the words sound as if they took something back.
  static boolean isIn(Tokens tokens) {
    return tokens.hasAny("actually", "sorry", "instead", "rather", "change", "correction", "wrong")
        || tokens.has(0, "no")
        || tokens.has(0, "wait")
        || tokens.text().contains("i mean")
        || tokens.text().contains("make it");
  }

  /// A change of what is known already, while another slot is asked for.
  Optional<Change> ofKnown(Tokens tokens, String text, Slot asked) {
    for (Slot slot : clearestFirst) {
      if (values.containsKey(slot.name()) && !slot.equals(asked)) {
        Optional<Finding<Value>> found =
            reader.read(slot, tokens, text, isMeant(slot, tokens) && !slot.kind().equals("text"));
        if (found.isPresent() && isNew(slot, found.get())) {
          return Optional.of(Change.to(slot, found.get()));
        }
        if (found.isEmpty() && isMeant(slot, tokens) && tokens.hasAny("wrong", "change")) {
          return Optional.of(Change.away(slot));
        }
      }
    }
    return Optional.empty();
  }

  /// A change of anything, once everything was read back: `no, friday` · `the date is wrong` ·
  /// `actually at four` · `my name is Miller`.
  ///
  /// @param isAsked whether it was asked what to change
  Optional<Change> ofAny(Tokens tokens, String text, boolean isAsked) {
    for (Slot slot : clearestFirst) {
      if (isMeant(slot, tokens) && !slot.kind().equals("text")) {
        Optional<Finding<Value>> found =
            reader.read(
                slot,
                withoutLead(tokens),
                text,
                !slot.kind().equals("yes_no") && !slot.kind().equals("name"));
        if (found.filter(it -> isNew(slot, it)).isPresent()) {
          return found.map(it -> Change.to(slot, it));
        }
      }
    }
    for (Slot slot : clearestFirst) {
      Optional<Finding<Value>> found = reader.read(slot, withoutLead(tokens), text, false);
      if (found.filter(it -> isNew(slot, it)).isPresent()) {
        return found.map(it -> Change.to(slot, it));
      }
    }
    boolean isDenied = YesNo.find(tokens).filter(it -> !it).isPresent() || isIn(tokens);
    if (!isDenied && !isAsked) {
      return Optional.empty();
    }
    return clearestFirst.stream()
        .filter(it -> isMeant(it, tokens))
        .findFirst()
        .map(Change::away)
        .or(() -> bareValue(withoutLead(tokens)));
  }

  // `no, four` · `no, Miller`: only what is a value and nothing else.
  private Optional<Change> bareValue(Tokens tokens) {
    for (Slot slot : clearestFirst) {
      boolean isPlain = !slot.kind().equals("text") && !slot.kind().equals("yes_no");
      Optional<Finding<Value>> found =
          isPlain && !tokens.isEmpty()
              ? reader.read(slot, tokens, tokens.text(), true)
              : Optional.empty();
      if (found.filter(it -> isNew(slot, it)).isPresent()) {
        return found.map(it -> Change.to(slot, it));
      }
    }
    return Optional.empty();
  }

  private boolean isNew(Slot slot, Finding<Value> found) {
    return !Objects.equals(values.get(slot.name()), found.value());
  }

  private static Tokens withoutLead(Tokens tokens) {
    int from = 0;
    while (from < tokens.size() && LEAD_IN.contains(tokens.at(from))) {
      from++;
    }
    return new Tokens(tokens.words().subList(from, tokens.size()));
  }

  private static boolean isMeant(Slot slot, Tokens tokens) {
    List<String> stems = Stems.all(tokens);
    return SlotReader.hints(slot).stream().anyMatch(stems::contains);
  }
}
