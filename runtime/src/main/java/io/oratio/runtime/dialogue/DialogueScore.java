package io.oratio.runtime.dialogue;

import io.oratio.runtime.dialogue.DialogueScript.Talk;
import io.oratio.runtime.dialogue.DialogueScript.Turn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// How an agent did in scripted dialogues.
///
/// @param turns how many there were
/// @param known how many of them it should have served: with an answer, a question, a human being,
///   a farewell
/// @param servedRight how many of those it served as expected
/// @param rejectedRight how many of the others it rejected as expected
/// @param missed how many it should have served and rejected instead
/// @param p95Millis what 95 of 100 turns took at most
/// @param faults each turn that went otherwise than expected, in words
public record DialogueScore(
    String agent,
    int turns,
    int known,
    int servedRight,
    int rejectedRight,
    int missed,
    double p95Millis,
    List<String> faults) {
  private static final int MOST_TOOL_ROUNDS = 4;
  private static final String OK = "{\"ok\":true}";

  public DialogueScore {
    faults = List.copyOf(faults);
  }

  /// What was replied in one turn, its tools' results included.
  private record Heard(Reply.Kind kind, String words) {}

  /// Holds all dialogues of a script.
  ///
  /// @param conversations opens one after the other
  public static DialogueScore of(DialogueScript script, Supplier<Dialogue> conversations) {
    return of(script, conversations, System::nanoTime);
  }

  /// @param nanoClock tells how long a turn took
  static DialogueScore of(
      DialogueScript script, Supplier<Dialogue> conversations, LongSupplier nanoClock) {
    List<String> faults = new ArrayList<>();
    List<Double> millis = new ArrayList<>();
    int known = 0;
    int served = 0;
    int rejected = 0;
    int missed = 0;
    for (Talk talk : script.talks()) {
      Dialogue dialogue = conversations.get();
      for (Turn turn : talk.turns()) {
        long start = nanoClock.getAsLong();
        Heard heard = hear(dialogue, turn.said(), script.tools());
        millis.add((nanoClock.getAsLong() - start) / 1e6);
        boolean isRight = turn.isMetBy(heard.kind(), heard.words());
        boolean isKnown = !turn.expected().equals(List.of(Reply.Kind.REJECT));
        known += isKnown ? 1 : 0;
        served += isKnown && isRight ? 1 : 0;
        rejected += !isKnown && isRight ? 1 : 0;
        missed += isKnown && !isRight && heard.kind() == Reply.Kind.REJECT ? 1 : 0;
        if (!isRight) {
          faults.add(fault(talk, turn, heard));
        }
      }
    }
    return new DialogueScore(
        script.agent(), millis.size(), known, served, rejected, missed, p95(millis), faults);
  }

  private static Heard hear(Dialogue dialogue, String said, Map<String, String> tools) {
    Reply reply = dialogue.replyTo(said, true);
    Reply.Kind kind = reply.kind();
    StringBuilder words = new StringBuilder(reply.words());
    List<Reply.Tool> uses = reply.tools();
    for (int round = 0; round < MOST_TOOL_ROUNDS && !uses.isEmpty(); round++) {
      List<Reply.Tool> next = new ArrayList<>();
      for (Reply.Tool use : uses) {
        String result = tools.getOrDefault(use.name(), OK);
        Reply after = dialogue.toolAnswered(use.toolUseId(), result);
        if (after.kind() != Reply.Kind.SILENCE) {
          kind = after.kind();
          words.append(' ').append(after.words());
        }
        next.addAll(after.tools());
      }
      uses = next;
    }
    return new Heard(kind, words.toString().strip());
  }

  private static String fault(Talk talk, Turn turn, Heard heard) {
    return talk.name()
        + ": \""
        + turn.said()
        + "\" → "
        + heard.kind()
        + " \""
        + heard.words()
        + "\", expected "
        + turn.expected()
        + (turn.allOf().isEmpty() ? "" : " with all of " + turn.allOf())
        + (turn.anyOf().isEmpty() ? "" : " with one of " + turn.anyOf());
  }

  private static double p95(List<Double> millis) {
    double[] sorted = millis.stream().mapToDouble(it -> it).toArray();
    Arrays.sort(sorted);
    return sorted.length == 0 ? 0 : sorted[Math.ceilDiv(sorted.length * 95, 100) - 1];
  }

  /// How many turns should have been rejected.
  public int unknown() {
    return turns - known;
  }

  /// How many turns went neither as expected nor to an honest rejection.
  public int wrong() {
    return turns - servedRight - rejectedRight - missed;
  }

  /// The figures in one line.
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s: %d turns; answered right %d of %d; rejected right %d of %d; rejected though known %d;"
            + " wrong %d; p95 %.1f ms",
        agent,
        turns,
        servedRight,
        known,
        rejectedRight,
        unknown(),
        missed,
        wrong(),
        p95Millis);
  }
}
