package io.oratio.simulator;

import io.oratio.simulator.session.Limits;

/// Limits for tests: pauses a tenth as long, everything else as the service has it.
final class TestLimits {
  private TestLimits() {}

  static Limits quick() {
    return Limits.ofTheService().withPauseScale(0.1);
  }
}
