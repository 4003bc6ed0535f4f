package io.oratio.standalone.shell;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Paths and queries of the API, with everything from outside escaped.
final class Query {
  private final StringBuilder text = new StringBuilder();

  /// A path with each `{}` filled by the next value.
  static String path(String pattern, String... values) {
    StringBuilder path = new StringBuilder();
    int from = 0;
    for (String value : values) {
      int at = pattern.indexOf("{}", from);
      path.append(pattern, from, at).append(escaped(value));
      from = at + 2;
    }
    return path.append(pattern.substring(from)).toString();
  }

  private static String escaped(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }

  Query with(String name, Optional<?> value) {
    value.ifPresent(
        it ->
            text.append(text.isEmpty() ? "?" : "&")
                .append(name)
                .append('=')
                .append(escaped(it.toString())));
    return this;
  }

  Query with(String name, Object value) {
    return with(name, Optional.of(value));
  }

  /// With its question mark; empty when it asks nothing.
  @Override
  public String toString() {
    return text.toString();
  }
}
