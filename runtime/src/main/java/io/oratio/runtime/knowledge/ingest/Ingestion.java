package io.oratio.runtime.knowledge.ingest;

import io.oratio.domain.knowledge.KnowledgeBase;
import io.oratio.domain.knowledge.KnowledgeBases;
import io.oratio.domain.knowledge.KnowledgeDocument;
import io.oratio.domain.knowledge.KnowledgeDocument.Source;
import io.oratio.domain.knowledge.KnowledgeStatus;
import io.oratio.domain.object.ObjectStore;
import io.oratio.domain.tenant.TenantId;
import io.oratio.runtime.knowledge.index.Entry;
import io.oratio.runtime.knowledge.index.IndexKey;
import io.oratio.runtime.knowledge.index.Indexes;
import io.oratio.runtime.knowledge.ingest.Order.Address;
import io.oratio.runtime.knowledge.ingest.Order.Question;
import io.oratio.runtime.knowledge.ingest.Order.StoredFile;
import io.oratio.runtime.knowledge.parse.DocumentReader;
import io.oratio.runtime.knowledge.split.Piece;
import io.oratio.runtime.knowledge.split.Splitter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/// Makes a version of an agent know its documents. A run may be cut off at any moment: what was
/// parsed and embedded is kept by its content's hash, the index that was served is served still,
/// and the next run of the same order does the rest. Safe from any thread; runs of one version come
/// one after another, and block.
public final class Ingestion {
  /// The document under which an agent's own questions and answers stand.
  public static final String QUESTIONS_PATH = "questions and answers";

  /// What one version may know: files, addresses and questions together.
  public static final int DOCUMENTS_MAX = 5_000;

  private static final Logger log = LoggerFactory.getLogger(Ingestion.class);
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private final Indexes indexes;
  private final KnowledgeBases bases;
  private final KnowledgeObjects objects;
  private final Intake intake;
  private final Pages pages;
  private final Path root;
  private final Clock clock;
  private final Map<IndexKey, ReentrantLock> running = new ConcurrentHashMap<>();

  /// @param root where parsed documents are kept: the folder of the indexes
  /// @param tags `platform`, `environment`: what every stored object carries
  public Ingestion(
      Indexes indexes,
      DocumentReader reader,
      Splitter splitter,
      ObjectStore objects,
      KnowledgeBases bases,
      Pages pages,
      Path root,
      Map<String, String> tags,
      Clock clock) {
    this.indexes = indexes;
    this.bases = bases;
    this.objects = new KnowledgeObjects(objects, tags);
    this.intake = new Intake(reader, splitter, this.objects);
    this.pages = pages;
    this.root = root;
    this.clock = clock;
  }

  /// Puts a document's bytes where runs look for them, once for all versions of the agent.
  ///
  /// @param path within the folder of the agent's documents
  public StoredFile store(String userId, String agentId, String path, Path file)
      throws IOException {
    return objects.store(userId, agentId, path, file);
  }

  /// Makes the version know what the order holds, and nothing else. What is unchanged is neither
  /// parsed nor embedded nor fetched again.
  ///
  /// @throws IOException when it is ours to mend; the records say how far it came, and the same
  ///   order can be run again
  public Outcome run(Order order) throws IOException {
    return run(order, Way.AS_KEPT);
  }

  /// How a run goes about it.
  private enum Way {
    /// Pages that are there are not fetched again.
    AS_KEPT,
    /// Pages are fetched again.
    FETCHING,
    /// Only what the records say is ready, and nothing is written.
    RESTORING
  }

  /// Makes this machine's index of what a run elsewhere has taken in, where it is missing or older.
  /// The records stay as they are, and nothing is fetched.
  ///
  /// @return empty when the records do not say that the version's knowledge is ready
  public Optional<Outcome> restore(TenantId tenantId, String agentId, int version)
      throws IOException {
    boolean isReady =
        bases
            .find(tenantId, KnowledgeBase.idOf(agentId, version))
            .filter(it -> it.status() == KnowledgeStatus.READY)
            .isPresent();
    Optional<Order> order = isReady ? kept(tenantId, agentId, version) : Optional.empty();
    return order.isEmpty() ? Optional.empty() : Optional.of(run(order.get(), Way.RESTORING));
  }

  /// Finishes what a run left undone, or makes an index anew that is missing or was made with
  /// another embedder, by the order kept with the version. Does little when nothing is to be done.
  ///
  /// @return empty when nothing is known of that version
  public Optional<Outcome> resume(TenantId tenantId, String agentId, int version)
      throws IOException {
    Optional<Order> order = kept(tenantId, agentId, version);
    return order.isEmpty() ? Optional.empty() : Optional.of(run(order.get(), Way.AS_KEPT));
  }

  /// Fetches the version's addresses again and takes in what changed. A page that cannot be fetched
  /// now stays as it was.
  ///
  /// @return empty when nothing is known of that version
  public Optional<Outcome> refetch(TenantId tenantId, String agentId, int version)
      throws IOException {
    Optional<Order> order = kept(tenantId, agentId, version);
    return order.isEmpty() ? Optional.empty() : Optional.of(run(order.get(), Way.FETCHING));
  }

  /// Forgets what a version knows: its index, its order and, if asked for, the bytes of its pages.
  /// The records are the caller's to remove, after this.
  public void forget(
      TenantId tenantId, String userId, String agentId, int version, boolean withPages)
      throws IOException {
    if (withPages) {
      for (KnowledgeDocument it : bases.documents(tenantId, KnowledgeBase.idOf(agentId, version))) {
        if (it.source() == Source.ADDRESS && !it.sha256().isBlank()) {
          objects.remove(userId, agentId, it.sha256());
        }
      }
    }
    if (kept(tenantId, agentId, version).isPresent()) {
      objects.removeOrder(new KnowledgeObjects.IndexedVersion(userId, agentId, version));
    }
    indexes.remove(new IndexKey(tenantId, agentId, version));
  }

  private Optional<Order> kept(TenantId tenantId, String agentId, int version) throws IOException {
    Optional<KnowledgeBase> base = bases.find(tenantId, KnowledgeBase.idOf(agentId, version));
    if (base.isEmpty()) {
      return Optional.empty();
    }
    return objects
        .order(new KnowledgeObjects.IndexedVersion(base.get().userId(), agentId, version))
        .filter(it -> it.tenantId().equals(tenantId));
  }

  private Outcome run(Order order, Way way) throws IOException {
    int documents = order.files().size() + order.addresses().size() + order.questions().size();
    if (documents > DOCUMENTS_MAX) {
      throw new IllegalArgumentException(
          "a version knows at most " + DOCUMENTS_MAX + " documents, not " + documents);
    }
    ReentrantLock lock = running.computeIfAbsent(order.key(), _ -> new ReentrantLock());
    lock.lock();
    try {
      return new Run(order, way).toItsEnd();
    } finally {
      lock.unlock();
    }
  }

  /// One run, on one thread.
  private final class Run {
    private final Order order;
    private final Way way;
    private final Records records;
    private final ParsedPieces known;
    private final List<Entry> entries = new ArrayList<>();
    private final List<KnowledgeDocument> taken = new ArrayList<>();
    private final List<Outcome.Refusal> refused = new ArrayList<>();
    private int parsed;

    Run(Order order, Way way) {
      this.order = order;
      this.way = way;
      this.records = new Records(order, bases, clock, way != Way.RESTORING);
      this.known =
          new ParsedPieces(
              root.resolve(order.tenantId().value()).resolve(order.agentId()).resolve("parsed"));
    }

    Outcome toItsEnd() throws IOException {
      if (way != Way.RESTORING) {
        objects.keep(order);
      }
      records.begin(indexes.isReady(order.key()), JSON.writeValueAsString(order.descriptions()));
      for (StoredFile file : order.files()) {
        take(file, Source.FILE, Descriptions.of(order.descriptions(), file.path()));
      }
      for (Address address : order.addresses()) {
        take(address);
      }
      takeQuestions();
      return finish();
    }

    private void take(StoredFile file, Source source, String description) throws IOException {
      if (way == Way.RESTORING && !isReady(file)) {
        return;
      }
      KnowledgeDocument waiting =
          records.waiting(file.path(), source, description, file.sha256(), file.sizeBytes());
      switch (intake.take(order, file, known)) {
        case Intake.Taken.Refused it -> refuse(waiting, it.sentence());
        case Intake.Taken.Pieces it -> {
          parsed += it.isNew() ? 1 : 0;
          List<Piece> pieces = it.parsed().pieces();
          if (entries.size() + pieces.size() > Indexes.PASSAGES_MAX) {
            refuse(waiting, "With this document the agent would know too much to search quickly.");
            return;
          }
          for (Piece piece : pieces) {
            entries.add(
                Entry.ofDocument(
                    file.path(), piece.title(), piece.place(), description, piece.text()));
          }
          taken.add(records.parsed(waiting, it.parsed().mediaType(), pieces.size()));
        }
      }
    }

    private boolean isReady(StoredFile file) {
      return records
          .before(file.path())
          .filter(it -> it.state() == KnowledgeDocument.State.READY)
          .filter(it -> it.sha256().equals(file.sha256()))
          .isPresent();
    }

    private void refuse(KnowledgeDocument document, String sentence) {
      records.refused(document, sentence);
      refused.add(new Outcome.Refusal(document.path(), sentence));
    }

    private void take(Address address) throws IOException {
      Optional<KnowledgeDocument> before = records.before(address.url());
      String sha256 = before.map(KnowledgeDocument::sha256).orElse("");
      long size = before.map(KnowledgeDocument::sizeBytes).orElse(0L);
      if (way != Way.RESTORING && (sha256.isBlank() || way == Way.FETCHING)) {
        switch (pages.fetch(order.tenantId(), address.url())) {
          case Pages.Fetched.Page page -> {
            StoredFile stored =
                objects.store(order.userId(), order.agentId(), address.url(), page.bytes());
            sha256 = stored.sha256();
            size = stored.sizeBytes();
          }
          case Pages.Fetched.Refused it -> {
            if (sha256.isBlank()) {
              refuse(
                  records.waiting(address.url(), Source.ADDRESS, address.description(), "", 0),
                  it.sentence());
              return;
            }
            refused.add(new Outcome.Refusal(address.url(), it.sentence()));
          }
        }
      }
      take(new StoredFile(address.url(), sha256, size), Source.ADDRESS, address.description());
    }

    private void takeQuestions() {
      if (order.questions().isEmpty()) {
        return;
      }
      byte[] bytes = JSON.writeValueAsBytes(order.questions());
      KnowledgeDocument waiting =
          records.waiting(QUESTIONS_PATH, Source.QUESTIONS, "", Hashes.of(bytes), bytes.length);
      for (Question it : order.questions()) {
        String first = it.questions().isEmpty() ? "" : it.questions().getFirst();
        entries.add(new Entry(QUESTIONS_PATH, "", first, "", it.answer(), it.questions()));
      }
      taken.add(records.parsed(waiting, "application/json", order.questions().size()));
    }

    private Outcome finish() throws IOException {
      String fingerprint = fingerprint();
      boolean isRebuilt = !indexes.fingerprint(order.key()).equals(Optional.of(fingerprint));
      if (isRebuilt) {
        indexes.replace(order.key(), entries, order.language(), fingerprint);
      }
      KnowledgeStatus status =
          entries.isEmpty() && !refused.isEmpty() ? KnowledgeStatus.FAILED : KnowledgeStatus.READY;
      records.end(taken, status);
      log.info(
          "knowledge of {} version {}: {} passages of {} documents, {} parsed, {} refused, {}",
          order.agentId(),
          order.version(),
          entries.size(),
          taken.size(),
          parsed,
          refused.size(),
          isRebuilt ? "indexed" : "unchanged");
      return new Outcome(status, entries.size(), parsed, isRebuilt, refused);
    }

    /// Everything that decides what the index holds.
    private String fingerprint() {
      StringBuilder all = new StringBuilder(order.language()).append('\n');
      for (KnowledgeDocument it : taken) {
        all.append(
            JSON.writeValueAsString(
                List.of(it.path(), it.sha256(), it.description(), it.passages())));
      }
      return Hashes.of(all.toString().getBytes(StandardCharsets.UTF_8));
    }
  }
}
