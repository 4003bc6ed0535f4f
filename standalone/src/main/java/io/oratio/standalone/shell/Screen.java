package io.oratio.standalone.shell;

import java.io.PrintStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What is printed: lines and columns for people, JSON for scripts. Words from elsewhere lose the
/// characters by which they could steer a terminal.
final class Screen {
  private static final DateTimeFormatter WHEN =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.systemDefault());

  private final PrintStream out;
  private final PrintStream err;

  Screen(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  void line(String line) {
    out.println(shown(line));
  }

  /// Something beside the result, which a script does not read.
  void aside(String line) {
    err.println(shown(line));
  }

  /// Words without an end of the line.
  void words(String words) {
    out.print(shown(words));
    out.flush();
  }

  /// A named value; nothing where there is none.
  void fact(String name, String value) {
    if (!value.isBlank()) {
      line(String.format(Locale.ROOT, "%-9s %s", name, value));
    }
  }

  void json(JsonNode json) {
    out.println(JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(json));
  }

  void json(Collection<JsonNode> items) {
    json(JsonMapper.shared().createArrayNode().addAll(items));
  }

  /// Rows in columns; the last column is not filled up.
  void table(List<List<String>> rows) {
    List<Integer> widths = new ArrayList<>();
    for (List<String> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        int width = shown(row.get(i)).length();
        if (i == widths.size()) {
          widths.add(width);
        }
        widths.set(i, Math.max(widths.get(i), width));
      }
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.size(); i++) {
        String cell = shown(row.get(i)).replace('\n', ' ');
        line.append(cell);
        if (i + 1 < row.size()) {
          line.append(" ".repeat(widths.get(i) - cell.length() + 2));
        }
      }
      out.println(line.toString().stripTrailing());
    }
  }

  /// A time of the API as the clock on the wall has it; empty for none.
  static String when(JsonNode time) {
    try {
      return time.isString() ? WHEN.format(Instant.parse(time.stringValue())) : "";
    } catch (DateTimeException _) {
      return time.stringValue();
    }
  }

  static String text(JsonNode of, String name) {
    return of.path(name).asString("");
  }

  /// The words of a list, one behind the other.
  static String joined(JsonNode list) {
    return String.join(", ", list.valueStream().map(it -> it.asString("")).toList());
  }

  static String length(double seconds) {
    long tenths = Math.round(seconds * 10);
    return String.format(Locale.ROOT, "%d:%02d.%d", tenths / 600, tenths / 10 % 60, tenths % 10);
  }

  static String shown(String words) {
    return words.replaceAll("[\\p{Cc}&&[^\\n\\t]]", "");
  }
}
