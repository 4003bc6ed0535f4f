package io.oratio.phone.sip;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The value of From, To, Contact, Refer-To and routes (RFC 3261 §20.10): a URI with perhaps a name
/// before and parameters behind it.
///
/// @param display empty when there is none, quotes taken off
/// @param uri as written; need not be a SIP URI (`tel:` is kept as it is)
/// @param parameters of the header, not of the URI
public record NameAddr(String display, String uri, Map<String, String> parameters) {
  /// A URI alone.
  public static NameAddr of(String uri) {
    return new NameAddr("", uri, Map.of());
  }

  /// Reads `"Name" <uri>;parameters` or `uri;parameters`; empty if it is neither.
  public static Optional<NameAddr> parse(String text) {
    int open = openingBracket(text);
    if (open < 0) {
      List<String> parts = Parameters.split(text, ';');
      if (parts.isEmpty() || !isUri(parts.getFirst())) {
        return Optional.empty();
      }
      return Optional.of(
          new NameAddr("", parts.getFirst(), Parameters.of(parts.subList(1, parts.size()))));
    }
    int close = text.indexOf('>', open);
    if (close < 0 || !isUri(text.substring(open + 1, close))) {
      return Optional.empty();
    }
    return Optional.of(
        new NameAddr(
            Parameters.unquoted(text.substring(0, open).strip()),
            text.substring(open + 1, close),
            Parameters.of(Parameters.split(text.substring(close + 1), ';'))));
  }

  private static int openingBracket(String text) {
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted && c == '\\') {
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == '<' && !quoted) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isUri(String text) {
    int colon = text.indexOf(':');
    return colon > 0 && text.chars().noneMatch(c -> c <= ' ' || c == '<' || c == '"');
  }

  /// The tag of a side of a dialog (RFC 3261 §19.3); empty when there is none yet.
  public String tag() {
    return parameters.getOrDefault("tag", "");
  }

  /// The same with this tag.
  public NameAddr withTag(String tag) {
    Map<String, String> more = new LinkedHashMap<>(parameters);
    more.put("tag", tag);
    return new NameAddr(display, uri, more);
  }

  @Override
  public String toString() {
    String name =
        display.isEmpty() ? "" : '"' + display.replace("\\", "\\\\").replace("\"", "\\\"") + "\" ";
    return name + "<" + uri + ">" + Parameters.write(parameters);
  }
}
