package io.oratio.runtime.tool;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.PathType;
import io.oratio.domain.text.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// JSON Schemas (draft 2020-12) of arguments and results, made once for each text. They come from
/// tenants and their servers: nothing is ever fetched for a `$ref`, a pattern may not compute
/// without end, and a schema that cannot be worked with refuses what is held against it.
final class Schemas {
  private static final int KEPT_MAX = 2_000;
  private static final int FAULT_CHARS_MAX = 240;
  private static final ObjectMapper JSON = JsonMapper.shared();
  private static final List<String> OPENERS =
      List.of(
          "additionalProperties",
          "unevaluatedProperties",
          "patternProperties",
          "propertyNames",
          "allOf",
          "anyOf",
          "oneOf",
          "if",
          "$ref",
          "$dynamicRef");

  private final SchemaRegistry registry =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          it ->
              it.schemaLoader(loader -> loader.fetchRemoteResources(false))
                  .schemaRegistryConfig(
                      SchemaRegistryConfig.builder()
                          .locale(Locale.ROOT)
                          .pathType(PathType.JSON_POINTER)
                          .formatAssertionsEnabled(true)
                          .failFast(false)
                          .regularExpressionFactory(BoundedPattern::of)
                          .build()));

  private final Map<String, Schema> made =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Schema> eldest) {
          return size() > KEPT_MAX;
        }
      };

  /// Loads the validator, which takes its time, before the first conversation needs it.
  Schemas() {
    faultIn(
        ofArguments("{\"properties\":{\"a\":{\"type\":\"string\",\"pattern\":\"a\"}}}"),
        JSON.readTree("{\"a\":1}"));
  }

  /// The schema of a tool's arguments. An object schema that lists its members takes no others,
  /// unless it says something about them itself.
  ///
  /// @throws IllegalArgumentException for what is no schema of an object
  Schema ofArguments(String text) {
    ObjectNode root = root(text.isBlank() ? "{\"type\":\"object\",\"properties\":{}}" : text);
    JsonNode type = root.path("type");
    boolean isOfObjects =
        type.isArray()
            ? type.valueStream().anyMatch(it -> it.asString("").equals("object"))
            : type.asString("object").equals("object");
    if (!isOfObjects) {
      throw new IllegalArgumentException("the schema of arguments is one of an object");
    }
    root.put("type", "object");
    if (root.path("properties").isObject() && OPENERS.stream().noneMatch(root::has)) {
      root.put("additionalProperties", false);
    }
    return of(root);
  }

  /// The schema of a tool's result.
  ///
  /// @throws IllegalArgumentException for what is no schema
  Schema ofResult(String text) {
    return of(root(text));
  }

  /// What the model can mend: the place as a JSON Pointer (RFC 6901) and what is wrong there.
  ///
  /// @return empty for a value that the schema allows
  static Optional<String> faultIn(Schema schema, JsonNode value) {
    List<Error> errors;
    try {
      errors = schema.validate(value);
    } catch (RuntimeException | StackOverflowError _) {
      // Whatever a foreign schema makes the validator throw, the value was not found good.
      return Optional.of("it cannot be checked");
    }
    return errors.stream().findFirst().map(Schemas::sentence);
  }

  private static String sentence(Error error) {
    String pointer = String.valueOf(error.getInstanceLocation());
    String where = pointer.isEmpty() || pointer.equals("/") ? "the object" : pointer;
    return Shape.repaired(where + ": " + error.getMessage(), FAULT_CHARS_MAX);
  }

  private static ObjectNode root(String text) {
    try {
      if (JSON.readTree(text) instanceof ObjectNode object) {
        // Neither another dialect nor an address of its own.
        object.remove(List.of("$schema", "$id"));
        return object;
      }
    } catch (tools.jackson.core.JacksonException _) {
      // told below
    }
    throw new IllegalArgumentException("a schema is a JSON object");
  }

  private Schema of(ObjectNode root) {
    String text = root.toString();
    synchronized (made) {
      Schema known = made.get(text);
      if (known != null) {
        return known;
      }
    }
    Schema schema;
    try {
      schema = registry.getSchema(root);
      schema.initializeValidators();
    } catch (RuntimeException | StackOverflowError _) {
      // The validator throws many things at a schema that is none.
      throw new IllegalArgumentException("the schema cannot be worked with");
    }
    synchronized (made) {
      made.put(text, schema);
    }
    return schema;
  }
}
