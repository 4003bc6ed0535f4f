package io.oratio.domain.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.oratio.domain.Samples;
import io.oratio.domain.tenant.TenantId;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KnowledgeTest {
  private static final TenantId TENANT = Samples.newTenant();

  @Test
  void namesTheKnowledgeOfAVersion() {
    assertThat(KnowledgeBase.idOf("reception", 12)).isEqualTo("reception.12");
  }

  @Test
  void isReadyFromAMomentOnAndElseTheSame() {
    KnowledgeBase base = Samples.knowledgeBase(TENANT, 2);
    Instant then = Samples.MORNING.plusSeconds(5);
    KnowledgeBase ready = base.as(KnowledgeStatus.READY, then);
    assertThat(ready.status()).isEqualTo(KnowledgeStatus.READY);
    assertThat(ready.updatedAt()).isEqualTo(then);
    assertThat(ready.as(KnowledgeStatus.NOTREADY, base.updatedAt())).isEqualTo(base);
  }

  @Test
  void refusesAKnowledgeBaseWithoutAnIdOrOfNoVersion() {
    assertThatIllegalArgumentException().isThrownBy(() -> base(" ", 1));
    assertThatIllegalArgumentException().isThrownBy(() -> base("k".repeat(129), 1));
    assertThatIllegalArgumentException().isThrownBy(() -> base("reception.0", 0));
    assertThatIllegalArgumentException().isThrownBy(() -> Samples.document(TENANT, "", "a.md"));
  }

  @Test
  void refusesAPathThatIsTooLongAndCutsTheWordsOfARefusal() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Samples.document(TENANT, "reception.1", "x".repeat(2049)));
    KnowledgeDocument refused =
        new KnowledgeDocument(
            TENANT,
            "reception.1",
            "a.pdf",
            KnowledgeDocument.Source.FILE,
            "",
            "",
            1,
            "",
            KnowledgeDocument.State.REFUSED,
            Optional.of("e\u0000".repeat(2000)),
            0,
            Samples.MORNING);
    assertThat(refused.error().orElseThrow()).hasSize(1024).startsWith("e\uFFFD");
  }

  @Test
  void saysItsWordsAsTheWireDoes() {
    for (KnowledgeStatus each : KnowledgeStatus.values()) {
      assertThat(KnowledgeStatus.fromWire(each.wireName())).isEqualTo(each);
    }
    for (KnowledgeDocument.Source each : KnowledgeDocument.Source.values()) {
      assertThat(KnowledgeDocument.Source.fromWire(each.wireName())).isEqualTo(each);
    }
    for (KnowledgeDocument.State each : KnowledgeDocument.State.values()) {
      assertThat(KnowledgeDocument.State.fromWire(each.wireName())).isEqualTo(each);
    }
    assertThat(KnowledgeStatus.NOTREADY.wireName()).isEqualTo("notready");
    assertThatIllegalArgumentException().isThrownBy(() -> KnowledgeStatus.fromWire("done"));
  }

  private static KnowledgeBase base(String id, int version) {
    return new KnowledgeBase(
        TENANT,
        id,
        "",
        "reception",
        version,
        "",
        Optional.empty(),
        KnowledgeStatus.READY,
        "",
        Samples.MORNING,
        Samples.MORNING);
  }
}
