package io.oratio.control.key;

import java.time.Instant;

/// A key under which the secrets of API keys are kept.
///
/// @param bytes not printed; nobody writes to them
record Pepper(String pepperId, Instant madeAt, byte[] bytes) {
  @Override
  public String toString() {
    return "Pepper[" + pepperId + "]";
  }
}
