package io.oratio.control.rig;

import io.oratio.control.web.contract.Check;
import io.oratio.control.web.contract.Contract;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Makes a small value that a schema of the contract allows. Texts are tried from a list of shapes,
/// so a schema with a shape of its own needs one more here, or an example in the contract.
final class SampleValue {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final List<String> TEXTS =
      List.of(
          "sample",
          "a",
          "AB",
          "en",
          "en-US",
          "+15550100",
          "someone@example.com",
          "https://example.com",
          "https://example.com/page",
          "2026-11-21T09:30:00Z",
          "12345678901234567890",
          "correct horse battery staple",
          "opk_live_ABCDEFGHIJKL_12345678901234567890123456789012ABCDEF",
          "/",
          "*",
          "192.0.2.0/24",
          "1",
          "1234#");

  private final Contract contract;

  SampleValue(Contract contract) {
    this.contract = contract;
  }

  /// @throws IllegalStateException if no value was found that the schema allows
  JsonNode of(JsonNode written) {
    JsonNode schema = contract.resolved(written);
    Check check = contract.check(written);
    JsonNode found =
        candidates(schema)
            .filter(it -> check.faults(it).isEmpty())
            .findFirst()
            .orElseThrow(
                () -> new IllegalStateException("no sample is known for the schema " + schema));
    return found;
  }

  private Stream<JsonNode> candidates(JsonNode schema) {
    Stream<JsonNode> told =
        Stream.of("const", "default").map(schema::path).filter(it -> !it.isMissingNode());
    Stream<JsonNode> listed =
        Stream.concat(schema.path("enum").valueStream(), schema.path("examples").valueStream());
    Stream<JsonNode> branches =
        Stream.of("oneOf", "anyOf", "allOf")
            .flatMap(it -> schema.path(it).valueStream())
            .flatMap(it -> candidates(contract.resolved(it)))
            .map(it -> merged(schema, it));
    return Stream.of(told, listed, branches, typed(schema)).flatMap(it -> it);
  }

  private Stream<JsonNode> typed(JsonNode schema) {
    String type =
        schema.path("type").isArray()
            ? schema.path("type").get(0).stringValue("")
            : schema.path("type").stringValue("");
    return switch (type) {
      case "object" -> Stream.of(object(schema));
      case "array" -> Stream.of(array(schema));
      case "integer", "number" ->
          Stream.of(schema.path("minimum").intValue(1), 1, 20).map(NODES::numberNode);
      case "boolean" -> Stream.of(NODES.booleanNode(true), NODES.booleanNode(false));
      case "string" -> TEXTS.stream().map(NODES::stringNode);
      default -> schema.has("properties") ? Stream.of(object(schema)) : Stream.of();
    };
  }

  private JsonNode object(JsonNode schema) {
    ObjectNode object = NODES.objectNode();
    for (JsonNode name : schema.path("required")) {
      JsonNode property = schema.path("properties").path(name.stringValue(""));
      if (!property.isMissingNode()) {
        object.set(name.stringValue(""), of(property));
      }
    }
    if (object.isEmpty() && schema.path("minProperties").intValue(0) > 0) {
      schema.path("properties").properties().stream()
          .findFirst()
          .ifPresent(it -> object.set(it.getKey(), of(it.getValue())));
    }
    return object;
  }

  private JsonNode array(JsonNode schema) {
    ArrayNode array = NODES.arrayNode();
    for (int i = 0; i < schema.path("minItems").intValue(0); i++) {
      array.add(of(schema.path("items")));
    }
    return array;
  }

  /// What one branch of a choice needs, together with what all need.
  private JsonNode merged(JsonNode schema, JsonNode branch) {
    if (!branch.isObject() || !schema.path("properties").isObject()) {
      return branch;
    }
    ObjectNode both = ((ObjectNode) object(schema)).deepCopy();
    branch.properties().forEach(it -> both.set(it.getKey(), it.getValue()));
    for (JsonNode name : schema.at("/required")) {
      if (!both.has(name.stringValue(""))) {
        both.set(name.stringValue(""), of(schema.path("properties").path(name.stringValue(""))));
      }
    }
    return both;
  }
}
