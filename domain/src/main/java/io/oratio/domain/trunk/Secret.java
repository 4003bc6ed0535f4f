package io.oratio.domain.trunk;

/// A word that must not be seen: it prints as `[REDACTED]` wherever it goes.
public record Secret(String reveal) {
  @Override
  public String toString() {
    return "[REDACTED]";
  }
}
