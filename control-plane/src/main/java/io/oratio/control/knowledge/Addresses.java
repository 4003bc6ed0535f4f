package io.oratio.control.knowledge;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The addresses in an `agent.json`.
final class Addresses {
  private Addresses() {}

  static void add(KnowledgeChanges.Draft draft, String url, String description) {
    ArrayNode all = all(draft);
    ObjectNode added = all.addObject().put("url", url);
    if (!description.isBlank()) {
      added.put("description", description);
    }
  }

  static void describe(KnowledgeChanges.Draft draft, String url, String description) {
    for (JsonNode each : all(draft)) {
      if (each.path("url").stringValue("").equals(url)) {
        if (description.isBlank()) {
          ((ObjectNode) each).remove("description");
        } else {
          ((ObjectNode) each).put("description", description);
        }
      }
    }
  }

  static void remove(KnowledgeChanges.Draft draft, String url) {
    ArrayNode all = all(draft);
    for (int i = all.size() - 1; i >= 0; i--) {
      if (all.get(i).path("url").stringValue("").equals(url)) {
        all.remove(i);
      }
    }
  }

  private static ArrayNode all(KnowledgeChanges.Draft draft) {
    JsonNode all = draft.definition().path("addresses");
    return all.isArray() ? (ArrayNode) all : draft.definition().putArray("addresses");
  }
}
