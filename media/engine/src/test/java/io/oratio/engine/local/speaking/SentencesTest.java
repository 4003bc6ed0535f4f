package io.oratio.engine.local.speaking;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SentencesTest {
  @Test
  void cutsAfterEachSentence() {
    assertThat(Sentences.of(" Hello. How are you?  Fine! \n\nBye "))
        .containsExactly("Hello.", "How are you?", "Fine!", "Bye");
    assertThat(Sentences.of("It costs 3.50 dollars.")).hasSize(1);
    assertThat(Sentences.of("   ")).isEmpty();
  }

  @Test
  void cutsASentenceWithoutEnd() {
    assertThat(Sentences.of("word, ".repeat(200)))
        .allMatch(it -> it.length() <= 300)
        .hasSizeGreaterThan(3);
    assertThat(Sentences.of("x".repeat(1000))).allMatch(it -> it.length() <= 300);
    assertThat(Sentences.of("Hi. ".repeat(5000))).hasSize(200);
  }

  @Test
  void beginsALongAnswerWithAShortPiece() {
    String long1 =
        "Check in begins at three in the afternoon, but you may leave your luggage with us from the"
            + " morning on, and we will call you as soon as the room is ready for you.";
    assertThat(Sentences.of(long1).getFirst()).hasSizeBetween(25, 110).endsWith(",");
    assertThat(String.join(" ", Sentences.of(long1))).isEqualTo(long1);
  }

  @Test
  void leavesOutWhatNobodyCanSay() {
    assertThat(Sentences.speakable("**Hello** <b>you</b> 😀 – it’s 5%"))
        .isEqualTo("Hello b you /b - it's 5%");
    assertThat(Sentences.speakable("--- 😀")).isEmpty();
  }
}
