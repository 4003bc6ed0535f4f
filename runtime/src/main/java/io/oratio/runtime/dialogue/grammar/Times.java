package io.oratio.runtime.dialogue.grammar;

import java.time.LocalTime;
import java.util.Optional;

/// Times of the day: `half past three`, `3 pm`, `15:30`, `noon`. An hour without its half of the
/// day is one at which people are up: seven to eleven before noon, twelve to six after.
public final class Times {
  private Times() {}

  /// The first time among the words.
  ///
  /// @param isAsked whether a time was asked for: then a bare `three` is one
  public static Optional<Finding<LocalTime>> find(Tokens tokens, boolean isAsked) {
    Optional<Finding<LocalTime>> clear = tokens.first(i -> clear(tokens, i));
    if (clear.isPresent() || !isAsked) {
      return clear;
    }
    return tokens.first(i -> hour(tokens, i).flatMap(it -> clock(tokens, it, i)));
  }

  private static Optional<Finding<LocalTime>> clear(Tokens tokens, int i) {
    return named(tokens, i)
        .or(() -> written(tokens, i))
        .or(() -> pastOrTo(tokens, i))
        .or(() -> marked(tokens, i));
  }

  private static Optional<Finding<LocalTime>> named(Tokens tokens, int i) {
    return switch (tokens.at(i)) {
      case "noon", "midday" -> found(12, 0, i, i + 1);
      case "midnight" -> found(0, 0, i, i + 1);
      default -> Optional.empty();
    };
  }

  private static Optional<Finding<LocalTime>> written(Tokens tokens, int i) {
    String word = tokens.at(i);
    if (!word.matches("\\d{1,2}:\\d{2}")) {
      return Optional.empty();
    }
    int hour = Integer.parseInt(word.substring(0, word.indexOf(':')));
    int minute = Integer.parseInt(word.substring(word.indexOf(':') + 1));
    if (hour > 23 || minute > 59) {
      return Optional.empty();
    }
    Half half = half(tokens, i + 1);
    // Who writes 3:30 may mean either; who writes 03:30 or 15:30 does not.
    boolean isWhole = word.length() == 5 || half.isTold();
    int plain = isWhole ? half.apply(hour) : likely(hour);
    return found(plain, minute, i, half.to());
  }

  // `half past three`, `quarter to four`, `ten minutes past two`.
  private static Optional<Finding<LocalTime>> pastOrTo(Tokens tokens, int i) {
    int at = tokens.has(i, "a") ? i + 1 : i;
    int minutes;
    int next;
    if (tokens.has(at, "half")) {
      minutes = 30;
      next = at + 1;
    } else if (tokens.has(at, "quarter")) {
      minutes = 15;
      next = at + 1;
    } else {
      Optional<Finding<Integer>> number = Numbers.at(tokens, at).filter(it -> it.value() < 60);
      if (number.isEmpty()) {
        return Optional.empty();
      }
      minutes = number.get().value();
      next = number.get().to();
      next += tokens.has(next, "minutes") ? 1 : 0;
    }
    String word = tokens.at(next);
    boolean isPast = word.equals("past") || word.equals("after");
    boolean isTo = minutes < 30 && (word.equals("to") || word.equals("before"));
    if (!isPast && !isTo) {
      return minutes == 30 && tokens.has(at, "half") ? halfHour(tokens, at) : Optional.empty();
    }
    return hour(tokens, next + 1)
        .map(
            hour -> {
              Half half = half(tokens, afterClock(tokens, hour.to()));
              LocalTime whole = LocalTime.of(hour(hour.value(), half), 0);
              LocalTime time = isPast ? whole.plusMinutes(minutes) : whole.minusMinutes(minutes);
              return new Finding<>(time, i, half.to());
            });
  }

  // `half three`, which is half past three.
  private static Optional<Finding<LocalTime>> halfHour(Tokens tokens, int i) {
    return hour(tokens, i + 1)
        .flatMap(
            it -> {
              Half half = half(tokens, it.to());
              return found(hour(it.value(), half), 30, i, half.to());
            });
  }

  // An hour with something beside it that tells it is one: `at`, `o'clock`, `pm`, minutes.
  private static Optional<Finding<LocalTime>> marked(Tokens tokens, int i) {
    boolean isAt =
        switch (tokens.at(i)) {
          case "at", "around", "about", "by", "after", "before", "from", "until" -> true;
          default -> false;
        };
    int from = isAt ? i + 1 : i;
    return hour(tokens, from)
        .flatMap(
            hour -> {
              int after = afterClock(tokens, hour.to());
              boolean isMarked =
                  tokens.has(i, "at")
                      || after > hour.to()
                      || half(tokens, after).isTold()
                      || (minutes(tokens, hour).isPresent() && isAt);
              return isMarked ? clock(tokens, hour, i) : Optional.empty();
            });
  }

  private static Optional<Finding<LocalTime>> clock(
      Tokens tokens, Finding<Integer> hour, int from) {
    Optional<Finding<Integer>> minutes = minutes(tokens, hour);
    int after = afterClock(tokens, minutes.map(Finding::to).orElse(hour.to()));
    Half half = half(tokens, after);
    return found(hour(hour.value(), half), minutes.map(Finding::value).orElse(0), from, half.to());
  }

  // `three thirty`, `three oh five`.
  private static Optional<Finding<Integer>> minutes(Tokens tokens, Finding<Integer> hour) {
    int i = hour.to();
    if (tokens.has(i, "oh") || tokens.has(i, "o")) {
      return Numbers.at(tokens, i + 1)
          .filter(it -> it.value() < 10)
          .map(it -> new Finding<>(it.value(), i, it.to()));
    }
    return Numbers.at(tokens, i).filter(it -> it.value() >= 10 && it.value() < 60);
  }

  private static Optional<Finding<Integer>> hour(Tokens tokens, int i) {
    String word = tokens.at(i);
    if (word.matches("\\d{1,2}\\.[0-5]\\d") && Integer.parseInt(word.split("\\.")[0]) < 24) {
      return Optional.empty();
    }
    return Numbers.at(tokens, i).filter(it -> it.value() <= 24);
  }

  private static int afterClock(Tokens tokens, int i) {
    if (tokens.has(i, "o'clock") || tokens.has(i, "oclock") || tokens.has(i, "hours")) {
      return i + 1;
    }
    return tokens.has(i, "o", "clock") ? i + 2 : i;
  }

  private static int hour(int hour, Half half) {
    return half.isTold() ? half.apply(hour) : likely(hour);
  }

  private static int likely(int hour) {
    return hour >= 1 && hour <= 6 ? hour + 12 : hour % 24;
  }

  /// Which half of the day was told.
  private enum Part {
    NONE,
    MORNING,
    AFTERNOON
  }

  private record Half(Part part, int to) {
    boolean isTold() {
      return part != Part.NONE;
    }

    int apply(int hour) {
      return switch (part) {
        case NONE -> hour % 24;
        case MORNING -> hour == 12 ? 0 : hour % 24;
        case AFTERNOON -> hour < 12 ? hour + 12 : hour % 24;
      };
    }
  }

  private static Half half(Tokens tokens, int i) {
    if (tokens.has(i, "am") || tokens.has(i, "a", "m")) {
      return new Half(Part.MORNING, tokens.has(i, "am") ? i + 1 : i + 2);
    }
    if (tokens.has(i, "pm") || tokens.has(i, "p", "m")) {
      return new Half(Part.AFTERNOON, tokens.has(i, "pm") ? i + 1 : i + 2);
    }
    if (tokens.has(i, "in", "the")) {
      Part part = part(tokens.at(i + 2));
      return new Half(part, part == Part.NONE ? i : i + 3);
    }
    if (tokens.has(i, "at", "night") || tokens.has(i, "tonight")) {
      return new Half(Part.AFTERNOON, tokens.has(i, "tonight") ? i : i + 2);
    }
    return new Half(Part.NONE, i);
  }

  private static Part part(String word) {
    return switch (word) {
      case "morning" -> Part.MORNING;
      case "afternoon", "evening" -> Part.AFTERNOON;
      default -> Part.NONE;
    };
  }

  private static Optional<Finding<LocalTime>> found(int hour, int minute, int from, int to) {
    return Optional.of(new Finding<>(LocalTime.of(hour, minute), from, to));
  }

  /// A time for a person: `3 pm`, `3:30 pm`, `noon`.
  public static String spoken(LocalTime time) {
    if (time.equals(LocalTime.NOON)) {
      return "noon";
    }
    if (time.equals(LocalTime.MIDNIGHT)) {
      return "midnight";
    }
    int hour = time.getHour() % 12 == 0 ? 12 : time.getHour() % 12;
    String minutes =
        time.getMinute() == 0
            ? ""
            : String.format(java.util.Locale.ROOT, ":%02d", time.getMinute());
    return hour + minutes + (time.getHour() < 12 ? " am" : " pm");
  }
}
