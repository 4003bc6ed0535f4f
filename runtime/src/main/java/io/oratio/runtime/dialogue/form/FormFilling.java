package io.oratio.runtime.dialogue.form;

import io.oratio.runtime.agent.DialogueDefinition.Form;
import io.oratio.runtime.agent.DialogueDefinition.Slot;
import io.oratio.runtime.dialogue.form.Corrections.Change;
import io.oratio.runtime.dialogue.grammar.Finding;
import io.oratio.runtime.dialogue.grammar.Tokens;
import io.oratio.runtime.dialogue.grammar.YesNo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One form being filled: what is known, what is asked next, and what an answer changes.
public final class FormFilling {
  private final Form form;
  private final SlotReader reader;
  private final Corrections corrections;
  private final Map<String, Value> values = new LinkedHashMap<>();
  private State state = State.COLLECTING;
  private int misses;

  private enum State {
    COLLECTING,
    CONFIRMING,
    CORRECTING
  }

  /// What follows an answer.
  public sealed interface Step {
    /// The next question.
    record Ask(String words) implements Step {}

    /// Everything is there and, where the form wants it, confirmed.
    record Complete() implements Step {}

    /// The answer was not understood.
    ///
    /// @param words the question again, with help
    /// @param times how often in a row, from 1
    record Missed(String words, int times) implements Step {}
  }

  public FormFilling(Form form, SlotReader reader) {
    this.form = form;
    this.reader = reader;
    this.corrections = new Corrections(form, reader, values);
  }

  public Form form() {
    return form;
  }

  public Map<String, Value> values() {
    return Map.copyOf(values);
  }

  /// Begins, with what the wish itself tells already: `a table for two tomorrow at seven`.
  public Step begin(String text) {
    fillOthers(Tokens.of(text), text, Optional.empty());
    return next();
  }

  private Step next() {
    misses = 0;
    Optional<Slot> open = asked();
    if (open.isPresent()) {
      state = State.COLLECTING;
      return new Step.Ask(open.get().ask());
    }
    if (form.confirm().isBlank()) {
      return new Step.Complete();
    }
    state = State.CONFIRMING;
    return new Step.Ask(question());
  }

  /// The slot that is being asked for; empty while it waits for a yes or a correction.
  public Optional<Slot> asked() {
    return form.slots().stream().filter(it -> !values.containsKey(it.name())).findFirst();
  }

  /// Whether a yes or no is waited for.
  public boolean isConfirming() {
    return state == State.CONFIRMING;
  }

  /// Whether any words at all would be an answer.
  public boolean takesAnything() {
    return asked().filter(it -> it.kind().equals("text") || it.kind().equals("name")).isPresent();
  }

  /// Whether a text is asked for, which may be a question itself.
  public boolean takesText() {
    return state == State.COLLECTING && asked().filter(it -> it.kind().equals("text")).isPresent();
  }

  /// The question that waits for its answer.
  public String question() {
    return switch (state) {
      case COLLECTING -> asked().map(Slot::ask).orElse("");
      case CONFIRMING -> Template.sentences(form.confirm(), this::spoken);
      case CORRECTING -> "What should I change: " + labels() + "?";
    };
  }

  private Optional<String> spoken(String name) {
    return Optional.ofNullable(values.get(name)).map(Value::spoken);
  }

  private String labels() {
    List<String> all = form.slots().stream().map(it -> "the " + SlotReader.label(it)).toList();
    return all.size() == 1
        ? all.getFirst()
        : String.join(", ", all.subList(0, all.size() - 1)) + " or " + all.getLast();
  }

  /// Help with the question that waits.
  public String help() {
    return state == State.CONFIRMING
        ? "Say yes if that is right, or tell me what to change."
        : asked().map(reader::help).orElse("");
  }

  /// Takes an answer.
  public Step hear(String text) {
    Tokens tokens = Tokens.of(text);
    return switch (state) {
      case COLLECTING -> collect(tokens, text);
      case CONFIRMING, CORRECTING -> confirm(tokens, text);
    };
  }

  /// Whether the words answer the question that waits, without taking them.
  public boolean wouldUnderstand(String text) {
    Tokens tokens = Tokens.of(text);
    return state == State.COLLECTING
        ? asked().flatMap(it -> reader.read(it, tokens, text, true)).isPresent()
        : YesNo.find(tokens).isPresent() || change(tokens, text).isPresent();
  }

  private Step collect(Tokens tokens, String text) {
    Slot slot = asked().orElseThrow();
    if (Corrections.isIn(tokens) && correctKnown(tokens, text, slot)) {
      return next();
    }
    Optional<Finding<Value>> answer = reader.read(slot, tokens, text, true);
    if (answer.isPresent()) {
      values.put(slot.name(), answer.get().value());
      fillOthers(tokens.without(answer.get()), text, Optional.of(slot));
      return next();
    }
    int known = values.size();
    fillOthers(tokens, text, Optional.of(slot));
    if (values.size() > known || correctKnown(tokens, text, slot)) {
      return next();
    }
    return missed(slot);
  }

  private Step missed(Slot slot) {
    misses++;
    String again =
        slot.again().isBlank() ? "I did not understand that. " + slot.ask() : slot.again();
    return new Step.Missed(
        misses == 1 && !slot.again().isBlank() ? again : again + " " + reader.help(slot), misses);
  }

  private void fillOthers(Tokens tokens, String text, Optional<Slot> but) {
    Tokens left = tokens;
    for (Slot slot : SlotReader.clearestFirst(form)) {
      boolean isOpen = !values.containsKey(slot.name()) && !but.equals(Optional.of(slot));
      Optional<Finding<Value>> found =
          isOpen ? reader.read(slot, left, text, false) : Optional.empty();
      if (found.isPresent()) {
        values.put(slot.name(), found.get().value());
        left = left.without(found.get());
      }
    }
  }

  private boolean correctKnown(Tokens tokens, String text, Slot asked) {
    Optional<Change> change = corrections.ofKnown(tokens, text, asked);
    change.ifPresent(this::take);
    return change.isPresent();
  }

  private void take(Change change) {
    change
        .value()
        .ifPresentOrElse(
            it -> values.put(change.slot().name(), it), () -> values.remove(change.slot().name()));
  }

  private Step confirm(Tokens tokens, String text) {
    Optional<Change> change = change(tokens, text);
    if (change.isPresent()) {
      take(change.get());
      return next();
    }
    Optional<Boolean> isRight = YesNo.find(tokens);
    if (isRight.isPresent() && isRight.get() && state == State.CONFIRMING) {
      misses = 0;
      return new Step.Complete();
    }
    if (isRight.isPresent() && !isRight.get() && state == State.CONFIRMING) {
      misses = 0;
      state = State.CORRECTING;
      return new Step.Ask(question());
    }
    misses++;
    return new Step.Missed(
        state == State.CONFIRMING
            ? question() + " Please say yes or no."
            : "I did not understand what to change. " + question(),
        misses);
  }

  private Optional<Change> change(Tokens tokens, String text) {
    return corrections.ofAny(tokens, text, state == State.CORRECTING);
  }
}
