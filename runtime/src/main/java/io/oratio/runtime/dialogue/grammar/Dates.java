package io.oratio.runtime.dialogue.grammar;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Days of the calendar as people name them: `tomorrow`, `next tuesday`, `the third of may`,
/// `24/12`, `2027-01-31`. A day without a year is the next such day.
public final class Dates {
  private static final int FURTHEST_YEARS = 120;
  private static final int FURTHEST_YEARS_AHEAD = 5;
  private static final List<String> MONTHS =
      Arrays.stream(Month.values()).map(it -> it.name().toLowerCase(Locale.ROOT)).toList();
  private static final List<String> WEEKDAYS =
      Arrays.stream(DayOfWeek.values()).map(it -> it.name().toLowerCase(Locale.ROOT)).toList();

  private final LocalDate today;
  private final boolean isMonthFirst;

  /// @param isMonthFirst whether `5/3` is the third of May, as in the United States
  public Dates(LocalDate today, boolean isMonthFirst) {
    this.today = today;
    this.isMonthFirst = isMonthFirst;
  }

  /// The first day among the words.
  ///
  /// @param isAsked whether a day was asked for: then `the third` alone is one
  public Optional<Finding<LocalDate>> find(Tokens tokens, boolean isAsked) {
    Optional<Finding<LocalDate>> named = tokens.first(i -> at(tokens, i));
    return named.isPresent() || !isAsked ? named : tokens.first(i -> dayOfMonth(tokens, i));
  }

  /// A day of birth: in the past, and with its year.
  public Optional<Finding<LocalDate>> findPast(Tokens tokens) {
    return tokens
        .first(i -> monthAndDay(tokens, i).or(() -> written(tokens, i)))
        .filter(it -> it.value().isBefore(today));
  }

  private Optional<Finding<LocalDate>> at(Tokens tokens, int i) {
    return relative(tokens, i)
        .or(() -> weekday(tokens, i))
        .or(() -> monthAndDay(tokens, i))
        .or(() -> written(tokens, i));
  }

  private Optional<Finding<LocalDate>> relative(Tokens tokens, int i) {
    if (tokens.has(i, "day", "after", "tomorrow")) {
      int from = tokens.has(i - 1, "the") ? i - 1 : i;
      return found(today.plusDays(2), from, i + 3);
    }
    if (tokens.has(i, "a", "week", "from")) {
      return at(tokens, i + 3).map(it -> new Finding<>(it.value().plusWeeks(1), i, it.to()));
    }
    return switch (tokens.at(i)) {
      case "today", "tonight" -> found(today, i, i + 1);
      case "tomorrow" ->
          tokens.has(i + 1, "week")
              ? found(today.plusDays(8), i, i + 2)
              : found(today.plusDays(1), i, i + 1);
      case "in" -> inSome(tokens, i);
      default -> Optional.empty();
    };
  }

  private Optional<Finding<LocalDate>> inSome(Tokens tokens, int i) {
    boolean isArticle = tokens.has(i + 1, "a");
    Optional<Finding<Integer>> number =
        isArticle ? Optional.of(new Finding<>(1, i + 1, i + 2)) : Numbers.at(tokens, i + 1);
    return number
        .filter(it -> it.value() <= 400)
        .flatMap(
            it ->
                unit(tokens.at(it.to()))
                    .flatMap(unit -> found(today.plus(it.value(), unit), i, it.to() + 1)));
  }

  private static Optional<ChronoUnit> unit(String word) {
    return switch (word) {
      case "day", "days" -> Optional.of(ChronoUnit.DAYS);
      case "week", "weeks" -> Optional.of(ChronoUnit.WEEKS);
      case "month", "months" -> Optional.of(ChronoUnit.MONTHS);
      default -> Optional.empty();
    };
  }

  private Optional<Finding<LocalDate>> weekday(Tokens tokens, int i) {
    int day = dayOfWeek(tokens.at(i));
    if (day < 0) {
      return Optional.empty();
    }
    // `tuesday the third of may` is the date; the weekday only comes along.
    int after = tokens.has(i + 1, "the") ? i + 2 : i + 1;
    Optional<Finding<LocalDate>> whole =
        monthAndDay(tokens, after).or(() -> written(tokens, after));
    if (whole.isPresent()) {
      return whole.map(it -> new Finding<>(it.value(), i, it.to()));
    }
    DayOfWeek wanted = DayOfWeek.of(day + 1);
    LocalDate coming = today.with(TemporalAdjusters.next(wanted));
    boolean isNext = tokens.has(i - 1, "next");
    boolean isThis = tokens.has(i - 1, "this") || tokens.has(i - 1, "coming");
    if (isNext) {
      LocalDate monday = today.with(TemporalAdjusters.next(DayOfWeek.MONDAY));
      return found(monday.with(TemporalAdjusters.nextOrSame(wanted)), i - 1, i + 1);
    }
    if (tokens.has(i + 1, "next", "week")) {
      LocalDate monday = today.with(TemporalAdjusters.next(DayOfWeek.MONDAY));
      return found(monday.with(TemporalAdjusters.nextOrSame(wanted)), i, i + 3);
    }
    if (tokens.has(i + 1, "week")) {
      return found(coming.plusWeeks(1), i, i + 2);
    }
    return found(coming, isThis ? i - 1 : i, i + 1);
  }

  private static int dayOfWeek(String word) {
    int whole = WEEKDAYS.indexOf(word);
    if (whole >= 0) {
      return whole;
    }
    return switch (word) {
      case "mon" -> 0;
      case "tue", "tues" -> 1;
      case "weds" -> 2;
      case "thu", "thur", "thurs" -> 3;
      case "fri" -> 4;
      default -> -1;
    };
  }

  // `the third of may 2027`, `3 may`, `may the third`, `may 3rd`.
  private Optional<Finding<LocalDate>> monthAndDay(Tokens tokens, int i) {
    int month = month(tokens.at(i));
    if (month > 0) {
      int at = tokens.has(i + 1, "the") ? i + 2 : i + 1;
      return day(tokens, at).flatMap(it -> withYear(tokens, month, it.value(), i, it.to()));
    }
    int at = tokens.has(i, "the") ? i + 1 : i;
    return day(tokens, at)
        .flatMap(
            it -> {
              int monthAt = tokens.has(it.to(), "of") ? it.to() + 1 : it.to();
              int named = month(tokens.at(monthAt));
              return named > 0
                  ? withYear(tokens, named, it.value(), i, monthAt + 1)
                  : Optional.empty();
            });
  }

  private static int month(String word) {
    int whole = MONTHS.indexOf(word);
    if (whole >= 0) {
      return whole + 1;
    }
    return switch (word) {
      case "jan" -> 1;
      case "feb" -> 2;
      case "mar" -> 3;
      case "apr" -> 4;
      case "jun" -> 6;
      case "jul" -> 7;
      case "aug" -> 8;
      case "sep", "sept" -> 9;
      case "oct" -> 10;
      case "nov" -> 11;
      case "dec" -> 12;
      default -> 0;
    };
  }

  private static Optional<Finding<Integer>> day(Tokens tokens, int i) {
    return Numbers.ordinalAt(tokens, i)
        .or(() -> Numbers.at(tokens, i))
        .filter(it -> it.value() >= 1 && it.value() <= 31);
  }

  private Optional<Finding<LocalDate>> withYear(
      Tokens tokens, int month, int day, int from, int to) {
    Optional<Finding<Integer>> year = Years.at(tokens, tokens.has(to, "in") ? to + 1 : to);
    if (year.isPresent()) {
      return date(year.get().value(), month, day).flatMap(it -> found(it, from, year.get().to()));
    }
    return comingDate(month, day).flatMap(it -> found(it, from, to));
  }

  private Optional<Finding<LocalDate>> written(Tokens tokens, int i) {
    String word = tokens.at(i);
    if (word.matches("\\d{4}-\\d{1,2}-\\d{1,2}")) {
      String[] parts = word.split("-");
      return date(
              Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]))
          .flatMap(it -> found(it, i, i + 1));
    }
    if (!word.matches("\\d{1,2}[/.]\\d{1,2}([/.](\\d{4}|\\d{2}))?")) {
      return Optional.empty();
    }
    String[] parts = word.split("[/.]");
    int first = Integer.parseInt(parts[0]);
    int second = Integer.parseInt(parts[1]);
    boolean isMonthBefore = (isMonthFirst && !word.contains(".") && first <= 12) || second > 12;
    int month = isMonthBefore ? first : second;
    int day = isMonthBefore ? second : first;
    Optional<LocalDate> date =
        parts.length < 3 ? comingDate(month, day) : date(year(parts[2]), month, day);
    return date.flatMap(it -> found(it, i, i + 1));
  }

  // Two digits beyond the next years are of the century before.
  private int year(String written) {
    int year = Integer.parseInt(written);
    if (written.length() == 4) {
      return year;
    }
    return year + 2000 > today.getYear() + FURTHEST_YEARS_AHEAD ? year + 1900 : year + 2000;
  }

  private Optional<Finding<LocalDate>> dayOfMonth(Tokens tokens, int i) {
    return Numbers.ordinalAt(tokens, i)
        .filter(it -> it.value() <= 31)
        .filter(it -> month(tokens.at(it.to())) == 0 && !tokens.has(it.to(), "of"))
        .flatMap(
            it -> {
              LocalDate month = today.withDayOfMonth(1);
              for (int k = 0; k < 3; k++, month = month.plusMonths(1)) {
                Optional<LocalDate> day = date(month.getYear(), month.getMonthValue(), it.value());
                if (day.isPresent() && !day.get().isBefore(today)) {
                  return found(day.get(), i, it.to());
                }
              }
              return Optional.empty();
            });
  }

  private Optional<LocalDate> comingDate(int month, int day) {
    // Four years on at most there is a 29th of February again.
    for (int year = today.getYear(); year <= today.getYear() + 4; year++) {
      Optional<LocalDate> date = date(year, month, day).filter(it -> !it.isBefore(today));
      if (date.isPresent()) {
        return date;
      }
    }
    return Optional.empty();
  }

  private Optional<LocalDate> date(int year, int month, int day) {
    if (year < today.getYear() - FURTHEST_YEARS || year > today.getYear() + FURTHEST_YEARS_AHEAD) {
      return Optional.empty();
    }
    try {
      return Optional.of(LocalDate.of(year, month, day));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private static Optional<Finding<LocalDate>> found(LocalDate day, int from, int to) {
    return Optional.of(new Finding<>(day, from, to));
  }

  /// Whether a day is before today.
  public boolean isPast(LocalDate day) {
    return day.isBefore(today);
  }

  /// A day for a person: `Tuesday, 24 November`, with the year where it is not this or the next
  /// one.
  public String spoken(LocalDate day) {
    String plain =
        capital(day.getDayOfWeek().name())
            + ", "
            + day.getDayOfMonth()
            + " "
            + capital(day.getMonth().name());
    return Math.abs(ChronoUnit.DAYS.between(today, day)) > 360
        ? plain + " " + day.getYear()
        : plain;
  }

  private static String capital(String name) {
    return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
  }
}
