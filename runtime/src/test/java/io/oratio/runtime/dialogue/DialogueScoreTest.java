package io.oratio.runtime.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.runtime.dialogue.DialogueScript.Talk;
import io.oratio.runtime.dialogue.DialogueScript.Turn;
import io.oratio.runtime.dialogue.Reply.Kind;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class DialogueScoreTest {
  private final ScriptedDialogue dialogue = new ScriptedDialogue();

  private DialogueScore score(Map<String, String> tools, Turn... turns) {
    DialogueScript script =
        new DialogueScript("shop", List.of(new Talk("a talk", false, List.of(turns))), tools);
    return DialogueScore.of(script, () -> dialogue);
  }

  private DialogueScore score(Turn... turns) {
    return score(Map.of(), turns);
  }

  private static Turn turn(String said, Kind kind, String... allOf) {
    return new Turn(said, List.of(kind), List.of(allOf), List.of());
  }

  @Test
  void countsWhatWasServedRejectedMissedAndWrong() {
    dialogue
        .replies("hours?", Kind.ANSWER, "From ten to six.")
        .replies("price?", Kind.ANSWER, "I like trains.")
        .replies("place?", Kind.REJECT, "I do not know that.")
        .replies("moon?", Kind.REJECT, "I do not know that.")
        .replies("sun?", Kind.ANSWER, "From ten to six.");

    DialogueScore score =
        score(
            turn("hours?", Kind.ANSWER, "ten"),
            turn("price?", Kind.ANSWER, "euros"),
            turn("place?", Kind.ANSWER),
            turn("moon?", Kind.REJECT),
            turn("sun?", Kind.REJECT));

    assertThat(score.turns()).isEqualTo(5);
    assertThat(score.known()).isEqualTo(3);
    assertThat(score.unknown()).isEqualTo(2);
    assertThat(score.servedRight()).isEqualTo(1);
    assertThat(score.rejectedRight()).isEqualTo(1);
    assertThat(score.missed()).isEqualTo(1);
    assertThat(score.wrong()).isEqualTo(2);
    assertThat(score.faults())
        .hasSize(3)
        .first()
        .isEqualTo(
            "a talk: \"price?\" → ANSWER \"I like trains.\", expected [ANSWER] with all of"
                + " [euros]");
    assertThat(score)
        .asString()
        .startsWith(
            "shop: 5 turns; answered right 1 of 3; rejected right 1 of 2; rejected though known 1;"
                + " wrong 2; p95 ");
  }

  @Test
  void countsARejectionAsRightWhereItIsOneOfSeveralGoodReplies() {
    dialogue.replies("perhaps?", Kind.REJECT, "I do not know that.");

    DialogueScore score =
        score(new Turn("perhaps?", List.of(Kind.ANSWER, Kind.REJECT), List.of(), List.of()));

    assertThat(score.servedRight()).isEqualTo(1);
    assertThat(score.missed()).isZero();
    assertThat(score.wrong()).isZero();
    assertThat(score.faults()).isEmpty();
  }

  @Test
  void givesToolsTheResultsOfTheScriptAndOkToTheOthers() {
    dialogue
        .uses("stock?", "One moment.", "stock")
        .then("stock", Kind.ANSWER, "There are 5.")
        .uses("note", "Noted.", "remember");

    DialogueScore score =
        score(
            Map.of("stock", "{\"count\":5}"),
            turn("stock?", Kind.ANSWER, "moment", "5"),
            turn("note", Kind.ANSWER, "noted"));

    assertThat(dialogue.results).containsExactly("stock {\"count\":5}", "remember {\"ok\":true}");
    assertThat(score.servedRight()).isEqualTo(2);
  }

  @Test
  void judgesTheReplyAfterTheLastTool() {
    dialogue
        .uses("book", "", "check")
        .thenUses("check", "book")
        .then("book", Kind.REJECT, "It is full.");

    DialogueScore score = score(turn("book", Kind.ANSWER));

    assertThat(dialogue.results).containsExactly("check {\"ok\":true}", "book {\"ok\":true}");
    assertThat(score.missed()).isEqualTo(1);
  }

  @Test
  void stopsADialogueThatUsesToolsForEver() {
    dialogue.uses("go", "", "again").thenUses("again", "again");

    assertThat(score(turn("go", Kind.ANSWER)).turns()).isEqualTo(1);
    assertThat(dialogue.results).hasSize(4);
  }

  @Test
  void opensAConversationForEachTalk() {
    AtomicInteger opened = new AtomicInteger();
    Talk talk = new Talk("a talk", false, List.of(turn("hello", Kind.SILENCE)));

    DialogueScore.of(
        new DialogueScript("shop", List.of(talk, talk), Map.of()),
        () -> {
          opened.incrementAndGet();
          return dialogue;
        });

    assertThat(opened).hasValue(2);
  }

  @Test
  void saysWhatNinetyFiveOfAHundredTurnsTookAtMost() {
    Turn[] turns =
        IntStream.range(0, 100).mapToObj(_ -> turn("hello", Kind.SILENCE)).toArray(Turn[]::new);
    AtomicLong readings = new AtomicLong();
    // The first turn takes one millisecond, the last one a hundred.
    DialogueScore score =
        DialogueScore.of(
            new DialogueScript("shop", List.of(new Talk("long", false, List.of(turns))), Map.of()),
            () -> dialogue,
            () -> {
              long reading = readings.getAndIncrement();
              return reading % 2 == 0 ? 0 : (reading / 2 + 1) * 1_000_000;
            });

    assertThat(score.p95Millis()).isEqualTo(95.0);
    assertThat(DialogueScore.of(new DialogueScript("shop", List.of(), Map.of()), () -> dialogue))
        .extracting(DialogueScore::p95Millis)
        .isEqualTo(0.0);
  }
}
