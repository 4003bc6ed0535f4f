package io.oratio.control.session;

import io.oratio.control.web.Answer;
import io.oratio.control.web.Endpoints;
import io.oratio.control.web.ErrorCode;
import io.oratio.control.web.Json;
import io.oratio.control.web.Refusal;
import io.oratio.control.web.Request;
import io.oratio.domain.audit.AuditLog;
import io.oratio.domain.object.ObjectName;
import io.oratio.domain.object.ObjectStore;
import io.oratio.domain.session.Session;
import io.oratio.domain.session.Sessions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import tools.jackson.databind.JsonNode;

/// Recordings: heard by those who may, or behind a signed link. Every opening is an entry of the
/// audit log, written before the first byte is sent.
final class RecordingEndpoints implements Endpoints {
  private static final String MEDIA_TYPE = "audio/wav";

  private final Sessions sessions;
  private final Visible visible;
  private final ObjectStore objects;
  private final AuditLog audit;
  private final RecordingLinks links;
  private final String publicUrl;
  private final InstantSource clock;

  /// @param publicUrl what a link's address begins with; empty for a path alone
  RecordingEndpoints(
      Sessions sessions,
      ObjectStore objects,
      AuditLog audit,
      RecordingLinks links,
      String publicUrl,
      InstantSource clock) {
    this.sessions = sessions;
    this.visible = new Visible(sessions);
    this.objects = objects;
    this.audit = audit;
    this.links = links;
    this.publicUrl = publicUrl;
    this.clock = clock;
  }

  @Override
  public void register(Register on) {
    on.answer("getRecording", it -> open(visible.session(it), it.actor(), Json.object()));
    on.answer("linkRecording", this::link);
    on.answer("getLinkedRecording", this::openLink);
  }

  private Answer link(Request request) {
    Session session = visible.session(request);
    bytes(session);
    JsonNode wanted = request.body().path("expiresInSeconds");
    Duration lasting =
        wanted.isNumber() ? Duration.ofSeconds(wanted.intValue()) : RecordingLinks.LONGEST;
    RecordingLinks.Link link = links.make(session.tenantId(), session.sessionId(), lasting);
    note(
        session,
        request.actor(),
        "recording.linked",
        Json.object().with("linkId", link.linkId()).with("expiresAt", link.expiresAt()));
    String url = publicUrl + "/recordings/" + link.token();
    return Answer.created(
        url, Json.object().with("url", url).with("expiresAt", link.expiresAt()).node());
  }

  private Answer openLink(Request request) {
    RecordingLinks.Opened opened =
        links.open(request.path("token")).orElseThrow(RecordingEndpoints::absent);
    Session session =
        sessions
            .find(opened.tenantId(), opened.sessionId())
            .orElseThrow(RecordingEndpoints::absent);
    return open(session, "nobody", Json.object().with("linkId", opened.linkId()));
  }

  private Answer open(Session session, String actor, Json details) {
    long bytes = bytes(session);
    note(session, actor, "recording.opened", details);
    ObjectName name = ObjectName.recordingOf(session.sessionId());
    return Answer.bytes(MEDIA_TYPE, bytes, (from, count) -> objects.read(name, from, count));
  }

  private long bytes(Session session) {
    if (session.audioRecordingUrl().isEmpty()) {
      throw absent();
    }
    try {
      return objects
          .size(ObjectName.recordingOf(session.sessionId()))
          .orElseThrow(RecordingEndpoints::absent);
    } catch (IOException e) {
      throw new UncheckedIOException("the recording of " + session.sessionId(), e);
    }
  }

  private void note(Session session, String actor, String action, Json details) {
    audit.append(
        session.tenantId(),
        clock.instant(),
        actor,
        action,
        "session/" + session.sessionId(),
        details.node().toString());
  }

  private static Refusal absent() {
    return Refusal.of(ErrorCode.RECORDING_NOT_FOUND, "There is no such recording.");
  }
}
