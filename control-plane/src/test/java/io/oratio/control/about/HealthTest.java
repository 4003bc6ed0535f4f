package io.oratio.control.about;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.control.web.Answer;
import io.oratio.control.web.Dependency;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

@Timeout(30)
class HealthTest {
  private final AtomicLong nanos = new AtomicLong();
  private final AtomicInteger asked = new AtomicInteger();

  @Test
  void isDownWithoutWhatItCannotDoWithout() {
    Answer answer = answer(working("objects", true), broken("records", true));
    assertThat(answer.status()).isEqualTo(503);
    assertThat(json(answer).path("status").stringValue("")).isEqualTo("down");
    assertThat(json(answer).at("/dependencies/0/status").stringValue("")).isEqualTo("up");
    assertThat(json(answer).at("/dependencies/1/status").stringValue("")).isEqualTo("down");
    assertThat(json(answer).at("/dependencies/0").has("meaning")).isFalse();
    assertThat(json(answer).at("/dependencies/1/meaning").stringValue(""))
        .isEqualTo("Without records nothing is read.");
    assertThat(json(answer).toString()).doesNotContain("10.0.0.7");
  }

  @Test
  void isDegradedWithoutAnythingElse() {
    Answer answer = answer(working("records", true), broken("mail", false));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(json(answer).path("status").stringValue("")).isEqualTo("degraded");
  }

  @Test
  void givesUpWaitingForOneThatDoesNotAnswer() {
    CountDownLatch never = new CountDownLatch(1);
    try (Health health = health(Duration.ofMillis(50), dependency("records", true, never::await))) {
      assertThat(health.answer().status()).isEqualTo(503);
    }
  }

  @Test
  void asksNobodyAgainForAMoment() {
    try (Health health = health(working("records", true))) {
      health.answer();
      health.answer();
      assertThat(asked).hasValue(1);
      nanos.addAndGet(Duration.ofSeconds(2).toNanos());
      health.answer();
      assertThat(asked).hasValue(2);
    }
  }

  @Test
  void asksSomeMoreSeldomThanOthers() {
    try (Health health = health(working("records", true), working("mail", false))) {
      health.answer();
      nanos.addAndGet(Duration.ofSeconds(2).toNanos());
      health.answer();
      assertThat(asked).hasValue(3);
      nanos.addAndGet(Duration.ofSeconds(29).toNanos());
      health.answer();
      assertThat(asked).hasValue(5);
    }
  }

  private Answer answer(Dependency... dependencies) {
    try (Health health = health(dependencies)) {
      return health.answer();
    }
  }

  private Health health(Dependency... dependencies) {
    return health(Duration.ofSeconds(20), dependencies);
  }

  private Health health(Duration patience, Dependency... dependencies) {
    return new Health(
        List.of(dependencies), Executors.newVirtualThreadPerTaskExecutor(), patience, nanos::get);
  }

  private Dependency working(String name, boolean isVital) {
    return dependency(name, isVital, asked::incrementAndGet);
  }

  private static Dependency broken(String name, boolean isVital) {
    return dependency(
        name,
        isVital,
        () -> {
          throw new IllegalStateException("no route to 10.0.0.7");
        });
  }

  private interface Checking {
    void check() throws Exception;
  }

  private static Dependency dependency(String name, boolean isVital, Checking checking) {
    return new Dependency() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public boolean isVital() {
        return isVital;
      }

      @Override
      public String meaning() {
        return "Without " + name + " nothing is read.";
      }

      @Override
      public Duration keptFor() {
        return isVital ? Duration.ZERO : Duration.ofSeconds(30);
      }

      @Override
      public void check() throws Exception {
        checking.check();
      }
    };
  }

  private static JsonNode json(Answer answer) {
    return ((Answer.Body.Tree) answer.body()).json();
  }
}
