package io.oratio.control.web.contract;

import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.PathType;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The schemas of the contract, compiled. Those under `components/schemas` become one document that
/// all others refer to, so each is compiled once. Nothing is ever fetched.
final class Schemas {
  private static final String SHARED = "https://oratio.invalid/control-plane/schemas";
  private static final String WRITTEN_REFERENCE = "#/components/schemas/";

  private final JsonNode document;
  private final SchemaRegistry registry;
  private int compiled;

  Schemas(JsonNode document) {
    this.document = document;
    ObjectNode shared = JsonNodeFactory.instance.objectNode();
    shared.set("$defs", rewritten(document.at("/components/schemas")));
    String text = JsonMapper.shared().writeValueAsString(shared);
    this.registry =
        SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            it ->
                it.schemas(Map.of(SHARED, text))
                    .schemaRegistryConfig(
                        SchemaRegistryConfig.builder()
                            .pathType(PathType.JSON_POINTER)
                            .formatAssertionsEnabled(true)
                            .build()));
  }

  /// Compiles a schema that stands somewhere in the document.
  Check check(JsonNode written) {
    JsonNode followed = written;
    for (int i = 0; followed.has("$ref") && i < 10; i++) {
      followed = resolved(followed);
    }
    SchemaLocation location = SchemaLocation.of("https://oratio.invalid/at/" + compiled++);
    return new Check(registry.getSchema(location, rewritten(written)), followed);
  }

  /// The thing itself where a reference to it stands (OpenAPI 3.1 §4.8.23).
  JsonNode resolved(JsonNode node) {
    String reference = node.path("$ref").stringValue("");
    if (reference.isEmpty()) {
      return node;
    }
    JsonNode target = reference.startsWith("#") ? document.at(reference.substring(1)) : node;
    if (target.isMissingNode() || target == node) {
      throw new IllegalStateException("the contract refers to " + reference + ", which is nowhere");
    }
    return target;
  }

  private static JsonNode rewritten(JsonNode node) {
    if (node.isArray()) {
      ArrayNode list = JsonNodeFactory.instance.arrayNode();
      node.forEach(it -> list.add(rewritten(it)));
      return list;
    }
    if (!node.isObject()) {
      return node;
    }
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    // Our own extensions say nothing to a validator.
    node.properties().stream()
        .filter(member -> !member.getKey().startsWith("x-"))
        .forEach(
            member -> {
              String text = member.getValue().stringValue("");
              boolean isReference =
                  member.getKey().equals("$ref") && text.startsWith(WRITTEN_REFERENCE);
              object.set(
                  member.getKey(),
                  isReference
                      ? JsonNodeFactory.instance.stringNode(
                          SHARED + "#/$defs/" + text.substring(WRITTEN_REFERENCE.length()))
                      : rewritten(member.getValue()));
            });
    return object;
  }
}
