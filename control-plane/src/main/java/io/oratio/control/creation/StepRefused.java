package io.oratio.control.creation;

/// A step cannot be done, and trying again would not help: its message tells the agent's owner why.
final class StepRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StepRefused(String sentence) {
    super(sentence, null, false, false);
  }
}
