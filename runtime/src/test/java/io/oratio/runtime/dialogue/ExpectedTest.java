package io.oratio.runtime.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 120, unit = TimeUnit.SECONDS)
class ExpectedTest {
  private final Dialogue chat = BikeShop.phone();

  private List<String> after(String said) {
    chat.replyTo(said, true);
    return chat.expected();
  }

  @Test
  void expectsTheAnswersToWhatItAsks() {
    assertThat(chat.expected()).isEmpty();
    assertThat(after("I want to book a repair")).contains("full", "the basic");
    assertThat(after("full")).contains("next tuesday").doesNotContain("full");
    assertThat(after("when are you open?")).contains("next tuesday");
    assertThat(after("next tuesday")).contains("half past three");
    assertThat(after("half past three")).as("a name").isEmpty();
    assertThat(after("Ada Miller")).contains("yes that's right", "no");
    assertThat(after("never mind")).isEmpty();
  }

  @Test
  void expectsAYesOrNoToAQuestionOfATool() {
    Reply use = chat.replyTo("is there a group ride today", true);
    assertThat(chat.expected()).isEmpty();

    chat.toolAnswered(use.tools().getFirst().toolUseId(), "{\"confirmation_required\":true}");

    assertThat(chat.expected()).contains("yes", "no");
  }

  @Test
  void expectsAnythingAfterASecondRejectionWasAnswered() {
    assertThat(after("what is the capital of france")).isEmpty();
    assertThat(after("do you sell pizza")).as("the offer of a person").contains("yes please");
    assertThat(after("no thanks")).isEmpty();
  }

  @Test
  void tellsAnotherThreadWhatIsExpectedWhileItReplies() throws Exception {
    Set<List<String>> possible = new HashSet<>(BikeShop.states());
    possible.add(List.of());
    CountDownLatch asking = new CountDownLatch(1);
    AtomicBoolean isOver = new AtomicBoolean();
    CompletableFuture<Set<List<String>>> asked =
        CompletableFuture.supplyAsync(
            () -> {
              Set<List<String>> seen = new HashSet<>();
              while (!isOver.get()) {
                seen.add(chat.expected());
                asking.countDown();
                Thread.onSpinWait();
              }
              return seen;
            });
    assertThat(asking.await(60, TimeUnit.SECONDS)).isTrue();
    try {
      for (String said :
          List.of("book a repair", "full", "never mind", "is my bike ready", "cancel")) {
        chat.replyTo(said, true);
      }
    } finally {
      isOver.set(true);
    }

    assertThat(possible).containsAll(asked.get(60, TimeUnit.SECONDS));
  }
}
