package io.oratio.runtime.knowledge;

import java.util.List;

/// What a search brought.
///
/// @param passages the best first; also those below the bar
/// @param isEnough whether the best is good enough to answer from; otherwise the agent says that it
///   does not know
public record Found(List<Passage> passages, boolean isEnough) {
  /// The score from which a passage is enough to answer from.
  public static final double BAR = 0.5;

  public static final Found NOTHING = new Found(List.of(), false);

  public Found {
    passages = List.copyOf(passages);
  }
}
