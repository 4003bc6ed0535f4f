package io.oratio.runtime.knowledge.split;

import io.oratio.runtime.knowledge.parse.Reading.Parsed;
import java.util.List;

/// Cuts documents into passages. Safe from any thread.
public interface Splitter {
  /// The document's passages in its order; each stands under one top heading, and at least one is
  /// made of any document.
  List<Piece> split(Parsed document);
}
