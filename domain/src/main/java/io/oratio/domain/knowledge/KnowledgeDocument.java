package io.oratio.domain.knowledge;

import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.text.Shape;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/// One file, address or list of questions in a knowledge base, and how far it has come.
///
/// @param path a file's path within its folder (`prices/2026.pdf`) or an address; the document's
///   name within its knowledge base
/// @param description when to use it, in the owner's words; may be blank
/// @param sha256 of its bytes, in hex; blank while an address was not fetched
/// @param mediaType as its content says, not its name; blank while unknown
/// @param error why it was refused, a sentence for its owner; empty otherwise
/// @param passages how many pieces of it are in the index
public record KnowledgeDocument(
    TenantId tenantId,
    String knowledgeBaseId,
    String path,
    Source source,
    String description,
    String sha256,
    long sizeBytes,
    String mediaType,
    State state,
    Optional<String> error,
    int passages,
    Instant updatedAt) {
  public KnowledgeDocument {
    if (Shape.text("knowledgeBaseId", knowledgeBaseId, 128).isBlank()) {
      throw new IllegalArgumentException("a knowledge base has an id");
    }
    Shape.text("path", path, 2048);
    Shape.text("description", description, 4096);
    Shape.text("sha256", sha256, 64);
    Shape.text("mediaType", mediaType, 256);
    error = error.map(it -> Shape.repaired(it, 1024));
    updatedAt = updatedAt.truncatedTo(ChronoUnit.MICROS);
  }

  /// Where a document comes from.
  public enum Source {
    FILE,
    ADDRESS,
    QUESTIONS;

    /// As it stands in JSON and in the tables.
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }

    /// @throws IllegalArgumentException for another word
    public static Source fromWire(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }

  /// How far a document has come.
  public enum State {
    WAITING,
    READY,
    REFUSED;

    /// As it stands in JSON and in the tables.
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }

    /// @throws IllegalArgumentException for another word
    public static State fromWire(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }
}
