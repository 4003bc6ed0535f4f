package io.oratio.control.knowledge;

import io.oratio.control.web.Json;
import io.oratio.domain.knowledge.KnowledgeDocument;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// Documents and addresses as the contract shows them.
final class DocumentJson {
  private DocumentJson() {}

  static ObjectNode document(String agentId, KnowledgeDocument it) {
    return Json.object()
        .with("documentId", Ids.ofDocument(it.path()))
        .with("agentId", agentId)
        .with("path", it.path())
        .with("source", it.source().wireName())
        .with("description", it.description())
        .with("sha256", filled(it.sha256()))
        .with("sizeBytes", it.sizeBytes())
        .with("mediaType", filled(it.mediaType()))
        .with("state", it.state().wireName())
        .with("error", it.error())
        .with("passages", it.passages())
        .with("updatedAt", it.updatedAt())
        .node();
  }

  static ObjectNode address(String agentId, KnowledgeDocument it) {
    return Json.object()
        .with("addressId", Ids.ofAddress(it.path()))
        .with("agentId", agentId)
        .with("url", it.path())
        .with("description", it.description())
        .with("state", it.state().wireName())
        .with("error", it.error())
        .with("passages", it.passages())
        .with("updatedAt", it.updatedAt())
        .node();
  }

  private static Optional<String> filled(String text) {
    return Optional.of(text).filter(it -> !it.isBlank());
  }
}
