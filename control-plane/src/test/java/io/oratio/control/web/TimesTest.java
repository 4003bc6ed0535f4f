package io.oratio.control.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {
  /// The first four stand in RFC 3339 §5.8.
  @ParameterizedTest
  @CsvSource({
    "1985-04-12T23:20:50.52Z, 1985-04-12T23:20:50.520Z",
    "1996-12-19T16:39:57-08:00, 1996-12-20T00:39:57Z",
    "1990-12-31T23:59:60Z, 1991-01-01T00:00:00Z",
    "1937-01-01T12:00:27.87+00:20, 1937-01-01T11:40:27.870Z",
    "0163-11-07T06:48:25-18:48, 0163-11-08T01:36:25Z",
    "2026-11-21t09:30:00z, 2026-11-21T09:30:00Z",
    "2026-11-21T09:30:00.1234567891Z, 2026-11-21T09:30:00.123456789Z",
  })
  void readsWhatTheGrammarHas(String text, Instant meant) {
    assertThat(Times.parse(text)).isEqualTo(meant);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "yesterday",
        "2026-11-21",
        "2026-11-21T09:30:00",
        "2026-11-21T09:30Z",
        "2026-02-30T09:30:00Z",
        "2026-11-21T09:30:61Z",
        "2026-11-21T09:30:00+24:00",
        "2026-11-21T09:30:00+0100",
        "+12026-11-21T09:30:00Z",
      })
  void refusesWhatIsNone(String text) {
    assertThatThrownBy(() -> Times.parse(text)).isInstanceOf(DateTimeException.class);
  }
}
