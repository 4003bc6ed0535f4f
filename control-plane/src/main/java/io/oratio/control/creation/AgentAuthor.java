package io.oratio.control.creation;

import java.io.IOException;
import java.util.Optional;

/// Writes an agent from a procedure. May take long; called on a thread that may block, and again
/// when it was cut off.
interface AgentAuthor {
  /// Why this author cannot write from this procedure, as the end of a sentence; empty if it can.
  /// Asked before the work is accepted, so it answers at once.
  Optional<String> refuses(String procedure);

  /// Writes it. What comes is checked by the next step.
  ///
  /// @throws IOException if it is worth another try
  /// @throws StepRefused if it is not
  Artefacts write(Brief brief) throws IOException;
}
