package io.oratio.runtime.tool.openapi;

import java.util.HashSet;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// References within a document (`#/components/…`).
final class References {
  private References() {}

  /// The node itself, or what its `$ref` leads to after all; missing when that leads nowhere.
  static JsonNode followed(JsonNode root, JsonNode node) {
    var seen = new HashSet<String>();
    var at = node;
    while (at.path("$ref").isString()) {
      var reference = at.path("$ref").stringValue();
      if (!seen.add(reference)) {
        return MissingNode.getInstance();
      }
      at = target(root, reference);
    }
    return at;
  }

  static JsonNode target(JsonNode root, String reference) {
    try {
      return root.at(JsonPointer.compile(reference.substring(1)));
    } catch (IllegalArgumentException _) {
      return MissingNode.getInstance();
    }
  }
}
