package io.oratio.runtime.tool.http;

import io.oratio.runtime.tool.ToolFailure;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.JsonNodeFactory;

/// The header lines a tool declares, with gaps in their values only. A line whose argument was not
/// given is not sent.
public final class HeaderLines {
  private static final int LONGEST = 4_096;

  private final Map<String, Template> templates = new LinkedHashMap<>();

  public HeaderLines(Map<String, String> declared) {
    declared.forEach((name, value) -> templates.put(name, Template.parse(value)));
  }

  /// Lines ready to be sent.
  ///
  /// @param cleaned takes the secrets in them out of a text
  public record Filled(Map<String, String> lines, UnaryOperator<String> cleaned) {
    @Override
    public String toString() {
      return lines.keySet().toString();
    }
  }

  /// With secrets only, for tools whose arguments do not go to headers.
  ///
  /// @param secrets a secret's value by its name
  public Filled filled(Function<String, Optional<String>> secrets) throws ToolFailure {
    var filling = new Filling(JsonNodeFactory.instance.objectNode(), secrets);
    return new Filled(filled(filling), filling::withoutSecrets);
  }

  Map<String, String> filled(Filling filling) throws ToolFailure {
    var lines = new LinkedHashMap<String, String>();
    for (var header : templates.entrySet()) {
      if (!filling.lacksAnArgumentOf(header.getValue())) {
        lines.put(
            header.getKey(),
            filling.filled(header.getValue(), HeaderLines::argument, HeaderLines::secret));
      }
    }
    return lines;
  }

  /// An argument as (part of) a header's value.
  public static String argument(String value) throws ToolFailure {
    if (!fits(value)) {
      throw Filling.refused("An argument holds a character that cannot be sent in a header.");
    }
    return value;
  }

  private static String secret(String value) throws ToolFailure {
    if (!fits(value)) {
      throw new ToolFailure(
          "secret_unusable", "The tool is not set up: a secret of it cannot be sent.", false);
    }
    return value;
  }

  private static boolean fits(String value) {
    return value.length() <= LONGEST && value.chars().allMatch(it -> it >= 0x20 && it < 0x7f);
  }
}
