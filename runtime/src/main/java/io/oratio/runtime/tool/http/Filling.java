package io.oratio.runtime.tool.http;

import io.oratio.runtime.tool.ToolFailure;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What the gaps of one execution's templates are filled with; remembers which secrets were used,
/// so that they can be taken out of what comes back.
final class Filling {
  private final ObjectNode arguments;
  private final Function<String, Optional<String>> secrets;
  private final Set<String> used = new LinkedHashSet<>();

  /// @param secrets a secret's value by its name
  Filling(ObjectNode arguments, Function<String, Optional<String>> secrets) {
    this.arguments = arguments;
    this.secrets = secrets;
  }

  /// An argument; empty when it was not given.
  Optional<JsonNode> argument(String name) {
    return Optional.ofNullable(arguments.get(name)).filter(it -> !it.isNull());
  }

  boolean lacksAnArgumentOf(Template template) {
    return template.parts().stream()
        .anyMatch(it -> it instanceof Template.Argument(String name) && argument(name).isEmpty());
  }

  String secret(String name) throws ToolFailure {
    var value =
        secrets
            .apply(name)
            .orElseThrow(
                () ->
                    new ToolFailure(
                        "secret_missing",
                        "The tool is not set up: one of its secrets is missing.",
                        false));
    used.add(value);
    return value;
  }

  /// How one value is written into the text.
  interface Writing {
    String written(String value) throws ToolFailure;
  }

  /// The template as text; an argument that was not given leaves nothing behind.
  String filled(Template template, Writing argument, Writing secret) throws ToolFailure {
    var text = new StringBuilder();
    for (var part : template.parts()) {
      switch (part) {
        case Template.Literal(String it) -> text.append(it);
        case Template.Argument(String name) -> {
          var value = argument(name);
          if (value.isPresent()) {
            text.append(argument.written(text(name, value.get())));
          }
        }
        case Template.SecretName(String name) -> text.append(secret.written(secret(name)));
      }
    }
    return text.toString();
  }

  /// A plain value as text.
  static String text(String name, JsonNode value) throws ToolFailure {
    if (value.isContainer()) {
      throw refused("The argument '" + name + "' has to be one plain value.");
    }
    return value.isString() ? value.stringValue() : value.toString();
  }

  static ToolFailure refused(String sentence) {
    return new ToolFailure("arguments", sentence, false);
  }

  /// A text without the secrets used so far, as they are and percent-encoded.
  String withoutSecrets(String text) {
    var clean = text;
    for (var secret : used) {
      // A shorter one would be found in words that have nothing to do with it.
      if (secret.length() >= 4) {
        clean =
            clean
                .replace(secret, "[REDACTED]")
                .replace(Percent.encoded(secret), "[REDACTED]")
                .replace(escaped(secret), "[REDACTED]");
      }
    }
    return clean;
  }

  private static String escaped(String secret) {
    return secret.replace("\\", "\\\\").replace("\"", "\\\"").replace("/", "\\/");
  }
}
