package io.oratio.phone.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Writes JSON (RFC 8259) from maps, lists, texts, numbers and booleans. Writing only: the phone
/// reads none.
public final class Json {
  private Json() {}

  /// Writes a value; a map keeps its order.
  ///
  /// @throws IllegalArgumentException for a value of another kind
  public static String write(Object value) {
    StringBuilder text = new StringBuilder();
    append(text, value);
    return text.toString();
  }

  private static void append(StringBuilder text, Object value) {
    switch (value) {
      case Map<?, ?> map -> {
        String separator = "{";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          text.append(separator);
          quote(text, String.valueOf(entry.getKey()));
          text.append(':');
          append(text, entry.getValue());
          separator = ",";
        }
        text.append(map.isEmpty() ? "{}" : "}");
      }
      case List<?> list -> {
        String separator = "[";
        for (Object element : list) {
          text.append(separator);
          append(text, element);
          separator = ",";
        }
        text.append(list.isEmpty() ? "[]" : "]");
      }
      case Double number when number.isNaN() || number.isInfinite() -> text.append("null");
      case Double number -> text.append(trimmed(number));
      case Number number -> text.append(number);
      case Boolean truth -> text.append(truth);
      case CharSequence words -> quote(text, words);
      case Enum<?> choice -> quote(text, choice.name().toLowerCase(Locale.ROOT));
      default -> throw new IllegalArgumentException("JSON has no " + value.getClass());
    }
  }

  /// Three decimals are enough for milliseconds and decibels.
  private static String trimmed(double number) {
    String text = String.format(Locale.ROOT, "%.3f", number);
    return text.replaceFirst("\\.?0+$", "");
  }

  private static void quote(StringBuilder text, CharSequence words) {
    text.append('"');
    for (int i = 0; i < words.length(); i++) {
      char c = words.charAt(i);
      switch (c) {
        case '"' -> text.append("\\\"");
        case '\\' -> text.append("\\\\");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        case '\t' -> text.append("\\t");
        default -> {
          if (c < ' ') {
            text.append(String.format("\\u%04x", (int) c));
          } else {
            text.append(c);
          }
        }
      }
    }
    text.append('"');
  }
}
