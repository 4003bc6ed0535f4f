package io.oratio.domain.call;

import io.oratio.domain.text.Shape;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// What makes a request for a call countable once, however often it is sent.
///
/// @param idempotencyKey chosen by whoever asks, counted within the tenant; 1 to 255 bytes
/// @param requestHash of the whole request: the same key with another request is a mistake of
///   theirs
/// @param expiresAt from then on the key counts no more; to the microsecond
public record Reservation(String idempotencyKey, String requestHash, Instant expiresAt) {
  public Reservation {
    if (Shape.text("idempotencyKey", idempotencyKey, 255).isBlank()) {
      throw new IllegalArgumentException("an idempotencyKey is not blank");
    }
    if (Shape.text("requestHash", requestHash, 128).isBlank()) {
      throw new IllegalArgumentException("a requestHash is not blank");
    }
    expiresAt = expiresAt.truncatedTo(ChronoUnit.MICROS);
  }

  /// How many calls a tenant may have, of those created since a moment.
  ///
  /// @param atOnce that are not over
  /// @param inAll altogether
  public record Allowance(int atOnce, int inAll, Instant since) {
    /// As many as anybody wants.
    public static final Allowance ENDLESS =
        new Allowance(Integer.MAX_VALUE, Integer.MAX_VALUE, Instant.EPOCH);

    /// Which limit leaves no room for one more; empty when there is room.
    ///
    /// @param notOver how many are not over
    /// @param all how many there are
    public Optional<Full> full(long notOver, long all) {
      return notOver >= atOnce
          ? Optional.of(new Full(Limit.AT_ONCE))
          : all >= inAll ? Optional.of(new Full(Limit.IN_ALL)) : Optional.empty();
    }
  }

  /// The two limits of a [Allowance].
  public enum Limit {
    AT_ONCE,
    IN_ALL
  }

  /// What became of a request for a call.
  public sealed interface Outcome {}

  /// The call is written now, by this request.
  public record Reserved(OutboundCall call) implements Outcome {}

  /// The same request came before.
  ///
  /// @param call the one that it made, as it now stands
  public record Replayed(OutboundCall call) implements Outcome {}

  /// Another request came before with the same key; nothing was written.
  public record Conflicting() implements Outcome {}

  /// There is no room for one more call; nothing was written.
  public record Full(Limit limit) implements Outcome {}
}
