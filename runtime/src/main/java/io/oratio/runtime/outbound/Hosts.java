package io.oratio.runtime.outbound;

import java.net.IDN;
import java.util.Locale;
import java.util.regex.Pattern;

/// Host names as they are looked up: ASCII, lower case.
final class Hosts {
  private static final Pattern NAME =
      Pattern.compile(
          "(?=.{1,253}$)[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?"
              + "(?:\\.[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?)*");

  private Hosts() {}

  /// The name in ASCII. Other alphabets become `xn--` labels (RFC 3490), full-width letters, digits
  /// and dots their plain ones, so that what is checked later is what will be used.
  ///
  /// @throws IllegalArgumentException when it is no host name
  static String name(String written) {
    var ascii = IDN.toASCII(written).toLowerCase(Locale.ROOT);
    if (!NAME.matcher(ascii).matches()) {
      throw new IllegalArgumentException("not a host name");
    }
    return ascii;
  }
}
