package io.oratio.runtime.tool;

import java.time.Duration;

/// A tool that waits for the other side to do something: it has its own time limit, no filler is
/// spoken into it, and what the other side gave is not kept in its record.
public interface WaitsForPeople {
  /// How long it waits at most.
  Duration longest();
}
