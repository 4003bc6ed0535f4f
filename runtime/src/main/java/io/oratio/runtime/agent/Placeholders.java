package io.oratio.runtime.agent;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds what is to be filled in: `{name}` and `{{secret:NAME}}`.
final class Placeholders {
  private static final Pattern SECRET = Pattern.compile("\\{\\{secret:([A-Za-z0-9_.-]{1,64})}}");
  private static final Pattern NAME = Pattern.compile("\\{([^{}]*)}");

  private Placeholders() {}

  /// The names in a text, without braces.
  static Set<String> in(String text) {
    Set<String> names = new LinkedHashSet<>();
    Matcher found = NAME.matcher(SECRET.matcher(text).replaceAll(""));
    while (found.find()) {
      names.add(found.group(1));
    }
    return names;
  }

  /// The names in all texts of a JSON value.
  static Set<String> within(Object value) {
    Set<String> names = new LinkedHashSet<>();
    if (value instanceof String text) {
      names.addAll(in(text));
    } else if (value instanceof Map<?, ?> map) {
      map.values().forEach(it -> names.addAll(within(it)));
    } else if (value instanceof List<?> list) {
      list.forEach(it -> names.addAll(within(it)));
    }
    return names;
  }

  static boolean hasSecret(Object value) {
    return switch (value) {
      case String text -> text.contains("{{");
      case Map<?, ?> map -> map.values().stream().anyMatch(Placeholders::hasSecret);
      case List<?> list -> list.stream().anyMatch(Placeholders::hasSecret);
      default -> false;
    };
  }

  /// Whether double braces stand for anything but a well-formed secret.
  static boolean hasBrokenSecret(String text) {
    return SECRET.matcher(text).replaceAll("").contains("{{");
  }
}
