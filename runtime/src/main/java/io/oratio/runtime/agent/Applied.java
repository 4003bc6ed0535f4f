package io.oratio.runtime.agent;

import io.oratio.domain.knowledge.KnowledgeDocument;
import java.util.List;

/// What came of applying a folder.
public sealed interface Applied {
  /// Callers reach what the folder says.
  ///
  /// @param version that callers reach now
  /// @param isNew whether there was no such agent before
  /// @param isChanged whether anything was written
  /// @param documents what became of each document; empty when no version was added
  record Done(
      String agentId,
      String agentName,
      int version,
      boolean isNew,
      boolean isChanged,
      List<String> dialledNumbers,
      List<KnowledgeDocument> documents)
      implements Applied {
    public Done {
      dialledNumbers = List.copyOf(dialledNumbers);
      documents = List.copyOf(documents);
    }
  }

  /// The folder cannot be applied, and nothing was written.
  record Refused(List<Fault> faults) implements Applied {
    public Refused {
      faults = List.copyOf(faults);
    }
  }
}
