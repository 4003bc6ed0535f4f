package io.oratio.runtime.dialogue;

import io.oratio.runtime.dialogue.Reply.Kind;
import io.oratio.runtime.dialogue.form.FormFilling;
import java.util.List;
import java.util.Optional;

/// Where one conversation stands: the form being filled, what was asked and waits for its answer,
/// what was said last and how often nothing was understood. Belongs to the conversation's thread.
final class Course {
  private Optional<FormFilling> form = Optional.empty();
  private Optional<Waiting> waiting = Optional.empty();
  private boolean hasSaidOffline;
  private int misses;
  private int offered;
  private String last;

  /// @param greeting what was said before anything was asked
  Course(String greeting) {
    this.last = greeting;
  }

  /// The form being filled.
  Optional<FormFilling> form() {
    return form;
  }

  void begin(FormFilling filling) {
    form = Optional.of(filling);
  }

  void leaveForm() {
    form = Optional.empty();
  }

  /// Whether it is still this form that is being filled.
  boolean isIn(FormFilling filling) {
    return form.equals(Optional.of(filling));
  }

  void waitFor(Waiting answer) {
    waiting = Optional.of(answer);
  }

  /// What waits for its answer; it waits no more, for the next words are the answer or none comes.
  Optional<Waiting> takeWaiting() {
    Optional<Waiting> taken = waiting;
    waiting = Optional.empty();
    return taken;
  }

  /// Forgets the form and the question, for someone else goes on.
  void leaveAll() {
    form = Optional.empty();
    waiting = Optional.empty();
  }

  /// Counts words that were not understood.
  ///
  /// @return how often in a row, from 1
  int miss() {
    return ++misses;
  }

  /// Whether it has yet to say what it is; it has said it from now on.
  boolean tellsOffline() {
    boolean isFirst = !hasSaidOffline;
    hasSaidOffline = true;
    return isFirst;
  }

  /// How often it has told before what may be asked.
  int offer() {
    return offered++;
  }

  /// What was said last; blank when nothing was.
  String last() {
    return last;
  }

  /// Remembers the reply to words that were said.
  Reply replied(Reply reply) {
    if (reply.kind() != Kind.REJECT) {
      misses = 0;
    }
    return said(reply);
  }

  /// Remembers what is said.
  Reply said(Reply reply) {
    if (!reply.words().isBlank()) {
      last = reply.words();
    }
    return reply;
  }

  /// What the answer that is waited for will most likely be, as [Dialogue#expected] tells it.
  List<String> expected() {
    if (waiting.isPresent()) {
      return switch (waiting.get()) {
        case Waiting.OfPerson(), Waiting.OfAnythingElse(), Waiting.OfYes(_, _) ->
            Vocabulary.YES_OR_NO;
        case Waiting.OfWhich(_, _) -> List.of();
      };
    }
    return form.map(it -> it.asked().map(Vocabulary::answers).orElse(Vocabulary.YES_OR_NO))
        .map(List::copyOf)
        .orElse(List.of());
  }
}
