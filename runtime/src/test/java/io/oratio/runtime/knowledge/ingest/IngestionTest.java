package io.oratio.runtime.knowledge.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oratio.domain.knowledge.InMemoryKnowledgeBases;
import io.oratio.domain.knowledge.KnowledgeBase;
import io.oratio.domain.knowledge.KnowledgeDocument;
import io.oratio.domain.knowledge.KnowledgeDocument.State;
import io.oratio.domain.knowledge.KnowledgeStatus;
import io.oratio.domain.object.InMemoryObjectStore;
import io.oratio.domain.tenant.TenantId;
import io.oratio.runtime.knowledge.Found;
import io.oratio.runtime.knowledge.embed.HashEmbedder;
import io.oratio.runtime.knowledge.index.IndexKey;
import io.oratio.runtime.knowledge.index.Indexes;
import io.oratio.runtime.knowledge.ingest.Order.Address;
import io.oratio.runtime.knowledge.ingest.Order.Question;
import io.oratio.runtime.knowledge.ingest.Order.StoredFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class IngestionTest {
  private static final TenantId TENANT = new TenantId("t1");
  private static final String PAGE = "https://example.org/opening";
  private final HashEmbedder embedder = new HashEmbedder();
  private final PlainReader reader = new PlainReader();
  private final InMemoryKnowledgeBases bases = new InMemoryKnowledgeBases();
  private final InMemoryObjectStore objects = new InMemoryObjectStore();
  private final AtomicInteger number = new AtomicInteger();
  private final AtomicInteger fetches = new AtomicInteger();
  private final Map<String, String> web = new HashMap<>();

  @TempDir private Path root;
  @TempDir private Path documents;
  private Indexes indexes;
  private Ingestion ingestion;

  @BeforeEach
  void open() throws IOException {
    indexes = new Indexes(root, embedder, () -> Integer.toString(number.incrementAndGet()), 4);
    ingestion =
        new Ingestion(
            indexes,
            reader,
            PlainReader::split,
            objects,
            bases,
            this::fetch,
            root,
            Map.of("platform", "oratio"),
            Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC));
  }

  @AfterEach
  void close() throws IOException {
    indexes.close();
  }

  private Pages.Fetched fetch(TenantId tenantId, String url) {
    assertThat(tenantId).isEqualTo(TENANT);
    fetches.incrementAndGet();
    return web.containsKey(url)
        ? new Pages.Fetched.Page(web.get(url).getBytes(StandardCharsets.UTF_8))
        : new Pages.Fetched.Refused("The page answered 404.");
  }

  private StoredFile file(String path, String text) throws IOException {
    Path file = documents.resolve("upload");
    Files.writeString(file, text);
    return ingestion.store("u1", "hotel", path, file);
  }

  private static Order order(int version, List<StoredFile> files) {
    return order(version, files, Map.of(), List.of(), List.of());
  }

  private static Order order(
      int version,
      List<StoredFile> files,
      Map<String, Object> descriptions,
      List<Address> addresses,
      List<Question> questions) {
    return new Order(
        TENANT, "u1", "hotel", version, "en", files, descriptions, addresses, questions);
  }

  private Found search(int version, String question) throws IOException {
    return indexes.search(new IndexKey(TENANT, "hotel", version), question, 3);
  }

  private KnowledgeDocument document(int version, String path) {
    return bases.documents(TENANT, KnowledgeBase.idOf("hotel", version)).stream()
        .filter(it -> it.path().equals(path))
        .findFirst()
        .orElseThrow();
  }

  private KnowledgeStatus status(int version) {
    return bases.find(TENANT, KnowledgeBase.idOf("hotel", version)).orElseThrow().status();
  }

  @Test
  void takesDocumentsAddressesAndQuestionsIn() throws IOException {
    web.put(PAGE, "The pool opens at nine.");
    Outcome outcome =
        ingestion.run(
            order(
                1,
                List.of(file("house/dogs.txt", "Dogs cost 15 euros.\nCats stay for free.")),
                Map.of("house", Map.of("dogs.txt", "about animals")),
                List.of(new Address(PAGE, "hours of the pool")),
                List.of(new Question(List.of("Is there a lift?"), "Yes, beside the stairs."))));

    assertThat(outcome).isEqualTo(new Outcome(KnowledgeStatus.READY, 4, 2, true, List.of()));
    assertThat(status(1)).isEqualTo(KnowledgeStatus.READY);
    assertThat(search(1, "Is there a lift?").passages().getFirst().text())
        .isEqualTo("Yes, beside the stairs.");
    assertThat(search(1, "when does the pool open").passages().getFirst().path()).isEqualTo(PAGE);
    KnowledgeDocument dogs = document(1, "house/dogs.txt");
    assertThat(dogs.state()).isEqualTo(State.READY);
    assertThat(dogs.passages()).isEqualTo(2);
    assertThat(dogs.description()).isEqualTo("about animals");
    assertThat(dogs.mediaType()).isEqualTo("text/plain");
    assertThat(document(1, PAGE).source()).isEqualTo(KnowledgeDocument.Source.ADDRESS);
    assertThat(document(1, Ingestion.QUESTIONS_PATH).passages()).isEqualTo(1);
  }

  @Test
  void doesNothingTheSecondTime() throws IOException {
    web.put(PAGE, "The pool opens at nine.");
    Order order =
        order(
            1,
            List.of(file("a.txt", "Dogs cost 15 euros.")),
            Map.of(),
            List.of(new Address(PAGE, "")),
            List.of());
    ingestion.run(order);
    int embedded = embedder.embedded();

    Outcome again = ingestion.run(order);

    assertThat(again.isRebuilt()).isFalse();
    assertThat(again.parsed()).isZero();
    assertThat(embedder.embedded()).isEqualTo(embedded);
    assertThat(reader.documents()).isEqualTo(2);
    assertThat(fetches).hasValue(1);
  }

  @Test
  void parsesAndEmbedsOnlyTheChangedFileOfTheNextVersion() throws IOException {
    List<StoredFile> files = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      files.add(file("f" + i + ".txt", "Text number " + i + " of ten."));
    }
    ingestion.run(order(1, files));
    assertThat(embedder.embedded()).isEqualTo(10);
    files.set(3, file("f3.txt", "Another text."));

    Outcome outcome = ingestion.run(order(2, files));

    assertThat(outcome.parsed()).isEqualTo(1);
    assertThat(reader.documents()).isEqualTo(11);
    assertThat(embedder.embedded()).isEqualTo(11);
    assertThat(search(2, "another text").passages().getFirst().path()).isEqualTo("f3.txt");
    assertThat(search(1, "another text").passages())
        .noneMatch(it -> it.text().equals("Another text."));
  }

  @Test
  void takesTheOthersInWhenOneFileIsRefused() throws IOException {
    Outcome outcome =
        ingestion.run(
            order(1, List.of(file("bad.pdf", "refuse me"), file("good.txt", "Dogs welcome."))));

    assertThat(outcome.refused())
        .containsExactly(new Outcome.Refusal("bad.pdf", "The file is damaged; save it again."));
    assertThat(status(1)).isEqualTo(KnowledgeStatus.READY);
    assertThat(document(1, "bad.pdf").state()).isEqualTo(State.REFUSED);
    assertThat(document(1, "bad.pdf").error()).contains("The file is damaged; save it again.");
    assertThat(search(1, "dogs").passages()).hasSize(1);
  }

  @Test
  void failsOnlyWhenNothingCanBeServed() throws IOException {
    assertThat(ingestion.run(order(1, List.of(file("bad.pdf", "refuse me")))).status())
        .isEqualTo(KnowledgeStatus.FAILED);
    assertThat(status(1)).isEqualTo(KnowledgeStatus.FAILED);
    assertThat(ingestion.run(order(2, List.of())).status()).isEqualTo(KnowledgeStatus.READY);
  }

  @Test
  void resumesWhereItWasCutOff() throws IOException {
    Order order =
        order(1, List.of(file("a.txt", "Dogs cost 15 euros."), file("b.txt", "break\nCats.")));
    reader.breakDown(true);
    assertThatThrownBy(() -> ingestion.run(order)).isInstanceOf(IOException.class);
    assertThat(status(1)).isEqualTo(KnowledgeStatus.NOTREADY);
    assertThat(document(1, "b.txt").state()).isEqualTo(State.WAITING);
    assertThat(search(1, "dogs").passages()).isEmpty();
    reader.breakDown(false);

    Outcome outcome = ingestion.resume(TENANT, "hotel", 1).orElseThrow();

    assertThat(outcome.parsed()).isEqualTo(1);
    assertThat(status(1)).isEqualTo(KnowledgeStatus.READY);
    assertThat(document(1, "a.txt").state()).isEqualTo(State.READY);
    assertThat(search(1, "dogs").passages()).isNotEmpty();
  }

  @Test
  void servesTheOldKnowledgeWhileTheNewIsNotIn() throws IOException {
    ingestion.run(order(1, List.of(file("a.txt", "Dogs cost 15 euros."))));
    reader.breakDown(true);
    Order next = order(1, List.of(file("b.txt", "break\nCats.")));

    assertThatThrownBy(() -> ingestion.run(next)).isInstanceOf(IOException.class);

    assertThat(status(1)).isEqualTo(KnowledgeStatus.READY);
    assertThat(search(1, "dogs").passages()).hasSize(1);
    assertThat(document(1, "a.txt").state()).isEqualTo(State.READY);
  }

  @Test
  void forgetsDocumentsThatAreNotOrderedAnyMore() throws IOException {
    StoredFile dogs = file("a.txt", "Dogs cost 15 euros.");
    ingestion.run(order(1, List.of(dogs, file("b.txt", "Cats stay for free."))));

    ingestion.run(order(1, List.of(dogs)));

    assertThat(bases.documents(TENANT, "hotel.1")).hasSize(1);
    assertThat(search(1, "cats").passages()).noneMatch(it -> it.path().equals("b.txt"));
  }

  @Test
  void makesAMissingIndexAnewFromWhatIsKept() throws IOException {
    ingestion.run(order(1, List.of(file("a.txt", "Dogs cost 15 euros."))));
    int embedded = embedder.embedded();
    indexes.remove(new IndexKey(TENANT, "hotel", 1));
    List<Runnable> background = new ArrayList<>();
    LocalKnowledge knowledge = new LocalKnowledge(indexes, ingestion, background::add);

    assertThat(knowledge.search(TENANT, "hotel", 1, "dogs", 3)).isEqualTo(Found.NOTHING);
    assertThat(knowledge.search(TENANT, "hotel", 1, "dogs", 3)).isEqualTo(Found.NOTHING);
    assertThat(background).hasSize(1);
    background.getFirst().run();

    assertThat(knowledge.search(TENANT, "hotel", 1, "dogs", 3).passages()).hasSize(1);
    assertThat(reader.documents()).isEqualTo(1);
    assertThat(embedder.embedded()).isEqualTo(embedded + 1);
  }

  @Test
  void makesTheIndexOfWhatAnotherNodeLearnedAndLeavesTheRecords() throws IOException {
    web.put(PAGE, "The pool opens at nine.");
    Order order =
        order(
            1,
            List.of(file("a.txt", "Dogs cost 15 euros."), file("b.txt", "refuse me")),
            Map.of(),
            List.of(new Address(PAGE, "hours")),
            List.of());
    ingestion.run(order);
    List<KnowledgeDocument> records = bases.documents(TENANT, KnowledgeBase.idOf("hotel", 1));
    KnowledgeBase base = bases.find(TENANT, KnowledgeBase.idOf("hotel", 1)).orElseThrow();
    web.clear();
    try (Indexes others =
        new Indexes(
            documents.resolve("other"),
            embedder,
            () -> Integer.toString(number.incrementAndGet()),
            4)) {
      Ingestion there =
          new Ingestion(
              others,
              reader,
              PlainReader::split,
              objects,
              bases,
              this::fetch,
              documents.resolve("other"),
              Map.of("platform", "oratio"),
              Clock.systemUTC());
      assertThat(there.restore(TENANT, "hotel", 1).orElseThrow().passages()).isEqualTo(2);
      IndexKey key = new IndexKey(TENANT, "hotel", 1);
      assertThat(others.search(key, "dogs", 3).passages().getFirst().path()).isEqualTo("a.txt");
      assertThat(others.search(key, "pool", 3).passages().getFirst().path()).isEqualTo(PAGE);
      assertThat(others.fingerprint(key)).isEqualTo(indexes.fingerprint(key));
      assertThat(there.restore(TENANT, "hotel", 1).orElseThrow().isRebuilt()).isFalse();
    }
    assertThat(fetches).hasValue(1);
    assertThat(bases.documents(TENANT, KnowledgeBase.idOf("hotel", 1))).isEqualTo(records);
    assertThat(bases.find(TENANT, KnowledgeBase.idOf("hotel", 1))).contains(base);
    bases.save(base.as(KnowledgeStatus.NOTREADY, base.updatedAt()));
    assertThat(ingestion.restore(TENANT, "hotel", 1)).isEmpty();
  }

  @Test
  void knowsNothingOfAVersionNobodyOrdered() throws IOException {
    assertThat(ingestion.resume(TENANT, "hotel", 7)).isEmpty();
    assertThat(ingestion.refetch(TENANT, "hotel", 7)).isEmpty();
    ingestion.run(order(1, List.of()));
    assertThat(ingestion.resume(new TenantId("t2"), "hotel", 1)).isEmpty();
  }

  @Test
  void fetchesAgainOnRequestAndKeepsThePageThatIsGone() throws IOException {
    web.put(PAGE, "The pool opens at nine.");
    ingestion.run(order(1, List.of(), Map.of(), List.of(new Address(PAGE, "")), List.of()));
    web.put(PAGE, "The pool opens at ten.");

    ingestion.refetch(TENANT, "hotel", 1).orElseThrow();
    assertThat(search(1, "pool").passages().getFirst().text()).isEqualTo("The pool opens at ten.");

    web.clear();
    Outcome outcome = ingestion.refetch(TENANT, "hotel", 1).orElseThrow();
    assertThat(outcome.refused())
        .containsExactly(new Outcome.Refusal(PAGE, "The page answered 404."));
    assertThat(outcome.isRebuilt()).isFalse();
    assertThat(search(1, "pool").passages().getFirst().text()).isEqualTo("The pool opens at ten.");
  }

  @Test
  void triesAnAddressAgainThatCouldNotBeFetched() throws IOException {
    Order order = order(1, List.of(), Map.of(), List.of(new Address(PAGE, "hours")), List.of());
    assertThat(ingestion.run(order).status()).isEqualTo(KnowledgeStatus.FAILED);
    assertThat(document(1, PAGE).error()).contains("The page answered 404.");
    web.put(PAGE, "The pool opens at nine.");

    assertThat(ingestion.run(order).status()).isEqualTo(KnowledgeStatus.READY);
    assertThat(document(1, PAGE).error()).isEmpty();
  }

  @Test
  void refusesADocumentWhoseBytesAreGone() throws IOException {
    StoredFile gone = new StoredFile("gone.txt", "0".repeat(64), 3);

    assertThat(ingestion.run(order(1, List.of(gone))).refused()).hasSize(1);
  }

  @Test
  void refusesMoreDocumentsThanAVersionMayKnow() {
    List<StoredFile> many = new ArrayList<>();
    for (int i = 0; i <= Ingestion.DOCUMENTS_MAX; i++) {
      many.add(new StoredFile("f" + i, "0".repeat(64), 1));
    }
    assertThatIllegalArgumentException().isThrownBy(() -> ingestion.run(order(1, many)));
  }

  @Test
  void takesTheNearestDescriptionOfAFile() {
    Map<String, Object> nested =
        Map.of(
            "prices", Map.of("rooms.pdf", "room prices", "old", "prices of past years"),
            "house", "all about the house",
            "a/b.txt", "by its whole path");

    assertThat(Descriptions.of(nested, "prices/rooms.pdf")).isEqualTo("room prices");
    assertThat(Descriptions.of(nested, "prices/old/2020.pdf")).isEqualTo("prices of past years");
    assertThat(Descriptions.of(nested, "house/rules.md")).isEqualTo("all about the house");
    assertThat(Descriptions.of(nested, "a/b.txt")).isEqualTo("by its whole path");
    assertThat(Descriptions.of(nested, "prices/none.pdf")).isEmpty();
    assertThat(Descriptions.of(nested, "none.pdf")).isEmpty();
  }
}
