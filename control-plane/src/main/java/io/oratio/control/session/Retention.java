package io.oratio.control.session;

import io.oratio.domain.audit.AuditLog;
import io.oratio.domain.page.Cursor;
import io.oratio.domain.page.Page;
import io.oratio.domain.session.Session;
import io.oratio.domain.session.SessionFilter;
import io.oratio.domain.session.Sessions;
import io.oratio.domain.tenant.Tenant;
import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.tenant.TenantPolicies;
import io.oratio.domain.tenant.TenantPolicy;
import io.oratio.domain.tenant.Tenants;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Removes what tenants keep no longer, and proves it: each run of a tenant that has a policy is
/// one entry of its audit log ([RetentionProof]). Two that run at the same time share the work:
/// each counts only what it removed itself. Blocks.
public final class Retention {
  private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
  private static final int BATCH = 200;

  /// The most that one run removes from one tenant; the next goes on.
  private static final int REMOVALS_MAX = 50_000;

  /// A session that began before the last run but ended after it is looked at again for so long.
  private static final Duration LONGEST_SESSION = Duration.ofDays(2);

  private final Tenants tenants;
  private final TenantPolicies policies;
  private final Sessions sessions;
  private final SessionDeletion deletion;
  private final AuditLog audit;
  private final RetentionProofs proofs;
  private final InstantSource clock;

  Retention(
      Tenants tenants,
      TenantPolicies policies,
      Sessions sessions,
      SessionDeletion deletion,
      AuditLog audit,
      RetentionProofs proofs,
      InstantSource clock) {
    this.tenants = tenants;
    this.policies = policies;
    this.sessions = sessions;
    this.deletion = deletion;
    this.audit = audit;
    this.proofs = proofs;
    this.clock = clock;
  }

  /// Goes through all tenants. What fails for one does not keep the others from theirs.
  public void run() {
    for (Tenant tenant : tenants.all()) {
      if (Thread.currentThread().isInterrupted()) {
        return;
      }
      try {
        run(tenant.tenantId());
      } catch (RuntimeException failure) {
        LOG.error(
            "retention of tenant {} failed; the next run goes on", tenant.tenantId(), failure);
      }
    }
  }

  /// Removes what this tenant keeps no longer.
  ///
  /// @return the proof; empty if the tenant keeps everything
  Optional<RetentionProof> run(TenantId tenantId) {
    TenantPolicy policy = policies.find(tenantId);
    if (policy.sessionRetentionDays().isEmpty() && policy.recordingRetentionDays().isEmpty()) {
      return Optional.empty();
    }
    Instant startedAt = clock.instant();
    Optional<Instant> sessionsBefore =
        policy.sessionRetentionDays().stream().mapToObj(it -> days(startedAt, it)).findFirst();
    Optional<Instant> recordingsBefore =
        policy.recordingRetentionDays().stream().mapToObj(it -> days(startedAt, it)).findFirst();
    RetentionProof.Tally tally = new RetentionProof.Tally();
    Instant recordingsUpTo = Instant.EPOCH;
    try {
      sessionsBefore.ifPresent(it -> removeSessions(tenantId, it, tally));
      if (recordingsBefore.isPresent()) {
        recordingsUpTo = removeRecordings(tenantId, recordingsBefore.get(), tally);
      }
    } finally {
      // What was removed until it failed is proven too.
      audit(tenantId, startedAt, sessionsBefore.or(() -> recordingsBefore), recordingsUpTo, tally);
    }
    return proofs.last(tenantId);
  }

  private void audit(
      TenantId tenantId,
      Instant startedAt,
      Optional<Instant> before,
      Instant recordingsUpTo,
      RetentionProof.Tally tally) {
    Instant now = clock.instant();
    RetentionProof proof =
        new RetentionProof(
            startedAt,
            now,
            before.orElse(Instant.EPOCH),
            recordingsUpTo,
            tally.sessions(),
            tally.recordings(),
            tally.hash());
    audit.append(tenantId, now, "system", RetentionProof.ACTION, "tenant", proof.details());
  }

  private void removeSessions(TenantId tenantId, Instant before, RetentionProof.Tally tally) {
    while (tally.sessions() < REMOVALS_MAX) {
      List<Session> old = sessions.olderThan(tenantId, before, BATCH);
      long already = tally.sessions();
      for (Session session : old) {
        SessionDeletion.Removed removed = deletion.remove(session);
        if (removed.recording()) {
          tally.recording(session.sessionId());
        }
        if (removed.session()) {
          tally.session(session.sessionId());
        }
      }
      // A list that lags shows what is gone: it comes to an end where nothing was removed.
      if (old.size() < BATCH || tally.sessions() == already) {
        return;
      }
    }
  }

  /// Sessions stay, so they are gone through by their time: from where the last run came to.
  ///
  /// @return up to where recordings are gone
  private Instant removeRecordings(TenantId tenantId, Instant before, RetentionProof.Tally tally) {
    Instant from =
        proofs
            .last(tenantId)
            .map(RetentionProof::recordingsBefore)
            .filter(it -> it.isAfter(Instant.EPOCH))
            .map(it -> it.minus(LONGEST_SESSION))
            .orElse(Instant.EPOCH);
    if (!from.isBefore(before)) {
      return before;
    }
    SessionFilter filter = SessionFilter.all().between(from, before);
    Optional<Cursor> after = Optional.empty();
    do {
      Page<Session> page = sessions.search(tenantId, filter, after, BATCH);
      for (Session session : page.items()) {
        if (session.endTime().isPresent()
            && session.audioRecordingUrl().isPresent()
            && deletion.removeRecording(session)) {
          tally.recording(session.sessionId());
        }
      }
      after = page.next();
    } while (after.isPresent() && tally.recordings() < REMOVALS_MAX);
    // Cut short by the limit: the next run begins where this one did.
    return after.isEmpty() ? before : from;
  }

  private static Instant days(Instant now, int days) {
    return now.minus(Duration.ofDays(days));
  }
}
