package io.oratio.runtime.tool.http;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// A text with gaps: `{argument}` and `{{secret:NAME}}`. Filled in one pass, so that what is put
/// into a gap is never read as another gap.
record Template(List<Part> parts) {
  private static final Pattern GAP =
      Pattern.compile(
          "\\{\\{\\s*secret:([A-Za-z0-9_.-]{1,128})\\s*}}|\\{([A-Za-z0-9_.$-]{1,128})}");

  /// A piece of the text.
  sealed interface Part {}

  /// What stays as it is written.
  record Literal(String text) implements Part {}

  /// Takes the value of an argument.
  record Argument(String name) implements Part {}

  /// Takes the value of a secret.
  record SecretName(String name) implements Part {}

  Template {
    parts = List.copyOf(parts);
  }

  static Template parse(String text) {
    var parts = new ArrayList<Part>();
    var gaps = GAP.matcher(text);
    int done = 0;
    while (gaps.find()) {
      if (gaps.start() > done) {
        parts.add(new Literal(text.substring(done, gaps.start())));
      }
      parts.add(
          gaps.group(1) != null ? new SecretName(gaps.group(1)) : new Argument(gaps.group(2)));
      done = gaps.end();
    }
    if (done < text.length()) {
      parts.add(new Literal(text.substring(done)));
    }
    return new Template(parts);
  }

  boolean hasArguments() {
    return parts.stream().anyMatch(it -> it instanceof Argument);
  }

  boolean hasSecrets() {
    return parts.stream().anyMatch(it -> it instanceof SecretName);
  }

  /// The argument that is all of the text, or blank.
  String onlyArgument() {
    return parts.size() == 1 && parts.getFirst() instanceof Argument(String name) ? name : "";
  }

  boolean hasLiteral(String characters) {
    return parts.stream()
        .anyMatch(
            it ->
                it instanceof Literal(String text)
                    && text.chars().anyMatch(c -> characters.indexOf(c) >= 0));
  }
}
