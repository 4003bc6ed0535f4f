package io.oratio.modelsimulator.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a text has to hold for a rule to fit: some words in small or capital letters, or, written
/// `regex:…`, a regular expression that is found in it.
public final class Words {
  private static final String MARK = "regex:";

  private final String written;
  private final Optional<Pattern> pattern;

  private Words(String written, Optional<Pattern> pattern) {
    this.written = written;
    this.pattern = pattern;
  }

  /// @throws IllegalArgumentException when the expression cannot be read
  public static Words of(String written) {
    return new Words(
        written,
        written.startsWith(MARK)
            ? Optional.of(
                Pattern.compile(
                    written.substring(MARK.length()), Pattern.CASE_INSENSITIVE | Pattern.DOTALL))
            : Optional.empty());
  }

  /// @return the groups of the expression, none for plain words; empty when the text does not fit
  public Optional<List<String>> fit(String text) {
    if (pattern.isEmpty()) {
      return text.toLowerCase(Locale.ROOT).contains(written.toLowerCase(Locale.ROOT))
          ? Optional.of(List.of())
          : Optional.empty();
    }
    Matcher matcher = pattern.get().matcher(text);
    if (!matcher.find()) {
      return Optional.empty();
    }
    List<String> groups = new ArrayList<>();
    for (int i = 1; i <= matcher.groupCount(); i++) {
      String group = matcher.group(i);
      groups.add(group == null ? "" : group);
    }
    return Optional.of(groups);
  }

  @Override
  public String toString() {
    return written;
  }
}
