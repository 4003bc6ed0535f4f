package io.oratio.engine.local.hearing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What every recogniser must bear besides recognising speech, which the whole calls prove.
@Timeout(value = 180, unit = TimeUnit.SECONDS)
abstract class RecogniserContract {
  abstract Recogniser recogniser();

  @Test
  void hearsNothingInNothing() {
    try (Recogniser recogniser = recogniser()) {
      Domain domain = Domain.of(List.of("Where are you?"));

      assertThat(recogniser.recognise(domain, new short[0]).words().size()).isLessThanOrEqualTo(1);
      assertThat(recogniser.recognise(domain, new short[8000]).words().size())
          .isLessThanOrEqualTo(1);
    }
  }

  @Test
  void knowsMoreAgentsThanItKeepsInMemory() {
    try (Recogniser recogniser = recogniser()) {
      Domain first = Domain.of(List.of("Where are you?"));
      recogniser.prepare(first);
      for (int i = 0; i < 50; i++) {
        recogniser.prepare(Domain.of(List.of("What is number " + i + "?")));
      }

      assertThat(recogniser.recognise(first, new short[8000])).isNotNull();
    }
  }
}
