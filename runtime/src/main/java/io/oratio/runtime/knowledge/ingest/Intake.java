package io.oratio.runtime.knowledge.ingest;

import io.oratio.runtime.knowledge.ingest.Order.StoredFile;
import io.oratio.runtime.knowledge.ingest.ParsedPieces.Parsed;
import io.oratio.runtime.knowledge.parse.DocumentReader;
import io.oratio.runtime.knowledge.parse.Reading;
import io.oratio.runtime.knowledge.split.Splitter;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/// Gets the pieces of one document: those known from an earlier run, else by parsing it.
final class Intake {
  private final DocumentReader reader;
  private final Splitter splitter;
  private final KnowledgeObjects objects;

  Intake(DocumentReader reader, Splitter splitter, KnowledgeObjects objects) {
    this.reader = reader;
    this.splitter = splitter;
    this.objects = objects;
  }

  /// The document's pieces, or why it has none.
  ///
  /// @throws IOException when it is ours to mend: the store or the worker is out of order
  Taken take(Order order, StoredFile file, ParsedPieces known) throws IOException {
    String name = file.path().substring(file.path().lastIndexOf('/') + 1);
    Optional<Parsed> before = known.find(file.sha256(), name);
    if (before.isPresent()) {
      return new Taken.Pieces(before.get(), false);
    }
    Reading reading;
    try (InputStream bytes = objects.read(order.userId(), order.agentId(), file.sha256())) {
      reading = reader.read(bytes, name);
    } catch (FileNotFoundException _) {
      return new Taken.Refused("The document's bytes are not in the store; add it again.");
    }
    return switch (reading) {
      case Reading.Refused refused -> new Taken.Refused(refused.sentence());
      case Reading.Parsed parsed -> {
        Parsed pieces = new Parsed(parsed.mediaType(), splitter.split(parsed));
        known.keep(file.sha256(), name, pieces);
        yield new Taken.Pieces(pieces, true);
      }
    };
  }

  /// What came of a document.
  sealed interface Taken {
    /// @param isNew whether it was parsed just now
    record Pieces(Parsed parsed, boolean isNew) implements Taken {}

    record Refused(String sentence) implements Taken {}
  }
}
