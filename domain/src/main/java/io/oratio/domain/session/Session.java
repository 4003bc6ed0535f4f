package io.oratio.domain.session;

import io.oratio.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// One conversation on any channel. Its turns are kept apart ([Sessions#turns]) since they have no
/// upper number.
///
/// @param node the gateway process that holds it: after a crash that node closes what it left open
/// @param dialled the number or SIP user that was called; blank where there is none
/// @param engine the speech engine that answered, for example `nova`
/// @param endTime empty while it lasts
/// @param audioRecordingUrl the object's name, `oratio-recordings/{sessionId}/audio.wav`; empty
///   when not recorded
/// @param messageCount turns written so far
public record Session(
    TenantId tenantId,
    String sessionId,
    String agentId,
    int agentVersion,
    String userId,
    String node,
    SessionType sessionType,
    Channel channel,
    SessionStatus status,
    String dialled,
    String engine,
    Instant startTime,
    Optional<Instant> endTime,
    int messageCount,
    Optional<String> audioRecordingUrl,
    boolean handoffRequested,
    Optional<String> handoffReason,
    CustomerMetadata customerMetadata,
    Optional<Ending> ending,
    Optional<LineQuality> lineQuality) {
  /// How long it lasted; empty while it lasts.
  public Optional<Duration> duration() {
    return endTime.map(end -> Duration.between(startTime, end));
  }

  /// The same session closed; the turns counted by the store.
  public Session closed(Completion completion, int turns) {
    return new Session(
        tenantId,
        sessionId,
        agentId,
        agentVersion,
        userId,
        node,
        sessionType,
        channel,
        completion.status(),
        dialled,
        engine,
        startTime,
        Optional.of(completion.endTime()),
        turns,
        completion.audioRecordingUrl(),
        handoffRequested || completion.handoffReason().isPresent(),
        completion.handoffReason().or(() -> handoffReason),
        customerMetadata,
        Optional.of(completion.ending()),
        completion.lineQuality());
  }

  /// What is known when a conversation ends.
  public record Completion(
      SessionStatus status,
      Instant endTime,
      Ending ending,
      Optional<String> audioRecordingUrl,
      Optional<String> handoffReason,
      Optional<LineQuality> lineQuality) {}
}
