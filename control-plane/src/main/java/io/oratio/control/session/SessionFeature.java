package io.oratio.control.session;

import io.oratio.domain.audit.AuditLog;
import io.oratio.domain.object.ObjectStore;
import io.oratio.domain.session.Sessions;
import io.oratio.domain.tenant.TenantPolicies;
import io.oratio.domain.tenant.Tenants;
import io.oratio.domain.tool.ToolExecutions;
import java.time.Clock;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires the sessions of the API. It needs [SessionSettings], a [Clock] and the stores.
@Configuration(proxyBeanMethods = false)
public class SessionFeature {
  @Bean
  SessionDeletion sessionDeletion(
      Sessions sessions,
      ToolExecutions executions,
      ObjectStore objects,
      AuditLog audit,
      Clock clock) {
    return new SessionDeletion(sessions, executions, objects, audit, clock);
  }

  @Bean
  RetentionProofs retentionProofs(AuditLog audit) {
    return new RetentionProofs(audit);
  }

  @Bean
  SessionEndpoints sessionEndpoints(Sessions sessions, SessionDeletion deletion) {
    return new SessionEndpoints(sessions, deletion);
  }

  @Bean
  TranscriptEndpoints transcriptEndpoints(Sessions sessions) {
    return new TranscriptEndpoints(sessions);
  }

  @Bean
  RecordingEndpoints recordingEndpoints(
      Sessions sessions,
      ObjectStore objects,
      AuditLog audit,
      SessionSettings settings,
      Clock clock) {
    return new RecordingEndpoints(
        sessions,
        objects,
        audit,
        new RecordingLinks(settings.linkKey(), clock, () -> "lnk_" + UUID.randomUUID().toString()),
        settings.publicUrl(),
        clock);
  }

  @Bean
  ExportEndpoints exportEndpoints(Sessions sessions, AuditLog audit, Clock clock) {
    return new ExportEndpoints(sessions, audit, clock);
  }

  @Bean
  RetentionEndpoints retentionEndpoints(
      TenantPolicies policies, RetentionProofs proofs, AuditLog audit, Clock clock) {
    return new RetentionEndpoints(policies, proofs, audit, clock);
  }

  @Bean
  Retention retention(
      Tenants tenants,
      TenantPolicies policies,
      Sessions sessions,
      SessionDeletion deletion,
      AuditLog audit,
      RetentionProofs proofs,
      Clock clock) {
    return new Retention(tenants, policies, sessions, deletion, audit, proofs, clock);
  }

  @Bean
  RetentionSchedule retentionSchedule(Retention retention, SessionSettings settings) {
    return new RetentionSchedule(retention, settings.retentionEvery());
  }
}
