package io.oratio.control.web.contract;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// A value of a request that is not in its body.
///
/// @param name header names in lower case
public record Parameter(String name, Place place, boolean isRequired, Check check) {
  private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,18}");
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,15}(\\.[0-9]{1,15})?");

  /// Where it stands.
  public enum Place {
    PATH,
    QUERY,
    HEADER,
    COOKIE;

    static Place named(String wireName) {
      return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
  }

  /// Whether it may stand there several times.
  public boolean isList() {
    return hasType("array");
  }

  /// The value with its type.
  ///
  /// @param values as sent, decoded; at least one
  /// @return empty if it is given several times and is no list
  public Optional<JsonNode> value(List<String> values) {
    if (isList()) {
      ArrayNode list = JsonNodeFactory.instance.arrayNode();
      JsonNode items = check.node().path("items");
      values.stream().map(it -> typed(items, it)).forEach(list::add);
      return Optional.of(list);
    }
    return values.size() == 1
        ? Optional.of(typed(check.node(), values.getFirst()))
        : Optional.empty();
  }

  /// A text becomes a number or a boolean where the schema asks for one and it looks like one; else
  /// it stays a text, which the schema then refuses.
  private static JsonNode typed(JsonNode schema, String value) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    if (hasType(schema, "integer") && WHOLE.matcher(value).matches()) {
      return nodes.numberNode(Long.parseLong(value));
    }
    if (hasType(schema, "number") && NUMBER.matcher(value).matches()) {
      return nodes.numberNode(Double.parseDouble(value));
    }
    if (hasType(schema, "boolean") && (value.equals("true") || value.equals("false"))) {
      return nodes.booleanNode(value.equals("true"));
    }
    return nodes.stringNode(value);
  }

  private boolean hasType(String type) {
    return hasType(check.node(), type);
  }

  private static boolean hasType(JsonNode schema, String type) {
    JsonNode types = schema.path("type");
    return types.isArray()
        ? types.valueStream().anyMatch(it -> it.stringValue("").equals(type))
        : types.stringValue("").equals(type);
  }
}
