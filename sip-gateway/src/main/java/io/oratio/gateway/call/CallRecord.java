package io.oratio.gateway.call;

import io.oratio.domain.object.ObjectName;
import io.oratio.domain.session.LineQuality;
import io.oratio.domain.session.Session;
import io.oratio.domain.session.SessionStatus;
import io.oratio.domain.session.SessionType;
import io.oratio.media.path.Quality;
import java.time.Instant;
import java.util.Optional;

/// A call as the session record knows it.
final class CallRecord {
  private CallRecord() {}

  /// The record of a call that begins.
  static Session begun(CallFacts facts, String node, String engine, Instant start) {
    return new Session(
        facts.agent().tenantId(),
        facts.sessionId(),
        facts.agent().agentId(),
        facts.version().version(),
        facts.agent().userId(),
        node,
        SessionType.VOICE,
        facts.channel(),
        SessionStatus.ACTIVE,
        facts.dialled(),
        engine,
        start,
        Optional.empty(),
        0,
        Optional.empty(),
        false,
        Optional.empty(),
        facts.customer(),
        Optional.empty(),
        Optional.empty());
  }

  /// What is added when it is over.
  ///
  /// @param quality empty when no sound ever flowed
  static Session.Completion over(
      CallFacts facts, Termination why, Instant end, boolean recorded, Optional<Quality> quality) {
    return new Session.Completion(
        why.sessionStatus(),
        end,
        why.ending(),
        recorded
            ? Optional.of(ObjectName.recordingOf(facts.sessionId()).toString())
            : Optional.empty(),
        Optional.empty(),
        quality.map(CallRecord::lineQuality));
  }

  private static LineQuality lineQuality(Quality quality) {
    return new LineQuality(
        quality.packetsReceived(),
        quality.packetsLost(),
        quality.packetsLate(),
        quality.jitterMs(),
        quality.roundTripMs(),
        quality.meanOpinionScore());
  }
}
