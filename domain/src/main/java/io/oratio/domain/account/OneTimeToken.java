package io.oratio.domain.account;

import io.oratio.domain.text.Shape;
import io.oratio.domain.trunk.Secret;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/// A link that works once.
///
/// @param tokenHash of what is in the link: 1 to 64 of `a-z A-Z 0-9 _ -`, as SHA-256 in hex is
/// @param userId whom it is for; empty where there is nobody yet, as when an installation is
///   claimed
public record OneTimeToken(
    Secret tokenHash, Purpose purpose, Optional<String> userId, Instant expiresAt) {
  public OneTimeToken {
    Shape.id("tokenHash", tokenHash.reveal());
    userId.ifPresent(it -> Shape.id("userId", it));
    expiresAt = expiresAt.truncatedTo(ChronoUnit.MICROS);
  }

  /// What it is good for, and for nothing else.
  public enum Purpose {
    VERIFY_EMAIL,
    RESET_PASSWORD,
    /// Who has it becomes the owner of a new installation.
    CLAIM;

    /// As it stands in the tables.
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }

    /// @throws IllegalArgumentException for another word
    public static Purpose fromWire(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }
}
