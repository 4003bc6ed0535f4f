package io.oratio.domain.account;

import io.oratio.domain.trunk.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The store of logins. Each is found by its id, which only its holder has beside the secret.
public interface Logins {
  /// Writes a new one.
  ///
  /// @throws IllegalStateException if the id is taken
  void open(Login login);

  /// The login as it stands, also when it is over.
  Optional<Login> find(String loginId);

  /// For so long after a rotation the secret before it is good for the same new one.
  Duration GRACE = Duration.ofSeconds(10);

  /// Puts a new secret in the place of the one that was shown. Every secret that the login ever had
  /// is remembered while it lives: who shows an old one has copied it or was copied, and the login
  /// ends for both.
  ///
  /// A program that refreshes twice at once, or again since an answer was lost, is no thief: who
  /// brings within [#GRACE] the very secret that is good by now as the new one is given it, and
  /// nothing changes. So whoever wants that grace makes the new secret out of the old one.
  ///
  /// @param newHash of a secret that was never used before, save for such a repetition
  Rotation rotate(String loginId, Secret presentedHash, Secret newHash, Instant now);

  /// Notes when a login that is not over was last used, never back.
  void used(String loginId, Instant now);

  /// Ends it; nothing happens when it is over or not there.
  void end(String loginId, Instant now);

  /// Ends all of the user's logins, whatever tenant they act for. In DynamoDB one that was opened
  /// in this very moment may be missed.
  void endAllOf(String userId, Instant now);

  /// Takes out what has expired: for the platform's own jobs. A store that does so by itself does
  /// nothing.
  void forgetExpired(Instant now);

  /// How a rotation ended.
  sealed interface Rotation {
    /// The new secret is good now.
    record Rotated(Login login) implements Rotation {}

    /// An old secret was shown: the login has been ended by that.
    record Reused(Login login) implements Rotation {}

    /// There is no such login, it is over, or the secret was never its own.
    record Gone() implements Rotation {}
  }
}
