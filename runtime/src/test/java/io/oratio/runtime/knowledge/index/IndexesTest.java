package io.oratio.runtime.knowledge.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oratio.domain.tenant.TenantId;
import io.oratio.runtime.knowledge.Embedder;
import io.oratio.runtime.knowledge.Found;
import io.oratio.runtime.knowledge.embed.HashEmbedder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class IndexesTest {
  private static final IndexKey HOTEL = new IndexKey(new TenantId("t1"), "hotel", 1);
  private final HashEmbedder embedder = new HashEmbedder();
  private final AtomicInteger number = new AtomicInteger();
  private final Supplier<String> ids = () -> Integer.toString(number.incrementAndGet());

  @TempDir private Path root;
  private Indexes indexes;

  @BeforeEach
  void open() throws IOException {
    indexes = new Indexes(root, embedder, ids, 4);
  }

  @AfterEach
  void close() throws IOException {
    indexes.close();
  }

  private static Entry entry(String path, String place, String text) {
    return Entry.ofDocument(path, "", place, "", text);
  }

  private static final List<Entry> ROOMS =
      List.of(
          entry("rooms.md", "Rooms > Double", "A double room costs 120 euros a night."),
          entry("rooms.md", "Rooms > Breakfast", "Breakfast is served from seven to ten."),
          entry("dogs.md", "Animals", "Dogs stay for 15 euros and sleep on their own blanket."));

  @Test
  void findsThePassageThatSharesTheQuestionsWordsAndSaysWhereItStands() throws IOException {
    indexes.replace(HOTEL, ROOMS, "en", "f");

    Found found = indexes.search(HOTEL, "When is breakfast served?", 3);

    assertThat(found.passages().getFirst().path()).isEqualTo("rooms.md");
    assertThat(found.passages().getFirst().place()).isEqualTo("Rooms > Breakfast");
    assertThat(found.passages().getFirst().text()).startsWith("Breakfast");
    assertThat(found.passages().getFirst().score()).isBetween(0.0, 1.0);
    assertThat(found.passages())
        .isSortedAccordingTo((a, b) -> Double.compare(b.score(), a.score()));
  }

  @Test
  void findsStemsAndWordsWithoutTheirAccents() throws IOException {
    indexes.replace(
        HOTEL,
        List.of(entry("a.md", "", "The café sells cakes."), entry("b.md", "", "Parking is free.")),
        "en",
        "f");

    assertThat(indexes.search(HOTEL, "cafe selling cake", 1).passages().getFirst().path())
        .isEqualTo("a.md");
  }

  @Test
  void comparesWordsOfOtherLanguagesAsTheyStand() throws IOException {
    indexes.replace(
        HOTEL,
        List.of(
            entry("a.md", "", "Das Frühstück gibt es ab sieben."),
            entry("b.md", "", "Hunde sind willkommen.")),
        "de-AT",
        "f");

    assertThat(indexes.search(HOTEL, "Wann gibt es Frühstück?", 1).passages().getFirst().path())
        .isEqualTo("a.md");
  }

  @Test
  void findsNothingWhereThereIsNothing() throws IOException {
    assertThat(indexes.search(HOTEL, "breakfast", 3)).isEqualTo(Found.NOTHING);
    indexes.replace(HOTEL, List.of(), "en", "f");
    assertThat(indexes.search(HOTEL, "breakfast", 3).passages()).isEmpty();
    indexes.replace(HOTEL, ROOMS, "en", "f");
    assertThat(indexes.search(HOTEL, "  ", 3)).isEqualTo(Found.NOTHING);
    assertThat(indexes.search(HOTEL, "?!", 3).isEnough()).isFalse();
    assertThatIllegalArgumentException().isThrownBy(() -> indexes.search(HOTEL, "a", 21));
  }

  @Test
  void neverFindsWhatAnotherTenantOrAgentOrVersionKnows() throws IOException {
    indexes.replace(HOTEL, ROOMS, "en", "f");

    for (IndexKey other :
        List.of(
            new IndexKey(new TenantId("t2"), "hotel", 1),
            new IndexKey(new TenantId("t1"), "motel", 1),
            new IndexKey(new TenantId("t1"), "hotel", 2))) {
      assertThat(indexes.search(other, "When is breakfast served?", 3)).isEqualTo(Found.NOTHING);
    }
  }

  @Test
  void refusesAnAgentsIdThatWouldLeaveItsFolder() {
    for (String id : List.of("..", ".", "a/b", "", "a\\b", ".hidden")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new IndexKey(new TenantId("t1"), id, 1));
    }
  }

  @Test
  void answersAQuestionAsItsOwnerWroteItAndReturnsTheAnswer() throws IOException {
    List<Entry> entries = new ArrayList<>(ROOMS);
    entries.add(
        new Entry(
            "questions",
            "Questions and answers",
            "",
            "",
            "Yes, by the lift in the north wing.",
            List.of("Is there step-free access?", "Can I come with a wheelchair?")));
    indexes.replace(HOTEL, entries, "en", "f");

    Found found = indexes.search(HOTEL, "Can I come with a wheelchair?", 3);

    assertThat(found.passages().getFirst().text()).isEqualTo("Yes, by the lift in the north wing.");
    assertThat(found.isEnough()).isTrue();
    assertThat(found.passages()).extracting(it -> it.text()).doesNotHaveDuplicates();
  }

  @Test
  void usesTheOwnersDescriptionOfADocument() throws IOException {
    indexes.replace(
        HOTEL,
        List.of(
            Entry.ofDocument("x1.csv", "", "", "prices of the ski lift", "Adult: 40. Child: 20."),
            Entry.ofDocument("x2.csv", "", "", "prices of the sauna", "Adult: 9. Child: 4.")),
        "en",
        "f");

    assertThat(indexes.search(HOTEL, "what does the sauna cost", 1).passages().getFirst().path())
        .isEqualTo("x2.csv");
    assertThat(indexes.search(HOTEL, "ski lift prices", 1).passages().getFirst().path())
        .isEqualTo("x1.csv");
  }

  @Test
  void embedsOnlyWhatNoVersionOfTheAgentHad() throws IOException {
    indexes.replace(HOTEL, ROOMS, "en", "f");
    assertThat(embedder.embedded()).isEqualTo(3);

    indexes.replace(HOTEL, ROOMS, "en", "f");
    assertThat(embedder.embedded()).isEqualTo(3);

    List<Entry> changed = new ArrayList<>(ROOMS);
    changed.set(2, entry("dogs.md", "Animals", "No dogs."));
    indexes.replace(new IndexKey(HOTEL.tenantId(), HOTEL.agentId(), 2), changed, "en", "f");
    assertThat(embedder.embedded()).isEqualTo(4);
  }

  @Test
  void embedsAgainOnlyTheRecordThatWasCutShort() throws IOException {
    indexes.replace(HOTEL, ROOMS, "en", "f");
    Path cache = vectors();
    byte[] whole = Files.readAllBytes(cache);
    Files.write(cache, java.util.Arrays.copyOf(whole, whole.length - 7));

    indexes.replace(HOTEL, ROOMS, "en", "f");

    assertThat(embedder.embedded()).isEqualTo(4);
    assertThat(Files.size(cache)).isEqualTo(whole.length);
  }

  private Path vectors() throws IOException {
    try (Stream<Path> files = Files.list(root.resolve("t1").resolve("hotel"))) {
      return files.filter(it -> it.toString().endsWith(".bin")).findFirst().orElseThrow();
    }
  }

  @Test
  void doesNotServeAnIndexMadeWithAnotherEmbedder() throws IOException {
    indexes.replace(HOTEL, ROOMS, "en", "f");
    assertThat(indexes.isReady(HOTEL)).isTrue();

    try (Indexes others = new Indexes(root, new HashEmbedder("another"), ids, 4)) {
      assertThat(others.isReady(HOTEL)).isFalse();
      assertThat(others.search(HOTEL, "breakfast", 3)).isEqualTo(Found.NOTHING);
      others.replace(HOTEL, ROOMS, "en", "f");
      assertThat(others.search(HOTEL, "breakfast", 3).passages()).isNotEmpty();
    }
  }

  @Test
  void servesTheOldIndexWhenABuildFails() throws IOException {
    indexes.replace(HOTEL, ROOMS, "en", "f");
    Embedder failing = new FailingEmbedder();

    try (Indexes broken = new Indexes(root, failing, ids, 4)) {
      assertThatThrownBy(
              () -> broken.replace(HOTEL, List.of(entry("new.md", "", "unheard of")), "en", "f"))
          .isInstanceOf(IllegalStateException.class);
    }

    assertThat(indexes.search(HOTEL, "breakfast", 1).passages()).isNotEmpty();
    assertThat(generations()).hasSize(1);
  }

  @Test
  void takesWhatAnotherProcessBuilt() throws IOException {
    indexes.replace(HOTEL, ROOMS, "en", "f");
    indexes.search(HOTEL, "breakfast", 1);

    try (Indexes other = new Indexes(root, embedder, ids, 4)) {
      other.replace(HOTEL, List.of(entry("new.md", "", "Breakfast costs 12 euros.")), "en", "f");
    }

    assertThat(indexes.search(HOTEL, "breakfast", 1).passages().getFirst().path())
        .isEqualTo("new.md");
  }

  @Test
  void keepsOnlySoManyIndexesOpenAndOpensTheOthersAgain() throws IOException {
    for (int version = 1; version <= 6; version++) {
      indexes.replace(new IndexKey(HOTEL.tenantId(), "hotel", version), ROOMS, "en", "f");
    }
    for (int round = 0; round < 2; round++) {
      for (int version = 1; version <= 6; version++) {
        IndexKey key = new IndexKey(HOTEL.tenantId(), "hotel", version);
        assertThat(indexes.search(key, "breakfast", 1).passages()).hasSize(1);
      }
    }
  }

  @Test
  void isSearchedWhileItIsReplacedAndNeverFindsHalfOfIt() throws Exception {
    indexes.replace(HOTEL, ROOMS, "en", "f");
    AtomicBoolean isOver = new AtomicBoolean();
    try (ExecutorService searchers = Executors.newFixedThreadPool(2)) {
      List<Future<Integer>> all = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        all.add(
            searchers.submit(
                () -> {
                  int searches = 0;
                  do {
                    assertThat(indexes.search(HOTEL, "breakfast", 10).passages()).hasSize(3);
                    searches++;
                  } while (!isOver.get());
                  return searches;
                }));
      }
      for (int i = 0; i < 10; i++) {
        indexes.replace(HOTEL, ROOMS, "en", "f");
      }
      isOver.set(true);
      for (Future<Integer> it : all) {
        assertThat(it.get()).isPositive();
      }
    }
    assertThat(generations()).hasSize(1);
  }

  @Test
  void removesWhatIsNotNamedByThePointerWhenItStarts() throws IOException {
    indexes.replace(HOTEL, ROOMS, "en", "f");
    Path halfBuilt = root.resolve("t1/hotel/1/gabc");
    Files.createDirectories(halfBuilt);
    Files.writeString(halfBuilt.resolve("_0.cfs"), "half");

    try (Indexes next = new Indexes(root, embedder, ids, 4)) {
      assertThat(halfBuilt).doesNotExist();
      assertThat(next.search(HOTEL, "breakfast", 1).passages()).hasSize(1);
    }
  }

  @Test
  void forgetsARemovedVersion() throws IOException {
    indexes.replace(HOTEL, ROOMS, "en", "f");
    indexes.remove(HOTEL);
    indexes.remove(HOTEL);

    assertThat(indexes.isReady(HOTEL)).isFalse();
  }

  private List<Path> generations() throws IOException {
    try (Stream<Path> files = Files.list(root.resolve("t1/hotel/1"))) {
      return files.filter(Files::isDirectory).toList();
    }
  }

  private static final class FailingEmbedder implements Embedder {
    @Override
    public List<float[]> embed(List<String> texts) {
      throw new IllegalStateException("no model");
    }

    @Override
    public int dimensions() {
      return 256;
    }

    @Override
    public String name() {
      return "hash";
    }

    @Override
    public void close() {}
  }
}
