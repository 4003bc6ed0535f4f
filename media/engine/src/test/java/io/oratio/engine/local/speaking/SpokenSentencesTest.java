package io.oratio.engine.local.speaking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class SpokenSentencesTest {
  private final List<String> made = new ArrayList<>();
  private final List<Runnable> waiting = new ArrayList<>();

  private final Voice voice =
      new Voice() {
        @Override
        public String name() {
          return "thousand samples";
        }

        @Override
        public short[] say(String sentence, int rateHz) {
          made.add(sentence);
          if (sentence.equals("bad")) {
            throw new VoiceFailure("bad", new IllegalStateException());
          }
          if (sentence.equals("worse")) {
            throw new IllegalStateException();
          }
          return new short[1000];
        }
      };

  private final SpokenSentences sentences = new SpokenSentences(voice, waiting::add, 5000);

  private void work() {
    List.copyOf(waiting).forEach(Runnable::run);
    waiting.clear();
  }

  @Test
  void makesASentenceOnceHoweverManyWantIt() {
    var one = sentences.say("hello", 8000).toCompletableFuture();
    var other = sentences.say("hello", 8000).toCompletableFuture();
    work();
    var later = sentences.say("hello", 8000).toCompletableFuture();

    assertThat(made).containsExactly("hello");
    assertThat(one.join()).hasSize(1000).isSameAs(other.join()).isSameAs(later.join());
    assertThat(sentences.made()).isEqualTo(1);
  }

  @Test
  void forgetsTheOldestWhenItsBytesAreUsedUp() {
    for (String it : List.of("a", "b", "a", "c")) {
      sentences.say(it, 8000);
      work();
    }
    sentences.say("a", 8000);
    assertThat(waiting).isEmpty();
    sentences.say("b", 8000);
    assertThat(waiting).hasSize(1);
    assertThat(sentences.keptBytes()).isEqualTo(4000);
  }

  @Test
  void tellsThatASentenceFailedAndTriesItAgainNextTime() {
    var bad = sentences.say("bad", 8000).toCompletableFuture();
    var worse = sentences.say("worse", 8000).toCompletableFuture();
    work();

    assertThatThrownBy(bad::join).hasCauseInstanceOf(VoiceFailure.class);
    assertThatThrownBy(worse::join).isInstanceOf(CompletionException.class);
    sentences.say("bad", 8000);
    assertThat(waiting).hasSize(1);
  }

  @Test
  void refusesWhenThePoolIsFull() {
    SpokenSentences full =
        new SpokenSentences(
            voice,
            _ -> {
              throw new RejectedExecutionException();
            },
            5000);

    assertThatThrownBy(full.say("hello", 8000).toCompletableFuture()::join)
        .hasCauseInstanceOf(RejectedExecutionException.class);
    assertThat(full.refused()).isEqualTo(1);
    assertThat(full.voice().name()).isEqualTo("thousand samples");
  }
}
