package io.oratio.runtime.agent;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.PathType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The schema of `agent.json` (`docs/protocol/agent.schema.json`), and what it finds said in
/// sentences. JSON Schema 2020-12. Safe from any thread.
public final class AgentSchema {
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          it ->
              it.schemaRegistryConfig(
                  SchemaRegistryConfig.builder().pathType(PathType.JSON_POINTER).build()));
  private static final String TEXT = resource();
  private static final JsonNode TREE = JsonMapper.shared().readTree(TEXT);
  private static final Schema SCHEMA = REGISTRY.getSchema(TREE);
  private static final Schema META =
      REGISTRY.getSchema(
          SchemaLocation.of(SpecificationVersion.DRAFT_2020_12.getDialectId().replace("#", "")));

  private AgentSchema() {}

  /// The schema as it stands in the documentation, as JSON text.
  public static String text() {
    return TEXT;
  }

  /// Adds what the schema finds wrong.
  static void check(JsonNode agent, Faults faults) {
    for (Error error : SCHEMA.validate(agent)) {
      String place = error.getInstanceLocation().toString();
      String property = error.getProperty() == null ? "" : error.getProperty();
      switch (error.getKeyword()) {
        case "required" -> faults.add(place + Faults.step(property), "is missing");
        case "additionalProperties" ->
            faults.add(place + Faults.step(property), "is not known here" + known(error, property));
        case "propertyNames" ->
            faults.add(place, "holds a name that is none: " + error.getMessage());
        default -> faults.add(place, sentence(error));
      }
    }
  }

  /// What is wrong with a JSON Schema that somebody wrote, in a few words; empty if it is one. It
  /// may refer only to itself: nothing is fetched.
  static Optional<String> faultOf(Map<String, Object> schema) {
    JsonNode tree = JsonMapper.shared().valueToTree(schema);
    if (refersElsewhere(tree)) {
      return Optional.of("may refer only to its own parts ('#/…')");
    }
    return META.validate(tree).stream()
        .findFirst()
        .map(it -> "is no JSON Schema: at '" + it.getInstanceLocation() + "' " + it.getMessage());
  }

  private static boolean refersElsewhere(JsonNode node) {
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      boolean isReference =
          member.getKey().equals("$ref")
              || member.getKey().equals("$dynamicRef")
              || member.getKey().equals("$schema")
              || member.getKey().equals("$id");
      if (isReference && !isOurs(member)) {
        return true;
      }
    }
    return StreamSupport.stream(node.spliterator(), false).anyMatch(AgentSchema::refersElsewhere);
  }

  private static boolean isOurs(Map.Entry<String, JsonNode> member) {
    return !member.getValue().isString()
        || (member.getKey().equals("$schema")
            ? member.getValue().stringValue().startsWith("https://json-schema.org/draft/2020-12/")
            : member.getValue().stringValue().startsWith("#"));
  }

  private static String sentence(Error error) {
    JsonNode limit = error.getSchemaNode();
    return switch (error.getKeyword()) {
      case "type" -> "is " + kind(error.getInstanceNode()) + "; it has to be " + types(limit);
      case "enum" ->
          "is "
              + quoted(error.getInstanceNode())
              + "; it has to be one of "
              + limit.valueStream().map(AgentSchema::quoted).collect(Collectors.joining(", "));
      case "const" -> "has to be " + limit;
      case "minLength" -> "is too short: at least " + limit + " characters";
      case "maxLength" -> "is too long: at most " + limit + " characters";
      case "minItems", "minProperties" -> "has too few: at least " + limit;
      case "maxItems", "maxProperties" -> "has too many: at most " + limit;
      case "minimum" -> "is too small: at least " + limit;
      case "maximum" -> "is too large: at most " + limit;
      case "uniqueItems" -> "holds the same twice";
      case "pattern" -> pattern(error);
      default -> error.getMessage();
    };
  }

  private static String pattern(Error error) {
    if (error.getSchemaNode().stringValue("").equals("\\S")) {
      return "is blank";
    }
    return beside(error)
        .flatMap(it -> it.path("description").stringValueOpt())
        .map(it -> "does not have the right form. " + it)
        .orElse("does not match " + error.getSchemaNode().stringValue(""));
  }

  private static String known(Error error, String property) {
    return beside(error)
        .map(it -> it.path("properties").propertyNames())
        .flatMap(names -> names.stream().filter(it -> it.equalsIgnoreCase(property)).findFirst())
        .map(it -> "; did you mean '" + it + "'?")
        .orElse("");
  }

  /// The object of the schema in which the keyword stands.
  private static Optional<JsonNode> beside(Error error) {
    String fragment = error.getSchemaLocation().getFragment().toString();
    int end = fragment.lastIndexOf('/');
    JsonNode node = TREE.at(end < 0 ? "" : fragment.substring(0, end));
    return node.isObject() ? Optional.of(node) : Optional.empty();
  }

  private static String kind(JsonNode node) {
    return switch (node.getNodeType()) {
      case STRING -> "a text";
      case NUMBER -> "a number";
      case BOOLEAN -> "true or false";
      case OBJECT -> "an object";
      case ARRAY -> "a list";
      case NULL -> "null";
      default -> "something else";
    };
  }

  private static String types(JsonNode types) {
    return (types.isArray() ? types.valueStream() : java.util.stream.Stream.of(types))
        .map(
            it ->
                switch (it.stringValue("")) {
                  case "string" -> "a text";
                  case "integer" -> "a whole number";
                  case "number" -> "a number";
                  case "boolean" -> "true or false";
                  case "object" -> "an object";
                  case "array" -> "a list";
                  default -> it.stringValue("");
                })
        .collect(Collectors.joining(" or "));
  }

  private static String quoted(JsonNode node) {
    String text = node.isString() ? "'" + node.stringValue() + "'" : node.toString();
    return text.length() <= 80 ? text : text.substring(0, 80) + "…";
  }

  private static String resource() {
    try (InputStream in = AgentSchema.class.getResourceAsStream("agent.schema.json")) {
      if (in == null) {
        throw new IllegalStateException("agent.schema.json is not among the resources");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
