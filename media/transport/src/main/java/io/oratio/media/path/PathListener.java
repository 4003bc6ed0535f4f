package io.oratio.media.path;

import java.time.Duration;

/// What a path tells the call it belongs to. Called on the path's event loop: hand over and return.
public interface PathListener {
  /// The caller pressed a key: one of `0`-`9`, `*`, `#`, `A`-`D`.
  void digit(char digit);

  /// A stretch of speech is over and its last sample has been played to the caller.
  void played(String contentId);

  /// Nothing has come from the caller's side for so long; told once each time the configured limit
  /// is passed, never while the call is on hold.
  void nothingHeard(Duration silence);

  /// The caller began or stopped speaking, by the path's own voice detector.
  void callerSpeaks(boolean speaking);
}
