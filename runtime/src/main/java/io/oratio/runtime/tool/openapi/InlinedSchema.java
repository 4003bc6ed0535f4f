package io.oratio.runtime.tool.openapi;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A schema of a document as one that stands alone: references inlined, the spelling of OpenAPI 3.0
/// turned into JSON Schema's, and what is only shown left out. Where it would never end, or go
/// deeper than a model follows, anything is allowed.
final class InlinedSchema {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int MOST_NODES = 5_000;
  private static final Set<String> KEPT =
      Set.of(
          "type",
          "enum",
          "const",
          "description",
          "format",
          "default",
          "minimum",
          "maximum",
          "exclusiveMinimum",
          "exclusiveMaximum",
          "multipleOf",
          "minLength",
          "maxLength",
          "pattern",
          "minItems",
          "maxItems",
          "uniqueItems",
          "minProperties",
          "maxProperties",
          "required");

  private final JsonNode root;
  private final String hidden;
  private final int deepest;
  private final Deque<String> within = new ArrayDeque<>();
  private int nodes;

  /// @param hidden the mark of members to leave out: `readOnly` for what is sent, `writeOnly` for
  ///   what comes back
  InlinedSchema(JsonNode root, String hidden, int deepest) {
    this.root = root;
    this.hidden = hidden;
    this.deepest = deepest;
  }

  ObjectNode of(JsonNode schema) {
    return inlined(schema, 0);
  }

  private ObjectNode inlined(JsonNode schema, int depth) {
    if (!schema.isObject() || depth > deepest || ++nodes > MOST_NODES) {
      return NODES.objectNode();
    }
    if (!schema.path("$ref").isString()) {
      return plain(schema, depth);
    }
    var reference = schema.path("$ref").stringValue();
    if (within.contains(reference)) {
      return NODES.objectNode();
    }
    within.push(reference);
    var target = inlined(References.target(root, reference), depth);
    within.pop();
    if (schema.path("description").isString()) {
      target.set("description", schema.path("description"));
    }
    return target;
  }

  private ObjectNode plain(JsonNode schema, int depth) {
    var plain = NODES.objectNode();
    for (var keyword : schema.properties()) {
      if (KEPT.contains(keyword.getKey()) && !keyword.getValue().isNull()) {
        plain.set(keyword.getKey(), keyword.getValue().deepCopy());
      }
    }
    var left = properties(schema, plain, depth);
    inlineOne(schema, plain, "items", depth);
    inlineOne(schema, plain, "not", depth);
    if (schema.path("additionalProperties").isBoolean()) {
      plain.set("additionalProperties", schema.path("additionalProperties"));
    } else {
      inlineOne(schema, plain, "additionalProperties", depth);
    }
    inlineAll(schema, plain, "oneOf", depth);
    inlineAll(schema, plain, "anyOf", depth);
    inlineAll(schema, plain, "prefixItems", depth);
    merge(schema, plain, depth, left);
    dropRequired(plain, left);
    spellAsJsonSchema(schema, plain);
    return plain;
  }

  /// @return the names of the members left out
  private Set<String> properties(JsonNode schema, ObjectNode plain, int depth) {
    var left = new HashSet<String>();
    if (schema.path("properties").isObject()) {
      var properties = plain.putObject("properties");
      for (var property : schema.path("properties").properties()) {
        var target = References.followed(root, property.getValue());
        if (target.path(hidden).asBoolean(false)
            || property.getValue().path(hidden).asBoolean(false)) {
          left.add(property.getKey());
        } else {
          properties.set(property.getKey(), inlined(property.getValue(), depth + 1));
        }
      }
    }
    return left;
  }

  private void inlineOne(JsonNode schema, ObjectNode plain, String keyword, int depth) {
    if (schema.path(keyword).isObject()) {
      plain.set(keyword, inlined(schema.path(keyword), depth + 1));
    }
  }

  private void inlineAll(JsonNode schema, ObjectNode plain, String keyword, int depth) {
    if (schema.path(keyword).isArray()) {
      var all = plain.putArray(keyword);
      schema.path(keyword).values().forEach(it -> all.add(inlined(it, depth + 1)));
    }
  }

  // `allOf` mostly means "and these members too", which a model reads best as one object. What
  // cannot be put into one stays as it is.
  private void merge(JsonNode schema, ObjectNode plain, int depth, Set<String> left) {
    for (var part : schema.path("allOf").values()) {
      hiddenMembers(References.followed(root, part), left, 0);
      var more = inlined(part, depth);
      for (var keyword : more.properties()) {
        var mine = plain.get(keyword.getKey());
        switch (keyword.getKey()) {
          case "properties" -> {
            var all = mine instanceof ObjectNode it ? it : plain.putObject("properties");
            keyword.getValue().properties().forEach(it -> all.set(it.getKey(), it.getValue()));
          }
          case "required" -> {
            var all = mine instanceof ArrayNode it ? it : plain.putArray("required");
            keyword.getValue().values().forEach(all::add);
          }
          default -> {
            if (mine == null) {
              plain.set(keyword.getKey(), keyword.getValue());
            } else if (!mine.equals(keyword.getValue())
                && !keyword.getKey().equals("description")) {
              var rest = plain.get("allOf") instanceof ArrayNode it ? it : plain.putArray("allOf");
              rest.addObject().set(keyword.getKey(), keyword.getValue());
            }
          }
        }
      }
    }
  }

  private void hiddenMembers(JsonNode part, Set<String> left, int depth) {
    if (depth > deepest) {
      return;
    }
    for (var property : part.path("properties").properties()) {
      if (References.followed(root, property.getValue()).path(hidden).asBoolean(false)) {
        left.add(property.getKey());
      }
    }
    for (var inner : part.path("allOf").values()) {
      hiddenMembers(References.followed(root, inner), left, depth + 1);
    }
  }

  private static void dropRequired(ObjectNode plain, Set<String> left) {
    if (!(plain.get("required") instanceof ArrayNode required)) {
      return;
    }
    var names = new HashSet<String>();
    var kept = NODES.arrayNode();
    for (var name : required.values()) {
      if (name.isString() && !left.contains(name.stringValue()) && names.add(name.stringValue())) {
        kept.add(name);
      }
    }
    if (kept.isEmpty()) {
      plain.remove("required");
    } else {
      plain.set("required", kept);
    }
  }

  // OpenAPI 3.0 §4.7.24: `nullable`, and `exclusiveMinimum` as a claim about `minimum`.
  private static void spellAsJsonSchema(JsonNode schema, ObjectNode plain) {
    if (schema.path("nullable").asBoolean(false) && plain.path("type").isString()) {
      var type = plain.path("type").stringValue();
      plain.putArray("type").add(type).add("null");
      if (plain.get("enum") instanceof ArrayNode values) {
        values.addNull();
      }
    }
    bound(plain, "exclusiveMinimum", "minimum");
    bound(plain, "exclusiveMaximum", "maximum");
  }

  private static void bound(ObjectNode plain, String exclusive, String inclusive) {
    if (!plain.path(exclusive).isBoolean()) {
      return;
    }
    boolean isExclusive = plain.path(exclusive).booleanValue();
    plain.remove(exclusive);
    if (isExclusive && plain.path(inclusive).isNumber()) {
      plain.set(exclusive, plain.path(inclusive));
      plain.remove(inclusive);
    }
  }
}
