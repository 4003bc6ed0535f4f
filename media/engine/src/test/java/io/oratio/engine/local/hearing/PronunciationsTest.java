package io.oratio.engine.local.hearing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PronunciationsTest {
  @Test
  void knowsEnglishWordsAndAllTheirWays() {
    var ways = Pronunciations.of(Set.of("hello", "the"));

    assertThat(ways.get("hello")).contains(List.of("HH", "AH", "L", "OW"));
    assertThat(ways.get("the")).hasSizeGreaterThan(1);
  }

  @Test
  void guessesHowANameIsSaid() {
    assertThat(Spelling.phones("oratio")).containsExactly("AO", "R", "AE", "T", "IY", "OW");
    assertThat(Spelling.phones("shoppee")).containsExactly("SH", "OW", "P", "IY");
    assertThat(Spelling.phones("tune")).containsExactly("T", "AH", "N");
    assertThat(Spelling.phones("ß")).isNotEmpty();
  }

  @Test
  void boundsTheQuestionsOfADomain() {
    List<String> many =
        java.util.stream.IntStream.range(0, Domain.MOST_QUESTIONS + 5)
            .mapToObj(i -> "hello " + i)
            .toList();
    Domain domain = Domain.of(many);

    assertThat(domain.droppedQuestions()).isEqualTo(5);
    assertThat(domain.pronunciations()).containsKey("goodbye").doesNotContainKey("</s>");
    assertThat(domain.toString()).contains("words");
  }
}
