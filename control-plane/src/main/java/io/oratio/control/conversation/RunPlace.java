package io.oratio.control.conversation;

import io.oratio.control.web.Cursor;
import io.oratio.domain.conversation.Run;
import java.time.Instant;
import java.util.Comparator;

/// Where a run stands among those of its conversation: by its beginning, then its id.
record RunPlace(Instant startedAt, String runId) implements Comparable<RunPlace> {
  private static final Comparator<RunPlace> ORDER =
      Comparator.comparing(RunPlace::startedAt).thenComparing(RunPlace::runId);

  static RunPlace of(Run run) {
    return new RunPlace(run.startedAt(), run.runId());
  }

  /// @throws io.oratio.control.web.Refusal 400 if it is none of ours
  static RunPlace parse(String cursor) {
    Cursor its = Cursor.parse(cursor, 2);
    return new RunPlace(its.time(0), its.key(1));
  }

  Cursor cursor() {
    return Cursor.after(startedAt, runId);
  }

  @Override
  public int compareTo(RunPlace other) {
    return ORDER.compare(this, other);
  }
}
