package io.oratio.runtime.dialogue.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.runtime.dialogue.answer.Sentences.Sentence;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class SentencesTest {
  private static List<String> spoken(String text) {
    return Sentences.of(text).stream().map(Sentence::spoken).toList();
  }

  @Test
  void cutsProseAtItsFullStops() {
    assertThat(spoken("We open at ten. Is it far? No! Take bus 7."))
        .containsExactly("We open at ten.", "Is it far?", "No!", "Take bus 7.");
  }

  @Test
  void doesNotCutAfterATitleOrWithinANumber() {
    assertThat(spoken("Ask for Dr. Miller or Mrs. Brown. It costs 3.50 euros. See No. 5, e.g. A."))
        .containsExactly(
            "Ask for Dr. Miller or Mrs. Brown.", "It costs 3.50 euros.", "See No. 5, e.g. A.");
  }

  @Test
  void joinsLinesThatAPageBrokeWithinASentence() {
    assertThat(spoken("The deposit is given\nback when the bicycle\nreturns.\nHelmets are free."))
        .containsExactly(
            "The deposit is given back when the bicycle returns.", "Helmets are free.");
  }

  @Test
  void readsTheItemsOfAListWithoutTheirMarks() {
    assertThat(spoken("# Bring with you\n- a lock\n* two keys\n1. your passport\n\n• money"))
        .containsExactly("Bring with you", "a lock", "two keys", "your passport", "money");
  }

  @Test
  void readsARowByItsFirstValueAndSaysWhatItHasNot() {
    Sentence row =
        Sentences.of("Room: Double; Price: 120 euros; Sea view: no; Balcony: yes").getFirst();

    assertThat(row.isRow()).isTrue();
    assertThat(row.spoken()).isEqualTo("Double: Price 120 euros, not Sea view, Balcony.");
    assertThat(row.meant()).isEqualTo("Room Double, Price 120 euros, Balcony");
  }

  @Test
  void keepsEachRowOfATableForItself() {
    assertThat(Sentences.of("Size: Small | Price: 5\nSize: Large | Price: 9"))
        .allMatch(Sentence::isRow)
        .extracting(Sentence::spoken)
        .containsExactly("Small: Price 5.", "Large: Price 9.");
  }

  @Test
  void takesOneColonForProse() {
    assertThat(Sentences.of("Please note: we are closed on Monday."))
        .singleElement()
        .satisfies(it -> assertThat(it.isRow()).isFalse());
  }

  @Test
  void leavesOutWhatNobodyCanSay() {
    assertThat(spoken("\n  \n---\n***\n…\n")).isEmpty();
    assertThat(spoken("")).isEmpty();
  }

  @Test
  void readsOnlySoManySentencesAndSoMuchOfEach() {
    assertThat(spoken("We are open. ".repeat(500))).hasSize(60);
    assertThat(spoken("very ".repeat(200) + "long"))
        .singleElement()
        .satisfies(it -> assertThat(it).hasSize(401).endsWith("…"));
  }
}
