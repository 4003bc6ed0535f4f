package io.oratio.modelsimulator.server;

import java.io.IOException;

/// Thrown to have the server close the connection as it is: in the middle of an answer.
final class Broken extends IOException {
  private static final long serialVersionUID = 1;

  Broken() {
    super("broken off on purpose");
  }
}
