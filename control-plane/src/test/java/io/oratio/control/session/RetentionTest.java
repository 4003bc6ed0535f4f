package io.oratio.control.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.domain.Samples;
import io.oratio.domain.audit.AuditChain;
import io.oratio.domain.audit.AuditEntry;
import io.oratio.domain.audit.InMemoryAuditLog;
import io.oratio.domain.object.InMemoryObjectStore;
import io.oratio.domain.session.InMemorySessions;
import io.oratio.domain.tenant.InMemoryTenantPolicies;
import io.oratio.domain.tenant.InMemoryTenants;
import io.oratio.domain.tenant.Tenant;
import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.tenant.TenantPolicy;
import io.oratio.domain.tool.InMemoryToolExecutions;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RetentionTest {
  private final TenantId tenant = Samples.newTenant();
  private final InMemoryTenants tenants = new InMemoryTenants();
  private final InMemoryTenantPolicies policies = new InMemoryTenantPolicies();
  private final InMemorySessions sessions = new InMemorySessions();
  private final InMemoryToolExecutions executions = new InMemoryToolExecutions();
  private final InMemoryObjectStore objects = new InMemoryObjectStore();
  private final InMemoryAuditLog audit = new InMemoryAuditLog();
  private final RetentionProofs proofs = new RetentionProofs(audit);
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Samples.MORNING.plus(Duration.ofDays(100)));
  private final Retention retention =
      new Retention(
          tenants,
          policies,
          sessions,
          new SessionDeletion(sessions, executions, objects, audit, now::get),
          audit,
          proofs,
          now::get);

  @BeforeEach
  void settle() throws Exception {
    tenants.save(new Tenant(tenant, "Hotel", Samples.MORNING));
    for (int day = 0; day < 4; day++) {
      write("ses_" + day, day);
    }
  }

  @Test
  void removesNothingAndProvesNothingWhereEverythingIsKept() {
    retention.run();
    assertThat(sessions.recent(tenant, 10)).hasSize(4);
    assertThat(audit.entries(tenant, 0, 10)).isEmpty();
    assertThat(proofs.last(tenant)).isEmpty();
  }

  @Test
  void removesOldSessionsWithTheirRecordingsAndProvesIt() throws Exception {
    keep(OptionalInt.of(98), OptionalInt.empty());
    sessions.open(Samples.session(tenant, "still_talking", Samples.MORNING));
    TenantId other = Samples.newTenant();
    sessions.open(Samples.session(other, "ses_0", Samples.MORNING));
    executions.begin(Samples.toolExecution(tenant, "ses_0", "deed"));
    executions.begin(Samples.toolExecution(tenant, "ses_2", "deed"));
    executions.begin(Samples.toolExecution(other, "ses_0", "deed"));

    retention.run();

    assertThat(executions.ofSession(tenant, "ses_0")).isEmpty();
    assertThat(executions.ofSession(tenant, "ses_2")).hasSize(1);
    assertThat(executions.ofSession(other, "ses_0")).hasSize(1);

    assertThat(sessions.recent(tenant, 10))
        .extracting(it -> it.sessionId())
        .containsExactly("ses_3", "ses_2", "still_talking");
    assertThat(sessions.find(other, "ses_0")).isPresent();
    assertThat(objects.size(Recorded.name("ses_0"))).isEmpty();
    assertThat(objects.size(Recorded.name("ses_2"))).isPresent();
    RetentionProof proof = proofs.last(tenant).orElseThrow();
    assertThat(proof.sessions()).isEqualTo(2);
    assertThat(proof.recordings()).isEqualTo(2);
    assertThat(proof.deletedBefore()).isEqualTo(now.get().minus(Duration.ofDays(98)));
    assertThat(proof.hash())
        .isEqualTo(sha256("recording ses_0\nsession ses_0\nrecording ses_1\nsession ses_1\n"));
    AuditEntry entry = audit.latest(tenant, Long.MAX_VALUE, 1).getFirst();
    assertThat(entry.action()).isEqualTo("retention.run");
    assertThat(entry.details()).contains(proof.hash());
    assertThat(AuditChain.verify(AuditChain.End.NONE, audit.entries(tenant, 0, 100)))
        .isInstanceOf(AuditChain.Verdict.Intact.class);
  }

  @Test
  void removesRecordingsBeforeTheirSessions() throws Exception {
    keep(OptionalInt.empty(), OptionalInt.of(98));
    retention.run();
    assertThat(sessions.recent(tenant, 10)).hasSize(4);
    assertThat(objects.size(Recorded.name("ses_1"))).isEmpty();
    assertThat(objects.size(Recorded.name("ses_2"))).isPresent();
    assertThat(sessions.find(tenant, "ses_1").orElseThrow().audioRecordingUrl()).isEmpty();
    assertThat(sessions.find(tenant, "ses_2").orElseThrow().audioRecordingUrl()).isPresent();
    assertThat(proofs.last(tenant).orElseThrow().recordings()).isEqualTo(2);

    now.set(now.get().plus(Duration.ofDays(1)));
    retention.run();
    assertThat(objects.size(Recorded.name("ses_2"))).isEmpty();
    assertThat(proofs.last(tenant).orElseThrow().recordings()).isEqualTo(1);
  }

  @Test
  void removesMoreThanABatch() throws Exception {
    for (int i = 0; i < 450; i++) {
      sessions.open(Samples.session(tenant, "many_" + i, Samples.MORNING.plusSeconds(i)));
      sessions.complete(tenant, "many_" + i, Samples.completion(Samples.MORNING.plusSeconds(900)));
    }
    keep(OptionalInt.of(1), OptionalInt.empty());
    retention.run();
    assertThat(sessions.recent(tenant, 10)).isEmpty();
    assertThat(proofs.last(tenant).orElseThrow().sessions()).isEqualTo(454);
  }

  @Test
  void findsTheLastProofBehindManyOtherEntries() {
    keep(OptionalInt.of(98), OptionalInt.empty());
    retention.run();
    assertThat(proofs.last(tenant)).map(RetentionProof::sessions).contains(2L);
    for (int i = 0; i < 2500; i++) {
      audit.append(tenant, now.get(), "user/1", "recording.opened", "session/1", "");
    }
    assertThat(proofs.last(tenant)).map(RetentionProof::sessions).contains(2L);
    assertThat(new RetentionProofs(audit).last(tenant)).map(RetentionProof::sessions).contains(2L);
    retention.run();
    assertThat(proofs.last(tenant)).map(RetentionProof::sessions).contains(0L);
  }

  private void write(String id, int day) throws Exception {
    Instant begin = Samples.MORNING.plus(Duration.ofDays(day));
    sessions.open(Samples.session(tenant, id, begin));
    sessions.complete(tenant, id, Samples.completion(begin.plusSeconds(60)));
    Recorded.of(objects, id, 10);
  }

  private void keep(OptionalInt sessionDays, OptionalInt recordingDays) {
    TenantPolicy usual = TenantPolicy.usual(tenant);
    policies.save(
        new TenantPolicy(
            tenant,
            usual.homeCountry(),
            usual.allowedDestinations(),
            usual.maxOutboundCalls(),
            recordingDays,
            sessionDays,
            now.get()));
  }

  private static String sha256(String text) throws Exception {
    return HexFormat.of()
        .formatHex(
            MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
  }
}
