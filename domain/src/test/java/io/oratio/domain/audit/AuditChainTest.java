package io.oratio.domain.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.oratio.domain.Samples;
import io.oratio.domain.audit.AuditChain.Break;
import io.oratio.domain.audit.AuditChain.End;
import io.oratio.domain.audit.AuditChain.Verdict;
import io.oratio.domain.tenant.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuditChainTest {
  private static final TenantId TENANT = new TenantId("acme");

  @Test
  void hashesTheCanonicalFormAsAnotherLanguageDoes() {
    AuditEntry first = following(0, AuditEntry.NO_HASH, "{\"name\":\"Grüße\"}");
    assertThat(first.hash())
        .isEqualTo("79d78e24e8cc70ca09e5e6fed7291563d0fceceddb7434e0619c9049f849b925");
    assertThat(first.isIntact()).isTrue();
  }

  @Test
  void findsAChainIntactPageByPage() {
    List<AuditEntry> chain = chain(5);
    Verdict page = AuditChain.verify(End.NONE, chain.subList(0, 2));
    assertThat(page).isEqualTo(new Verdict.Intact(new End(2, chain.get(1).hash())));
    assertThat(AuditChain.verify(((Verdict.Intact) page).end(), chain.subList(2, 5)))
        .isEqualTo(new Verdict.Intact(new End(5, chain.get(4).hash())));
    assertThat(AuditChain.verify(End.NONE, List.of())).isEqualTo(new Verdict.Intact(End.NONE));
  }

  @Test
  void findsWhatWasChanged() {
    List<AuditEntry> chain = chain(5);
    AuditEntry third = chain.get(2);
    chain.set(2, aboutAnother(third));
    assertThat(AuditChain.verify(End.NONE, chain)).isEqualTo(new Verdict.Broken(3, Break.CHANGED));
  }

  @Test
  void findsWhereAnEntryWasReplacedByAnotherWithARightHash() {
    List<AuditEntry> chain = chain(5);
    chain.set(2, following(2, chain.get(1).hash(), "{\"forged\":true}"));
    assertThat(AuditChain.verify(End.NONE, chain))
        .isEqualTo(new Verdict.Broken(4, Break.OTHER_BEFORE));
  }

  @Test
  void findsWhatWasLeftOutOrPutElsewhere() {
    List<AuditEntry> chain = chain(5);
    chain.remove(2);
    assertThat(AuditChain.verify(End.NONE, chain)).isEqualTo(new Verdict.Broken(3, Break.MISSING));
    List<AuditEntry> headless = chain(5).subList(1, 5);
    assertThat(AuditChain.verify(End.NONE, headless))
        .isEqualTo(new Verdict.Broken(1, Break.MISSING));
    List<AuditEntry> doubled = chain(2);
    doubled.add(doubled.get(1));
    assertThat(AuditChain.verify(End.NONE, doubled))
        .isEqualTo(new Verdict.Broken(3, Break.MISSING));
  }

  @Test
  void tellsFieldsApartThatReadAlikeTogether() {
    AuditEntry one = with("user/1", "ab", "c");
    AuditEntry other = with("user/1", "a", "bc");
    assertThat(one.hash()).isNotEqualTo(other.hash());
  }

  @Test
  void printsNoDetails() {
    assertThat(following(0, AuditEntry.NO_HASH, "{\"to\":\"alice@example.com\"}"))
        .asString()
        .contains("acme 1 user/1 key.revoked")
        .doesNotContain("alice");
  }

  @Test
  void refusesAnEntryOutOfShape() {
    for (String action : new String[] {"", "Key", "a b", "a".repeat(65)}) {
      assertThatIllegalArgumentException().isThrownBy(() -> with("user/1", action, ""));
    }
    assertThatIllegalArgumentException().isThrownBy(() -> with(" ", "a", ""));
    assertThatIllegalArgumentException().isThrownBy(() -> with("x".repeat(129), "a", ""));
    assertThatIllegalArgumentException().isThrownBy(() -> with("user/1", "a", "x".repeat(257)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> following(0, AuditEntry.NO_HASH, "x".repeat(4097)));
    assertThatIllegalArgumentException().isThrownBy(() -> following(-1, AuditEntry.NO_HASH, ""));
  }

  private static List<AuditEntry> chain(int length) {
    List<AuditEntry> chain = new ArrayList<>();
    String hash = AuditEntry.NO_HASH;
    for (int i = 0; i < length; i++) {
      chain.add(following(i, hash, "{\"n\":" + i + "}"));
      hash = chain.getLast().hash();
    }
    return chain;
  }

  private static AuditEntry following(long last, String previousHash, String details) {
    return AuditEntry.following(
        last,
        previousHash,
        TENANT,
        Instant.parse("2026-11-21T08:00:00.5Z"),
        "user/1",
        "key.revoked",
        "key/abc",
        details);
  }

  private static AuditEntry with(String actor, String action, String subject) {
    return AuditEntry.following(
        0, AuditEntry.NO_HASH, TENANT, Samples.MORNING, actor, action, subject, "");
  }

  private static AuditEntry aboutAnother(AuditEntry entry) {
    return new AuditEntry(
        entry.tenantId(),
        entry.sequence(),
        entry.at(),
        entry.actor(),
        entry.action(),
        "key/other",
        entry.details(),
        entry.previousHash(),
        entry.hash());
  }
}
