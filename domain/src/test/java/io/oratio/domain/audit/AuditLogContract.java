package io.oratio.domain.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.oratio.domain.Concurrently;
import io.oratio.domain.Samples;
import io.oratio.domain.tenant.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// What every audit log does. It may hold other tenants' entries from before.
public abstract class AuditLogContract {
  private final TenantId ours = Samples.newTenant();
  private final TenantId theirs = Samples.newTenant();

  /// The log under test, the same for one test.
  protected abstract AuditLog auditLog();

  @Test
  void givesBackEveryPartOfAnEntry() {
    AuditEntry first =
        auditLog()
            .append(
                ours,
                Instant.parse("2026-11-21T08:00:00.123456789Z"),
                Samples.MANY_SCRIPTS,
                "agent.published",
                Samples.MANY_SCRIPTS,
                "{ \"b\":1,  \"a\": \"" + Samples.MANY_SCRIPTS + "\"}");
    assertThat(first.sequence()).isEqualTo(1);
    assertThat(first.at()).isEqualTo(Samples.MORNING);
    assertThat(first.previousHash()).isEqualTo(AuditEntry.NO_HASH);
    AuditEntry second = auditLog().append(ours, Samples.MORNING, "system", "a", "", "");
    assertThat(second.sequence()).isEqualTo(2);
    assertThat(second.previousHash()).isEqualTo(first.hash());
    assertThat(auditLog().entries(ours, 0, 10)).containsExactly(first, second);
    verify(ours, 2);
  }

  @Test
  void keepsAnEntryAsLongAsAnEntryMayBe() {
    AuditEntry longest =
        auditLog()
            .append(
                ours,
                Samples.MORNING,
                "a".repeat(128),
                "a".repeat(64),
                "\u4f60".repeat(85),
                "\u4f60".repeat(1365));
    assertThat(auditLog().latest(ours, Long.MAX_VALUE, 1)).containsExactly(longest);
    verify(ours, 1);
  }

  @Test
  void refusesAnEntryOutOfShapeAndLeavesNoGap() {
    add(ours, 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> auditLog().append(ours, Samples.MORNING, "system", "No!", "", ""));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                auditLog().append(ours, Samples.MORNING, "system", "a", "", "\u4f60".repeat(1366)));
    add(ours, 1);
    verify(ours, 2);
  }

  @Test
  void readsOnFromASequenceAndBackFromOne() {
    add(ours, 12);
    assertThat(auditLog().entries(ours, 2, 3))
        .extracting(AuditEntry::sequence)
        .containsExactly(3L, 4L, 5L);
    assertThat(auditLog().entries(ours, 12, 3)).isEmpty();
    assertThat(auditLog().latest(ours, Long.MAX_VALUE, 3))
        .extracting(AuditEntry::sequence)
        .containsExactly(12L, 11L, 10L);
    assertThat(auditLog().latest(ours, 3, 1000))
        .extracting(AuditEntry::sequence)
        .containsExactly(2L, 1L);
    assertThat(auditLog().latest(ours, 1, 3)).isEmpty();
  }

  @Test
  void knowsWhichEntryWasTheLastBeforeAMoment() {
    assertThat(auditLog().lastBefore(ours, Instant.MAX)).isZero();
    for (int second : new int[] {1, 2, 2, 5, 9}) {
      auditLog().append(ours, Samples.MORNING.plusSeconds(second), "system", "a", "", "");
    }
    assertThat(auditLog().lastBefore(ours, Samples.MORNING)).isZero();
    assertThat(auditLog().lastBefore(ours, Samples.MORNING.plusSeconds(2))).isEqualTo(1);
    assertThat(auditLog().lastBefore(ours, Samples.MORNING.plusSeconds(3))).isEqualTo(3);
    assertThat(auditLog().lastBefore(ours, Samples.MORNING.plusSeconds(9))).isEqualTo(4);
    assertThat(auditLog().lastBefore(ours, Instant.MAX)).isEqualTo(5);
  }

  @Test
  void isOneChainWhoeverAddsAtTheSameTime() throws Exception {
    Queue<AuditEntry> written = new ConcurrentLinkedQueue<>();
    List<Runnable> deeds = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      String subject = "key/" + i;
      deeds.add(
          () ->
              written.add(auditLog().append(ours, Samples.MORNING, "system", "a", subject, "{}")));
      if (i % 4 == 0) {
        deeds.add(() -> add(theirs, 1));
      }
    }
    Concurrently.run(8, deeds);
    assertThat(auditLog().entries(ours, 0, 1000)).containsExactlyInAnyOrderElementsOf(written);
    verify(ours, 40);
    verify(theirs, 10);
  }

  @Test
  void answersForAnotherTenantAsIfNothingWereThere() {
    add(theirs, 1);
    assertThat(auditLog().entries(ours, 0, 10)).isEmpty();
    assertThat(auditLog().latest(ours, Long.MAX_VALUE, 10)).isEmpty();
  }

  @Test
  void refusesALimitOutOfRange() {
    for (int limit : new int[] {-1, 0, 1001}) {
      assertThatIllegalArgumentException().isThrownBy(() -> auditLog().entries(ours, 0, limit));
      assertThatIllegalArgumentException().isThrownBy(() -> auditLog().latest(ours, 9, limit));
    }
  }

  private void add(TenantId tenantId, int times) {
    for (int i = 0; i < times; i++) {
      auditLog().append(tenantId, Samples.MORNING, "user/usr_1", "agent.changed", "agent/1", "{}");
    }
  }

  private void verify(TenantId tenantId, int entries) {
    List<AuditEntry> chain = auditLog().entries(tenantId, 0, 1000);
    assertThat(chain)
        .extracting(AuditEntry::sequence)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, entries).boxed().toList());
    assertThat(AuditChain.verify(AuditChain.End.NONE, chain))
        .isEqualTo(
            new AuditChain.Verdict.Intact(new AuditChain.End(entries, chain.getLast().hash())));
  }
}
