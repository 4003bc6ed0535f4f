package io.oratio.control.session;

import io.oratio.control.web.Digest;
import io.oratio.control.web.Json;
import io.oratio.domain.audit.AuditEntry;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What one run of the retention job removed from a tenant: the details of its entry in the audit
/// log.
///
/// @param deletedBefore sessions that began before it were removed; where sessions are kept,
///   recordings of sessions that began before it
/// @param recordingsBefore up to where the recordings are gone; [Instant#EPOCH] for nowhere
/// @param hash of the ids that were removed; see [Tally]
record RetentionProof(
    Instant startedAt,
    Instant endedAt,
    Instant deletedBefore,
    Instant recordingsBefore,
    long sessions,
    long recordings,
    String hash) {
  /// The action of its entry in the audit log.
  static final String ACTION = "retention.run";

  /// As the API shows it.
  ObjectNode json() {
    return Json.object()
        .with("startedAt", startedAt)
        .with("endedAt", endedAt)
        .with("deletedBefore", deletedBefore)
        .with("sessions", sessions)
        .with("recordings", recordings)
        .with("hash", hash)
        .node();
  }

  /// As it stands in the audit log.
  String details() {
    return json().put("recordingsBefore", recordingsBefore.toString()).toString();
  }

  /// Reads what [#details] wrote; empty for another entry.
  static Optional<RetentionProof> of(AuditEntry entry) {
    if (!entry.action().equals(ACTION)) {
      return Optional.empty();
    }
    try {
      JsonNode json = JsonMapper.shared().readTree(entry.details());
      return Optional.of(
          new RetentionProof(
              time(json, "startedAt"),
              time(json, "endedAt"),
              time(json, "deletedBefore"),
              time(json, "recordingsBefore"),
              json.path("sessions").longValue(0),
              json.path("recordings").longValue(0),
              json.path("hash").stringValue("")));
    } catch (JacksonException | DateTimeException _) {
      return Optional.empty();
    }
  }

  private static Instant time(JsonNode json, String name) {
    return Instant.parse(json.path(name).stringValue(""));
  }

  /// Counts what is removed. Its hash is SHA-256 over a line for each removal, in order, ended by a
  /// line feed: `session ID` or `recording ID`. Whoever kept the ids can prove by it that these and
  /// no others were removed.
  static final class Tally {
    private final MessageDigest digest = Digest.sha256();
    private long sessions;
    private long recordings;

    void session(String sessionId) {
      sessions++;
      line("session " + sessionId);
    }

    void recording(String sessionId) {
      recordings++;
      line("recording " + sessionId);
    }

    long sessions() {
      return sessions;
    }

    long recordings() {
      return recordings;
    }

    String hash() {
      return HexFormat.of().formatHex(digest.digest());
    }

    private void line(String text) {
      digest.update((text + "\n").getBytes(StandardCharsets.UTF_8));
    }
  }
}
