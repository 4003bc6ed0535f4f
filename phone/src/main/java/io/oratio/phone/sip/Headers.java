package io.oratio.phone.sip;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The header fields of a message in their order (RFC 3261 §7.3). Immutable; names are compared
/// without case and compact names (§7.3.3) are spelled out when a message is read.
public final class Headers {
  /// No header at all.
  public static final Headers NONE = new Headers(List.of());

  private static final Map<String, String> COMPACT =
      Map.ofEntries(
          Map.entry("v", "Via"),
          Map.entry("f", "From"),
          Map.entry("t", "To"),
          Map.entry("i", "Call-ID"),
          Map.entry("m", "Contact"),
          Map.entry("l", "Content-Length"),
          Map.entry("c", "Content-Type"),
          Map.entry("e", "Content-Encoding"),
          Map.entry("k", "Supported"),
          Map.entry("s", "Subject"),
          Map.entry("o", "Event"),
          Map.entry("r", "Refer-To"),
          Map.entry("b", "Referred-By"),
          Map.entry("u", "Allow-Events"),
          Map.entry("x", "Session-Expires"));

  private final List<Header> rows;

  private Headers(List<Header> rows) {
    this.rows = rows;
  }

  /// One header field.
  ///
  /// @param name spelled out, as it was written
  /// @param value without the white space around it, line folding undone
  public record Header(String name, String value) {}

  /// Headers in the given order.
  static Headers of(List<Header> rows) {
    return new Headers(List.copyOf(rows));
  }

  /// The long form of a compact header name; any other name as it is.
  static String spelledOut(String name) {
    return name.length() == 1 ? COMPACT.getOrDefault(name.toLowerCase(Locale.ROOT), name) : name;
  }

  /// These headers and one more behind them.
  public Headers with(String name, String value) {
    List<Header> more = new ArrayList<>(rows);
    more.add(new Header(name, value));
    return of(more);
  }

  /// These headers with the values of another set behind them.
  public Headers with(Headers others) {
    List<Header> more = new ArrayList<>(rows);
    more.addAll(others.rows);
    return of(more);
  }

  /// These headers with one more before them, as a Via is added (RFC 3261 §8.1.1.7).
  Headers onTop(String name, String value) {
    List<Header> more = new ArrayList<>(rows.size() + 1);
    more.add(new Header(name, value));
    more.addAll(rows);
    return of(more);
  }

  /// These headers with every header of this name replaced by one.
  public Headers replacing(String name, String value) {
    List<Header> more = new ArrayList<>(rows);
    more.removeIf(row -> row.name().equalsIgnoreCase(name));
    more.add(new Header(name, value));
    return of(more);
  }

  /// The first value of this name, commas included.
  public Optional<String> first(String name) {
    return rows.stream()
        .filter(row -> row.name().equalsIgnoreCase(name))
        .map(Header::value)
        .findFirst();
  }

  /// Every value of this name, where one row may hold several separated by commas (§7.3.1). Not for
  /// headers whose own grammar has commas, such as WWW-Authenticate.
  public List<String> values(String name) {
    List<String> found = new ArrayList<>();
    for (Header row : rows) {
      if (row.name().equalsIgnoreCase(name)) {
        found.addAll(Parameters.split(row.value(), ','));
      }
    }
    return found;
  }

  /// Every row of this name, each as it was written.
  public List<String> rows(String name) {
    return rows.stream()
        .filter(row -> row.name().equalsIgnoreCase(name))
        .map(Header::value)
        .toList();
  }

  /// Every row.
  public List<Header> rows() {
    return rows;
  }
}
