package io.oratio.runtime.knowledge.ingest;

import io.oratio.domain.knowledge.KnowledgeStatus;
import java.util.List;

/// What a run of the ingestion did.
///
/// @param passages how many are served
/// @param parsed how many documents were parsed in this run; the others were known
/// @param isRebuilt whether an index was built; not when the served one already held all of it
/// @param refused documents that could not be taken in, or pages that could not be fetched
public record Outcome(
    KnowledgeStatus status, int passages, int parsed, boolean isRebuilt, List<Refusal> refused) {
  public Outcome {
    refused = List.copyOf(refused);
  }

  /// @param sentence what is the matter, for the document's owner
  public record Refusal(String path, String sentence) {}
}
