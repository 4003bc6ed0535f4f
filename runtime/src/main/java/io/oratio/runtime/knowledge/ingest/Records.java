package io.oratio.runtime.knowledge.ingest;

import io.oratio.domain.knowledge.KnowledgeBase;
import io.oratio.domain.knowledge.KnowledgeBases;
import io.oratio.domain.knowledge.KnowledgeDocument;
import io.oratio.domain.knowledge.KnowledgeDocument.Source;
import io.oratio.domain.knowledge.KnowledgeDocument.State;
import io.oratio.domain.knowledge.KnowledgeStatus;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What the records say of one version's knowledge while a run goes on. A document is ready once it
/// can be found, not before; until then a number of passages tells that it was parsed. For one
/// thread.
final class Records {
  private final Order order;
  private final KnowledgeBases bases;
  private final Clock clock;
  private final String baseId;
  private final boolean isWriting;
  private final Map<String, KnowledgeDocument> before = new HashMap<>();
  private final Set<String> ordered = new HashSet<>();

  /// @param isWriting false leaves the records as they are: another node's run has written them
  Records(Order order, KnowledgeBases bases, Clock clock, boolean isWriting) {
    this.order = order;
    this.isWriting = isWriting;
    this.bases = bases;
    this.clock = clock;
    this.baseId = KnowledgeBase.idOf(order.agentId(), order.version());
  }

  /// @param isServed whether an index of this version can be asked already
  void begin(boolean isServed, String descriptions) {
    for (KnowledgeDocument it : bases.documents(order.tenantId(), baseId)) {
      before.put(it.path(), it);
    }
    if (!isWriting) {
      return;
    }
    Optional<KnowledgeBase> known = bases.find(order.tenantId(), baseId);
    Instant now = clock.instant();
    bases.save(
        new KnowledgeBase(
            order.tenantId(),
            baseId,
            order.userId(),
            order.agentId(),
            order.version(),
            KnowledgeObjects.BUCKET + "/" + order.userId() + "/" + order.agentId(),
            known.flatMap(KnowledgeBase::bedrockKnowledgeBaseId),
            isServed ? KnowledgeStatus.READY : KnowledgeStatus.NOTREADY,
            descriptions,
            known.map(KnowledgeBase::createdAt).orElse(now),
            now));
  }

  Optional<KnowledgeDocument> before(String path) {
    return Optional.ofNullable(before.get(path));
  }

  /// A document whose turn it is; the record of one that is ready and unchanged stays as it is.
  KnowledgeDocument waiting(
      String path, Source source, String description, String sha256, long sizeBytes) {
    ordered.add(path);
    KnowledgeDocument known = before.get(path);
    if (known != null
        && known.state() == State.READY
        && known.sha256().equals(sha256)
        && known.description().equals(description)
        && known.source() == source) {
      return known;
    }
    KnowledgeDocument waiting =
        new KnowledgeDocument(
            order.tenantId(),
            baseId,
            path,
            source,
            description,
            sha256,
            sizeBytes,
            "",
            State.WAITING,
            Optional.empty(),
            0,
            clock.instant());
    put(waiting);
    return waiting;
  }

  /// The document is parsed but cannot be found yet.
  KnowledgeDocument parsed(KnowledgeDocument document, String mediaType, int passages) {
    if (document.state() == State.READY && document.passages() == passages) {
      return document;
    }
    KnowledgeDocument parsed = as(document, State.WAITING, mediaType, Optional.empty(), passages);
    put(parsed);
    return parsed;
  }

  void refused(KnowledgeDocument document, String sentence) {
    put(as(document, State.REFUSED, document.mediaType(), Optional.of(sentence), 0));
  }

  /// The index holds them all: documents that are not ordered any more are forgotten.
  void end(List<KnowledgeDocument> taken, KnowledgeStatus status) {
    if (!isWriting) {
      return;
    }
    for (KnowledgeDocument it : taken) {
      if (it.state() != State.READY) {
        bases.put(as(it, State.READY, it.mediaType(), Optional.empty(), it.passages()));
      }
    }
    for (String path : before.keySet()) {
      if (!ordered.contains(path)) {
        bases.remove(order.tenantId(), baseId, path);
      }
    }
    bases
        .find(order.tenantId(), baseId)
        .ifPresent(it -> bases.save(it.as(status, clock.instant())));
  }

  private void put(KnowledgeDocument document) {
    if (isWriting) {
      bases.put(document);
    }
  }

  private KnowledgeDocument as(
      KnowledgeDocument it, State state, String mediaType, Optional<String> error, int passages) {
    return new KnowledgeDocument(
        it.tenantId(),
        it.knowledgeBaseId(),
        it.path(),
        it.source(),
        it.description(),
        it.sha256(),
        it.sizeBytes(),
        mediaType,
        state,
        error,
        passages,
        clock.instant());
  }
}
