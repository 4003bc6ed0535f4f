package io.oratio.runtime.mail;

import java.util.Locale;
import java.util.regex.Pattern;

/// The addresses we write to: the plain form `local@domain` of RFC 5321 §4.1.2, without comments,
/// quotes, display names and lists, in ASCII, so that what is compared is what is sent.
public final class Address {
  private static final int LONGEST = 254;
  private static final Pattern PLAIN =
      Pattern.compile(
          "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]{1,64}(?:\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]{1,64}){0,16}"
              + "@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.){0,16}"
              + "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?");

  private Address() {}

  /// Whether it is exactly one plain address.
  public static boolean isOne(String text) {
    return text.length() <= LONGEST && PLAIN.matcher(text).matches();
  }

  /// Whether both name the same mailbox. Local parts are compared without case too, as mail
  /// providers do.
  public static boolean isSame(String one, String other) {
    return one.toLowerCase(Locale.ROOT).equals(other.toLowerCase(Locale.ROOT));
  }
}
