package io.oratio.control.creation;

/// Works on creations that are due, in the background, wherever they were left.
interface StepRunner {
  /// Something is due now: look at once instead of at the next turn. Returns at once.
  void nudge();
}
