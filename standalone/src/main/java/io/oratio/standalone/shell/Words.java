package io.oratio.standalone.shell;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What was written behind a verb: operands, options with a value and flags, in any order. A word
/// of `--` makes operands of all that follow.
final class Words {
  private final String usage;
  private final List<String> operands = new ArrayList<>();
  private final Map<String, List<String>> values = new HashMap<>();
  private final Set<String> flags = new HashSet<>();

  private Words(String usage) {
    this.usage = usage;
  }

  /// Reads them.
  ///
  /// @param options what is known: `--name=` takes a value, `--name` does not; `--api=` and
  ///   `--json` always are
  static Words read(String usage, List<String> words, String... options) throws WrongWords {
    Set<String> known = new HashSet<>(List.of(options));
    known.addAll(List.of("--api=", "--json"));
    Words read = new Words(usage);
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (word.equals("--")) {
        read.operands.addAll(words.subList(i + 1, words.size()));
        return read;
      }
      int equals = word.indexOf('=');
      String name = equals < 0 ? word : word.substring(0, equals);
      if (!word.startsWith("--")) {
        read.operands.add(word);
      } else if (known.contains(name + "=")) {
        if (equals < 0 && i + 1 == words.size()) {
          throw read.wrong(name + " needs a value");
        }
        String value = equals < 0 ? words.get(++i) : word.substring(equals + 1);
        read.values.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
      } else if (known.contains(word)) {
        read.flags.add(word);
      } else {
        throw read.wrong("there is no option " + name + " here");
      }
    }
    return read;
  }

  WrongWords wrong(String why) {
    return new WrongWords(why + "\n" + usage);
  }

  /// One that must be there.
  ///
  /// @param what it is, as `which agent`
  String operand(int index, String what) throws WrongWords {
    if (index >= operands.size()) {
      throw wrong(what + "?");
    }
    return operands.get(index);
  }

  Optional<String> operand(int index) {
    return index < operands.size() ? Optional.of(operands.get(index)) : Optional.empty();
  }

  /// All from this one on.
  List<String> operandsFrom(int index) {
    return operands.subList(Math.min(index, operands.size()), operands.size());
  }

  /// Refuses what is more.
  Words atMost(int count) throws WrongWords {
    if (operands.size() > count) {
      throw wrong("'" + operands.get(count) + "' is one word too many");
    }
    return this;
  }

  boolean has(String flag) {
    return flags.contains(flag);
  }

  boolean isJson() {
    return has("--json");
  }

  Optional<String> value(String option) throws WrongWords {
    List<String> all = all(option);
    if (all.size() > 1) {
      throw wrong(option + " is there twice");
    }
    return all.stream().findFirst();
  }

  List<String> all(String option) {
    return values.getOrDefault(option, List.of());
  }

  Optional<Integer> number(String option, int least, int most) throws WrongWords {
    Optional<String> value = value(option);
    return value.isEmpty()
        ? Optional.empty()
        : Optional.of(number(option, value.get(), least, most));
  }

  int number(String what, String value, int least, int most) throws WrongWords {
    try {
      int number = Integer.parseInt(value);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException _) {
      // said below
    }
    throw wrong(what + " is a number, " + least + " to " + most);
  }

  /// The two sides of `NAME=TEXT`.
  Map.Entry<String, String> pair(String option, String value) throws WrongWords {
    int equals = value.indexOf('=');
    if (equals < 1) {
      throw wrong(option + " is written NAME=TEXT");
    }
    return Map.entry(value.substring(0, equals), value.substring(equals + 1));
  }
}
