package io.oratio.runtime.tool;

import com.networknt.schema.regex.RegularExpression;
import java.util.regex.Pattern;

/// A tenant's pattern that cannot keep a processor busy: after a million looks at the text it is
/// taken not to match.
final class BoundedPattern implements RegularExpression {
  private static final int LOOKS_MAX = 1_000_000;
  private final Pattern pattern;

  private BoundedPattern(Pattern pattern) {
    this.pattern = pattern;
  }

  static RegularExpression of(String regex) {
    return new BoundedPattern(Pattern.compile(regex));
  }

  @Override
  public boolean matches(String value) {
    try {
      return pattern.matcher(new Watched(value, new int[] {LOOKS_MAX})).find();
    } catch (TooLong | StackOverflowError _) {
      return false;
    }
  }

  private record Watched(String text, int[] looksLeft) implements CharSequence {
    @Override
    public char charAt(int index) {
      if (looksLeft[0]-- <= 0) {
        throw new TooLong();
      }
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return new Watched(text.substring(start, end), looksLeft);
    }

    @Override
    public String toString() {
      return text;
    }
  }

  private static final class TooLong extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooLong() {
      super("", null, false, false);
    }
  }
}
