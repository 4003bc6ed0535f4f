package io.oratio.gateway.call;

import io.oratio.media.path.MediaPath;
import io.oratio.media.path.PathListener;
import io.oratio.media.path.PathSettings;
import io.oratio.media.path.Quality;
import io.oratio.media.record.StereoRecorder;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A call's sound: its path through the gateway, and its recording. One thread, the call's mailbox.
final class CallSound {
  private static final Duration SPEECH_WAITING_MAX = Duration.ofMinutes(5);
  private static final Logger log = LoggerFactory.getLogger(CallSound.class);

  private final CallFacts facts;
  private final Line line;
  private final CallRoom room;
  private Optional<MediaPath> path = Optional.empty();
  private boolean recorded;

  CallSound(CallFacts facts, Line line, CallRoom room) {
    this.facts = facts;
    this.line = line;
    this.room = room;
  }

  /// Lets sound flow.
  MediaPath open(int outputRateHz, PathListener listener) {
    MediaPath opened =
        MediaPath.open(
            line.leg(),
            room.pacer(),
            new PathSettings(outputRateHz, SPEECH_WAITING_MAX, room.settings().mediaTimeout()),
            recorder(),
            listener);
    path = Optional.of(opened);
    return opened;
  }

  Optional<MediaPath> path() {
    return path;
  }

  /// Where in the recording we are; zero before sound flows.
  Duration offset() {
    return path.map(MediaPath::offset).orElse(Duration.ZERO);
  }

  boolean isRecorded() {
    return recorded;
  }

  /// What the line was like; empty when no sound ever flowed.
  Optional<Quality> quality() {
    return path.map(_ -> line.leg().quality());
  }

  /// Ends the sound. The stage completes when the recording is whole.
  CompletionStage<Void> close() {
    if (path.isPresent()) {
      return path.get().close();
    }
    line.leg().close();
    return CompletableFuture.completedFuture(null);
  }

  private Optional<StereoRecorder> recorder() {
    if (!facts.version().rules().recordCalls()) {
      return Optional.empty();
    }
    try {
      StereoRecorder recorder =
          StereoRecorder.open(
              room.journal().recordingFile(facts.sessionId()),
              line.leg().rateHz(),
              room.recordings());
      recorded = true;
      return Optional.of(recorder);
    } catch (IOException e) {
      log.error("call {} cannot be recorded: see to the data folder", facts.sessionId(), e);
      return Optional.empty();
    }
  }
}
