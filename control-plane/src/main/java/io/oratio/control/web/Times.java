package io.oratio.control.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Times as they stand in a request (RFC 3339 §5.6). They are read here, for Java's own readers
/// take more than the grammar has and less: an offset of more than eighteen hours and a leap second
/// fit the contract.
public final class Times {
  private static final Pattern TIME =
      Pattern.compile(
          "([0-9]{4}-[0-9]{2}-[0-9]{2})[Tt ]([0-9]{2}:[0-9]{2}):([0-9]{2})(\\.[0-9]{1,9})?[0-9]*"
              + "(?:[Zz]|([+-])([0-9]{2}):([0-9]{2}))");

  private Times() {}

  /// A leap second is the moment after it.
  ///
  /// @throws DateTimeException if it is none
  public static Instant parse(String text) {
    Matcher found = TIME.matcher(text);
    if (!found.matches()) {
      throw new DateTimeException("not a time of RFC 3339");
    }
    boolean isLeap = found.group(3).equals("60");
    String fraction = isLeap || found.group(4) == null ? "" : found.group(4);
    Instant local =
        LocalDateTime.parse(
                "%sT%s:%s%s"
                    .formatted(
                        found.group(1), found.group(2), isLeap ? "59" : found.group(3), fraction))
            .plusSeconds(isLeap ? 1 : 0)
            .toInstant(ZoneOffset.UTC);
    if (found.group(5) == null) {
      return local;
    }
    int hours = Integer.parseInt(found.group(6));
    int minutes = Integer.parseInt(found.group(7));
    if (hours > 23 || minutes > 59) {
      throw new DateTimeException("no such offset");
    }
    long seconds = (hours * 60L + minutes) * 60;
    return found.group(5).equals("+") ? local.minusSeconds(seconds) : local.plusSeconds(seconds);
  }
}
