package io.oratio.runtime.dialogue.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What people say, and what it means; today is Saturday, 21 November 2026.
class GrammarsTest {
  private final Dates dates = new Dates(LocalDate.of(2026, 11, 21), false);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tomorrow | 2026-11-22",
        "the day after tomorrow please | 2026-11-23",
        "on tuesday | 2026-11-24",
        "next tuesday | 2026-11-24",
        "saturday | 2026-11-28",
        "in three days | 2026-11-24",
        "in a week | 2026-11-28",
        "a week from monday | 2026-11-30",
        "the third of may | 2027-05-03",
        "may the third | 2027-05-03",
        "May 3rd | 2027-05-03",
        "Tuesday the first of december | 2026-12-01",
        "24/12 | 2026-12-24",
        "24.12. | 2026-12-24",
        "1/31/27 | 2027-01-31",
        "2027-01-31 | 2027-01-31",
        "the twenty first of january two thousand and twenty seven | 2027-01-21",
        "on the 25th | 2026-11-25",
        "february 29 | 2028-02-29"
      })
  void understandsDays(String said, LocalDate day) {
    assertThat(dates.find(Tokens.of(said), true)).get().extracting(Finding::value).isEqualTo(day);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "the second of March nineteen eighty | 1980-03-02",
        "May 4th 1971 | 1971-05-04",
        "03.05.88 | 1988-05-03",
        "july first two thousand and three | 2003-07-01",
        "june ninth twenty oh five | 2005-06-09"
      })
  void understandsDaysOfBirth(String said, LocalDate day) {
    assertThat(dates.findPast(Tokens.of(said))).get().extracting(Finding::value).isEqualTo(day);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"when pigs fly", "soon", "the thirtieth of february", "45/45", "sunny", "someday"})
  void rejectsWhatIsNoDay(String said) {
    assertThat(dates.find(Tokens.of(said), true)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "half past three | 15:30",
        "3 pm | 15:00",
        "at 3 p.m. | 15:00",
        "noon | 12:00",
        "quarter to nine | 08:45",
        "ten past two | 14:10",
        "three thirty | 15:30",
        "eleven o'clock | 11:00",
        "eight in the evening | 20:00",
        "at ten in the morning | 10:00",
        "15:45 | 15:45",
        "9:15 | 09:15",
        "three | 15:00",
        "eight oh five | 08:05",
        "midnight | 00:00",
        "12 am | 00:00"
      })
  void understandsTimes(String said, String time) {
    assertThat(Times.find(Tokens.of(said), true))
        .get()
        .extracting(it -> it.value().toString())
        .isEqualTo(time);
  }

  @Test
  void takesABareNumberForATimeOnlyWhenOneWasAskedFor() {
    assertThat(Times.find(Tokens.of("for three people"), false)).isEmpty();
    assertThat(Times.find(Tokens.of("tomorrow at three"), false)).isPresent();
    assertThat(Times.find(Tokens.of("banana"), true)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "one two oh | 120",
        "double five triple one | 55111",
        "4711# | 4711",
        "my number is 4 4 5 5 6 6 7 7 | 44556677",
        "twelve thirty four | 1234",
        "it's four four one two double seven nine oh | 44127790"
      })
  void understandsDigits(String said, String digits) {
    assertThat(Digits.find(Tokens.of(said))).get().extracting(Finding::value).isEqualTo(digits);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "two | 2",
        "for twenty three people | 23",
        "one hundred and five | 105",
        "two thousand and twelve | 2012",
        "just me | 1",
        "a couple | 2",
        "a dozen | 12",
        "17 | 17"
      })
  void understandsNumbers(String said, int number) {
    assertThat(Numbers.find(Tokens.of(said))).get().extracting(Finding::value).isEqualTo(number);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"yes", "yeah sure", "that's right", "go ahead please", "why not", "1", "perfect"})
  void understandsYes(String said) {
    assertThat(YesNo.find(Tokens.of(said))).contains(true);
  }

  @ParameterizedTest
  @ValueSource(strings = {"no", "nope", "that's wrong", "no thanks", "rather not", "2", "don't"})
  void understandsNo(String said) {
    assertThat(YesNo.find(Tokens.of(said))).contains(false);
  }

  @ParameterizedTest
  @ValueSource(strings = {"maybe", "what", "yes but not tomorrow", "banana", "next tuesday"})
  void takesNothingElseForYesOrNo(String said) {
    assertThat(YesNo.find(Tokens.of(said))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "my name is ada miller | Ada Miller",
        "it's Bob | Bob",
        "Peter Novak please | Peter Novak",
        "this is Laura speaking | Laura",
        "s m i t h | Smith"
      })
  void understandsNames(String said, String name) {
    assertThat(Names.find(Tokens.of(said), true)).contains(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"what do you mean", "I do not want to say", "4711", "tomorrow at three", "where"})
  void takesNothingElseForAName(String said) {
    assertThat(Names.find(Tokens.of(said), true)).isEmpty();
  }

  @Test
  void readsBackAsPeopleSpeak() {
    assertThat(dates.spoken(LocalDate.of(2026, 11, 24))).isEqualTo("Tuesday, 24 November");
    assertThat(dates.spoken(LocalDate.of(1980, 3, 2))).isEqualTo("Sunday, 2 March 1980");
    assertThat(Times.spoken(java.time.LocalTime.of(15, 30))).isEqualTo("3:30 pm");
    assertThat(Times.spoken(java.time.LocalTime.NOON)).isEqualTo("noon");
  }
}
