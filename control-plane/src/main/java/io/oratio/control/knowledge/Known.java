package io.oratio.control.knowledge;

import io.oratio.domain.agent.Agent;
import io.oratio.domain.knowledge.KnowledgeBase;
import io.oratio.domain.knowledge.KnowledgeBases;
import io.oratio.domain.knowledge.KnowledgeDocument;
import io.oratio.domain.knowledge.KnowledgeDocument.Source;
import io.oratio.domain.knowledge.KnowledgeDocument.State;
import io.oratio.runtime.agent.AgentDefinition;
import io.oratio.runtime.agent.AgentDrafts;
import io.oratio.runtime.agent.FileDescriptions;
import io.oratio.runtime.agent.StoredFile;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The documents of a version: what its files and its definition say there is, with how far each
/// has come. One of which nothing is recorded yet waits.
final class Known {
  private final KnowledgeBases bases;

  Known(KnowledgeBases bases) {
    this.bases = bases;
  }

  /// Ordered by path.
  List<KnowledgeDocument> of(
      Agent agent,
      int version,
      Instant since,
      AgentDefinition definition,
      Map<String, StoredFile> files) {
    String base = KnowledgeBase.idOf(agent.agentId(), version);
    SortedMap<String, KnowledgeDocument> all = new TreeMap<>();
    AgentDrafts.knowledge(files)
        .forEach(
            (path, file) ->
                all.put(
                    path,
                    waiting(
                        agent,
                        base,
                        path,
                        Source.FILE,
                        FileDescriptions.of(definition.folderFileDescriptions(), path),
                        Optional.of(file),
                        since)));
    for (AgentDefinition.Address it : definition.addresses()) {
      all.put(
          it.url(),
          waiting(
              agent, base, it.url(), Source.ADDRESS, it.description(), Optional.empty(), since));
    }
    for (KnowledgeDocument it : bases.documents(agent.tenantId(), base)) {
      boolean isOrdered =
          all.containsKey(it.path())
              || it.source() == Source.QUESTIONS && !definition.questionsAndAnswers().isEmpty();
      if (isOrdered) {
        all.put(it.path(), it);
      }
    }
    return List.copyOf(all.values());
  }

  /// What is recorded before the agent's first version is written.
  List<KnowledgeDocument> recorded(Agent agent, int version) {
    return bases.documents(agent.tenantId(), KnowledgeBase.idOf(agent.agentId(), version));
  }

  private static KnowledgeDocument waiting(
      Agent agent,
      String base,
      String path,
      Source source,
      String description,
      Optional<StoredFile> file,
      Instant since) {
    return new KnowledgeDocument(
        agent.tenantId(),
        base,
        path,
        source,
        description,
        file.map(StoredFile::sha256).orElse(""),
        file.map(StoredFile::sizeBytes).orElse(0L),
        "",
        State.WAITING,
        Optional.empty(),
        0,
        since);
  }
}
