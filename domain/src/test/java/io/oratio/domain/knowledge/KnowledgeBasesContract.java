package io.oratio.domain.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.domain.Samples;
import io.oratio.domain.tenant.TenantId;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What every store of knowledge bases does. The store may hold other tenants' from before.
public abstract class KnowledgeBasesContract {
  private static final String BASE = KnowledgeBase.idOf("reception", 1);

  private final TenantId ours = Samples.newTenant();
  private final TenantId theirs = Samples.newTenant();

  /// The store under test, the same for one test.
  protected abstract KnowledgeBases knowledgeBases();

  @Test
  void keepsEveryPartOfAKnowledgeBase() {
    KnowledgeBase full =
        new KnowledgeBase(
            ours,
            "reception.7#" + Samples.MANY_SCRIPTS,
            Samples.MANY_SCRIPTS,
            "reception",
            7,
            "oratio-knowledge-bases/" + Samples.MANY_SCRIPTS,
            Optional.of("KB123"),
            KnowledgeStatus.FAILED,
            "{ \"b\":1,  \"a\": {\"x\" : \"" + Samples.MANY_SCRIPTS + "\"}}",
            Samples.MORNING,
            Samples.MORNING.plusNanos(1000));
    knowledgeBases().save(full);
    assertThat(knowledgeBases().find(ours, full.knowledgeBaseId())).contains(full);
  }

  @Test
  void keepsAKnowledgeBaseWithNothingOptional() {
    KnowledgeBase bare =
        new KnowledgeBase(
            ours,
            BASE,
            "",
            "reception",
            1,
            "",
            Optional.empty(),
            KnowledgeStatus.NOTREADY,
            "",
            Samples.MORNING,
            Samples.MORNING);
    knowledgeBases().save(bare);
    assertThat(knowledgeBases().find(ours, BASE)).contains(bare);
  }

  @Test
  void replacesTheKnowledgeBaseOfTheSameId() {
    KnowledgeBase before = Samples.knowledgeBase(ours, 1);
    knowledgeBases().save(before);
    KnowledgeBase after = before.as(KnowledgeStatus.READY, Samples.MORNING.plusSeconds(9));
    knowledgeBases().save(after);
    assertThat(knowledgeBases().list(ours)).containsExactly(after);
  }

  @Test
  void listsOnlyTheTenantsKnowledgeBasesOrderedById() {
    for (int version : new int[] {2, 10, 1}) {
      knowledgeBases().save(Samples.knowledgeBase(ours, version));
    }
    knowledgeBases().save(Samples.knowledgeBase(theirs, 3));
    assertThat(knowledgeBases().list(ours))
        .extracting(KnowledgeBase::knowledgeBaseId)
        .containsExactly("reception.1", "reception.10", "reception.2");
  }

  @Test
  void answersForAnotherTenantsKnowledgeAsIfItWereNotThere() {
    knowledgeBases().save(Samples.knowledgeBase(theirs, 1));
    KnowledgeDocument document = Samples.document(theirs, BASE, "prices.md");
    knowledgeBases().put(document);
    knowledgeBases().remove(ours, BASE, "prices.md");
    assertThat(knowledgeBases().find(ours, BASE)).isEmpty();
    assertThat(knowledgeBases().list(ours)).isEmpty();
    assertThat(knowledgeBases().documents(ours, BASE)).isEmpty();
    assertThat(knowledgeBases().documents(theirs, BASE)).containsExactly(document);
  }

  @Test
  void keepsEveryPartOfADocument() {
    KnowledgeDocument full =
        new KnowledgeDocument(
            ours,
            BASE,
            "https://example.com/" + Samples.MANY_SCRIPTS,
            KnowledgeDocument.Source.ADDRESS,
            Samples.MANY_SCRIPTS,
            "",
            Long.MAX_VALUE,
            "",
            KnowledgeDocument.State.REFUSED,
            Optional.of("It is encrypted: " + Samples.MANY_SCRIPTS),
            0,
            Samples.MORNING);
    KnowledgeDocument questions =
        new KnowledgeDocument(
            ours,
            BASE,
            "questions",
            KnowledgeDocument.Source.QUESTIONS,
            "",
            "00ff",
            0,
            "application/json",
            KnowledgeDocument.State.WAITING,
            Optional.empty(),
            Integer.MAX_VALUE,
            Samples.MORNING);
    knowledgeBases().put(full);
    knowledgeBases().put(questions);
    assertThat(knowledgeBases().documents(ours, BASE)).containsExactly(full, questions);
  }

  @Test
  void ordersDocumentsByTheBytesOfTheirPaths() {
    List<String> inOrder =
        List.of("", "A/z", "a", "a b", "a/b", "b", "ä", "\uFF5E", "\uD83D\uDC69");
    for (String path : inOrder.reversed()) {
      knowledgeBases().put(Samples.document(ours, BASE, path));
    }
    knowledgeBases().put(Samples.document(ours, "reception.11", "c"));
    assertThat(knowledgeBases().documents(ours, BASE))
        .extracting(KnowledgeDocument::path)
        .containsExactlyElementsOf(inOrder);
  }

  @Test
  void replacesTheDocumentOfTheSamePathHoweverLongItIs() {
    String path = "https://example.com/" + "x".repeat(2028);
    KnowledgeDocument other = Samples.document(ours, BASE, path.substring(0, 2047) + "y");
    KnowledgeDocument before = Samples.document(ours, BASE, path);
    knowledgeBases().put(before);
    knowledgeBases().put(other);
    KnowledgeDocument after =
        new KnowledgeDocument(
            ours,
            BASE,
            path,
            before.source(),
            "another",
            "",
            9,
            "",
            KnowledgeDocument.State.WAITING,
            Optional.empty(),
            0,
            Samples.MORNING);
    knowledgeBases().put(after);
    assertThat(knowledgeBases().documents(ours, BASE)).containsExactly(after, other);
  }

  @Test
  void takesADocumentOutAndDoesNotMindASecondTime() {
    KnowledgeDocument stays = Samples.document(ours, BASE, "prices.md");
    knowledgeBases().put(stays);
    knowledgeBases().put(Samples.document(ours, BASE, "old.md"));
    knowledgeBases().remove(ours, BASE, "old.md");
    knowledgeBases().remove(ours, BASE, "old.md");
    assertThat(knowledgeBases().documents(ours, BASE)).containsExactly(stays);
  }

  @Test
  void givesAllOfManyDocuments() {
    IntStream.range(0, 400)
        .forEach(it -> knowledgeBases().put(Samples.document(ours, BASE, "d" + it)));
    assertThat(knowledgeBases().documents(ours, BASE)).hasSize(400);
  }

  @Test
  void takesOutAllThatAnAgentKnows() {
    KnowledgeBase first = Samples.knowledgeBase(ours, 1);
    KnowledgeBase second = Samples.knowledgeBase(ours, 2);
    KnowledgeBase foreign = Samples.knowledgeBase(theirs, 1);
    KnowledgeBase other =
        new KnowledgeBase(
            ours,
            KnowledgeBase.idOf("sales", 1),
            "user-1",
            "sales",
            1,
            "",
            java.util.Optional.empty(),
            KnowledgeStatus.READY,
            "{}",
            Samples.MORNING,
            Samples.MORNING);
    for (KnowledgeBase each : java.util.List.of(first, second, foreign, other)) {
      knowledgeBases().save(each);
      knowledgeBases().put(Samples.document(each.tenantId(), each.knowledgeBaseId(), "prices.md"));
      knowledgeBases().put(Samples.document(each.tenantId(), each.knowledgeBaseId(), "b.md"));
    }
    assertThat(knowledgeBases().removeOf(ours, "reception"))
        .containsExactlyInAnyOrder(first, second);
    assertThat(knowledgeBases().removeOf(ours, "reception")).isEmpty();
    assertThat(knowledgeBases().list(ours)).containsExactly(other);
    assertThat(knowledgeBases().documents(ours, first.knowledgeBaseId())).isEmpty();
    assertThat(knowledgeBases().documents(ours, second.knowledgeBaseId())).isEmpty();
    assertThat(knowledgeBases().documents(ours, other.knowledgeBaseId())).hasSize(2);
    assertThat(knowledgeBases().documents(theirs, foreign.knowledgeBaseId())).hasSize(2);
  }
}
