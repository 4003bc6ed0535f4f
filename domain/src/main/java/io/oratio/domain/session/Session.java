package io.oratio.domain.session;

import io.oratio.domain.page.Cursor;
import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.text.Shape;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// One conversation on any channel. Its turns are kept apart ([Sessions#turns]) since they have no
/// upper number.
///
/// @param node the gateway process that holds it: after a crash that node closes what it left open
/// @param dialled the number or SIP user that was called; blank where there is none
/// @param engine the speech engine that answered, for example `nova`
/// @param startTime to the microsecond, as every store keeps it
/// @param endTime empty while it lasts; to the microsecond
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
  /// The limit of the reason for a hand-off, in characters.
  public static final int LONGEST_REASON = 4096;

  public Session {
    Shape.id("sessionId", sessionId);
    Shape.id("agentId", agentId);
    if (agentVersion < 1 || messageCount < 0) {
      throw new IllegalArgumentException("versions count from 1, messages from 0");
    }
    Shape.text("userId", userId, 256);
    if (Shape.text("node", node, 256).isBlank()) {
      throw new IllegalArgumentException("a session is held by a node");
    }
    dialled = Shape.repaired(dialled, 256);
    Shape.text("engine", engine, 64);
    audioRecordingUrl.ifPresent(it -> Shape.text("audioRecordingUrl", it, 2048));
    handoffReason = handoffReason.map(it -> Shape.repaired(it, LONGEST_REASON));
    startTime = startTime.truncatedTo(ChronoUnit.MICROS);
    endTime = endTime.map(it -> it.truncatedTo(ChronoUnit.MICROS));
  }

  /// Its place in a list, newest first.
  public Cursor place() {
    return new Cursor(startTime, sessionId);
  }

  /// How long it lasted; empty while it lasts.
  public Optional<Duration> duration() {
    return endTime.map(end -> Duration.between(startTime, end));
  }

  /// The same session waiting for a human being, if it is active: otherwise as it stands. The first
  /// reason stays.
  public Session handingOff(String reason) {
    if (status != SessionStatus.ACTIVE || endTime.isPresent()) {
      return this;
    }
    return new Session(
        tenantId,
        sessionId,
        agentId,
        agentVersion,
        userId,
        node,
        sessionType,
        channel,
        SessionStatus.HANDOFF_REQUESTED,
        dialled,
        engine,
        startTime,
        endTime,
        messageCount,
        audioRecordingUrl,
        true,
        handoffReason.or(() -> Optional.of(reason)),
        customerMetadata,
        ending,
        lineQuality);
  }

  /// The same session closed; the turns counted by the store. Its status becomes the completion's,
  /// except that one which waits for a human being does not become `COMPLETED`: nobody has seen to
  /// it. The first reason for a hand-off stays.
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
        status == SessionStatus.HANDOFF_REQUESTED && completion.status() == SessionStatus.COMPLETED
            ? status
            : completion.status(),
        dialled,
        engine,
        startTime,
        Optional.of(completion.endTime()),
        turns,
        completion.audioRecordingUrl(),
        handoffRequested || completion.handoffReason().isPresent(),
        handoffReason.or(completion::handoffReason),
        customerMetadata,
        Optional.of(completion.ending()),
        completion.lineQuality());
  }

  /// The same session without its recording.
  public Session withoutRecording() {
    return new Session(
        tenantId,
        sessionId,
        agentId,
        agentVersion,
        userId,
        node,
        sessionType,
        channel,
        status,
        dialled,
        engine,
        startTime,
        endTime,
        messageCount,
        Optional.empty(),
        handoffRequested,
        handoffReason,
        customerMetadata,
        ending,
        lineQuality);
  }

  /// The same session with its turns counted by the store.
  public Session counting(int turns) {
    return new Session(
        tenantId,
        sessionId,
        agentId,
        agentVersion,
        userId,
        node,
        sessionType,
        channel,
        status,
        dialled,
        engine,
        startTime,
        endTime,
        turns,
        audioRecordingUrl,
        handoffRequested,
        handoffReason,
        customerMetadata,
        ending,
        lineQuality);
  }

  /// What is known when a conversation ends.
  public record Completion(
      SessionStatus status,
      Instant endTime,
      Ending ending,
      Optional<String> audioRecordingUrl,
      Optional<String> handoffReason,
      Optional<LineQuality> lineQuality) {
    public Completion {
      if (status == SessionStatus.ACTIVE) {
        throw new IllegalArgumentException("an ended session is not active");
      }
    }
  }
}
