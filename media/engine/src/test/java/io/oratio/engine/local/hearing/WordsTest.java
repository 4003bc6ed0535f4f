package io.oratio.engine.local.hearing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordsTest {
  @Test
  void readsTextAsItIsSpoken() {
    assertThat(Words.of("What’s open 24h, on 21 May?"))
        .containsExactly("what's", "open", "twenty", "four", "h", "on", "twenty", "one", "may");
    assertThat(Words.of("'Quoted' — twice")).containsExactly("quoted", "twice");
  }

  @Test
  void readsNumbersAndTelephoneNumbers() {
    assertThat(Words.of("1234"))
        .containsExactly("one", "thousand", "two", "hundred", "thirty", "four");
    assertThat(Words.of("2000")).containsExactly("two", "thousand");
    assertThat(Words.of("300 15")).containsExactly("three", "hundred", "fifteen");
    assertThat(Words.of("01234")).containsExactly("zero", "one", "two", "three", "four");
    assertThat(Words.of("55512")).containsExactly("five", "five", "five", "one", "two");
  }

  @Test
  void findsNoWordsInPunctuation() {
    assertThat(Words.of(" ?!… '' ")).isEmpty();
  }
}
