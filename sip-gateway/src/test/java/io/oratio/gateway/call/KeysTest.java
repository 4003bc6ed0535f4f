package io.oratio.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class KeysTest {
  private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");

  private final Keys keys = new Keys(Duration.ofMillis(1500));

  @Test
  void endsARowAtTheHashKey() {
    assertThat(keys.press('1', START)).isEmpty();
    assertThat(keys.press('2', START)).isEmpty();
    assertThat(keys.press('#', START)).contains("12#");
    assertThat(keys.at(START.plusSeconds(9))).isEmpty();
  }

  @Test
  void endsARowAtAPause() {
    keys.press('7', START);
    assertThat(keys.at(START.plusMillis(1499))).isEmpty();
    assertThat(keys.at(START.plusMillis(1500))).contains("7");
  }

  @Test
  void neverHoldsMoreThanAHandful() {
    for (int i = 0; i < 31; i++) {
      assertThat(keys.press('5', START)).isEmpty();
    }
    assertThat(keys.press('5', START)).hasValueSatisfying(all -> assertThat(all).hasSize(32));
  }
}
