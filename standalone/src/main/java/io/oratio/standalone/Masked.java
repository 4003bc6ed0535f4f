package io.oratio.standalone;

import java.util.regex.Pattern;

/// Takes out of a log line what has no place there. Whoever writes a line leaves it out already;
/// this is for what comes along inside of others' messages.
final class Masked {
  private static final Pattern KEY =
      Pattern.compile("\\b(ork_live_|opk_live_|ort_)[0-9A-Za-z_.-]+");
  private static final Pattern TOKEN =
      Pattern.compile("\\beyJ[0-9A-Za-z_-]{8,}\\.[0-9A-Za-z_-]+\\.[0-9A-Za-z_-]*");
  private static final Pattern CREDENTIALS =
      Pattern.compile("(?i)\\b(bearer|basic|digest)\\s+[0-9A-Za-z+/=_.~-]{8,}");
  private static final Pattern NAMED =
      Pattern.compile(
          "(?i)\\b(password|passwd|secret|token|api_?key)(\"?\\s*[=:]\\s*\"?)[^\\s\",;&]+");
  private static final Pattern ADDRESS =
      Pattern.compile("[0-9A-Za-z._%+*#-]+@[0-9A-Za-z.-]*[0-9A-Za-z]");
  private static final Pattern NUMBER =
      Pattern.compile("(?<![\\w.:-])(\\+\\d{2,}|\\d{5,})(\\d{2})(?![\\w-])");

  private Masked() {}

  /// The same with `[…]` in the place of keys, tokens, passwords and addresses, and of telephone
  /// numbers only the last two digits.
  static String of(String text) {
    String masked = KEY.matcher(text).replaceAll("$1[…]");
    masked = TOKEN.matcher(masked).replaceAll("[…]");
    masked = CREDENTIALS.matcher(masked).replaceAll("$1 […]");
    masked = NAMED.matcher(masked).replaceAll("$1$2[…]");
    masked = ADDRESS.matcher(masked).replaceAll("[…]");
    return NUMBER.matcher(masked).replaceAll("…$2");
  }
}
