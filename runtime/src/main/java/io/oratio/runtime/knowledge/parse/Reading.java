package io.oratio.runtime.knowledge.parse;

import java.util.List;
import java.util.Locale;

/// What came of a document.
public sealed interface Reading {
  /// It was read.
  ///
  /// @param title the document's own, else its name
  /// @param mediaType as its content says: `application/pdf`, `text/html`, …
  /// @param blocks in reading order, at least one
  record Parsed(String title, String mediaType, List<Block> blocks) implements Reading {
    public Parsed {
      blocks = List.copyOf(blocks);
      if (blocks.isEmpty()) {
        throw new IllegalArgumentException("a document without words is refused, not parsed");
      }
    }
  }

  /// It was not.
  ///
  /// @param sentence what is the matter and what to do, for the document's owner
  record Refused(Reason reason, String sentence) implements Reading {}

  /// Why a document was refused; a closed set, fit for a metric's label.
  enum Reason {
    /// It has no bytes, or only white space.
    EMPTY,
    /// It has no words: a scan, or pictures alone.
    WORDLESS,
    /// It is of a kind we do not read.
    UNSUPPORTED,
    /// It is locked by a password or a certificate.
    ENCRYPTED,
    /// It is cut short or damaged.
    BROKEN,
    /// It is made to do harm, or looks so: entities, references outward, a bomb.
    UNSAFE,
    /// It is over a limit: bytes, pages, text, cells, depth, memory.
    TOO_LARGE,
    /// It was not read within its time.
    TOO_SLOW;

    /// As it stands in JSON and in metrics.
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
