package io.oratio.domain.text;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// Checks and repairs of words. Our own words are refused when they are out of shape; words that
/// come from the wire are repaired instead, so that no caller can keep a call from being recorded.
public final class Shape {
  private static final Pattern ID = Pattern.compile("[a-zA-Z0-9_-]{1,64}");
  private static final char REPLACEMENT = '\uFFFD';

  private Shape() {}

  /// An id of ours: 1 to 64 of `a-z A-Z 0-9 _ -`.
  ///
  /// @param field the component's name, for the refusal
  /// @return the same id
  /// @throws IllegalArgumentException for any other word
  public static String id(String field, String value) {
    if (!ID.matcher(value).matches()) {
      throw new IllegalArgumentException(field + " is 1 to 64 letters, digits, '_' or '-'");
    }
    return value;
  }

  /// A text of ours: no U+0000, no half of a surrogate pair, at most `longestBytes` in UTF-8.
  ///
  /// @return the same text
  /// @throws IllegalArgumentException for any other text
  public static String text(String field, String value, int longestBytes) {
    if (!isStorable(value)) {
      throw new IllegalArgumentException(field + " holds a character that is none");
    }
    if (utf8Bytes(value) > longestBytes) {
      throw new IllegalArgumentException(field + " has at most " + longestBytes + " bytes");
    }
    return value;
  }

  /// How long the text is in UTF-8, in bytes.
  public static int utf8Bytes(String value) {
    return value.getBytes(StandardCharsets.UTF_8).length;
  }

  /// A text from elsewhere made storable: U+0000 and halves of surrogate pairs become U+FFFD, and
  /// what is longer than `longestChars` is cut, never within a pair.
  public static String repaired(String value, int longestChars) {
    String cut = value;
    if (value.length() > longestChars) {
      boolean withinPair =
          longestChars > 0
              && Character.isHighSurrogate(value.charAt(longestChars - 1))
              && Character.isLowSurrogate(value.charAt(longestChars));
      cut = value.substring(0, withinPair ? longestChars - 1 : longestChars);
    }
    if (isStorable(cut)) {
      return cut;
    }
    StringBuilder out = new StringBuilder(cut.length());
    cut.codePoints().forEach(point -> out.appendCodePoint(isStorable(point) ? point : REPLACEMENT));
    return out.toString();
  }

  /// Names and values from elsewhere made storable: names are cut after 64 characters, values after
  /// 1000, each [#repaired(String, int)]. So written as JSON they have at most 205,000 bytes, even
  /// where every character is escaped.
  ///
  /// @param field the component's name, for the refusal
  /// @return an immutable copy
  /// @throws IllegalArgumentException for more than 32 pairs
  public static Map<String, String> repaired(String field, Map<String, String> pairs) {
    if (pairs.size() > 32) {
      throw new IllegalArgumentException(field + " has at most 32 names");
    }
    Map<String, String> out = HashMap.newHashMap(pairs.size());
    pairs.forEach((name, value) -> out.put(repaired(name, 64), repaired(value, 1000)));
    return Map.copyOf(out);
  }

  /// The order in which every store sorts texts: by their bytes in UTF-8.
  public static int compareBytes(String one, String other) {
    return Arrays.compareUnsigned(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  /// How many records one read of a store may give, in the same words in every adapter.
  ///
  /// @return the limit
  /// @throws IllegalArgumentException if it is not 1 to 1000
  public static int limit(int limit) {
    if (limit < 1 || limit > 1000) {
      throw new IllegalArgumentException("a limit is 1 to 1000");
    }
    return limit;
  }

  private static boolean isStorable(String value) {
    return value.codePoints().allMatch(Shape::isStorable);
  }

  private static boolean isStorable(int codePoint) {
    return codePoint != 0
        && (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE);
  }
}
