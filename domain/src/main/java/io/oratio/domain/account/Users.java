package io.oratio.domain.account;

import io.oratio.domain.trunk.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.IntFunction;

/// The store of users. A user is no tenant's: what is found here is shown to a tenant only where
/// the user is its [Member]. Changes of one that is not there answer with empty and write nothing.
public interface Users {
  /// Writes a new user. Of any number that come with the same e-mail or the same external identity,
  /// one is added.
  ///
  /// @throws IllegalStateException if the id is taken
  Addition add(User user);

  Optional<User> find(String userId);

  Optional<User> byEmail(EmailAddress email);

  Optional<User> byExternal(ExternalIdentity identity);

  /// @return as the user now stands
  /// @throws IllegalArgumentException if the name is out of shape
  Optional<User> rename(String userId, String name);

  /// Sets the password; failures and locks stay as they are.
  ///
  /// @return as the user now stands
  /// @throws IllegalArgumentException if the hash is out of shape
  Optional<User> changePassword(String userId, Secret passwordHash);

  /// Notes that the person reads the mail sent to them.
  ///
  /// @return as the user now stands
  Optional<User> verifyEmail(String userId);

  /// Makes a user who has no external identity known by this one. One that has one keeps it.
  ///
  /// @return as the user now stands; empty when the user is not there, or is known by another, or
  ///   another user by this
  Optional<User> link(String userId, ExternalIdentity identity);

  /// Counts one more login that failed, whoever else fails at the same time: no two see the same
  /// count. A lock is only ever made longer.
  ///
  /// @param lockOut how long the user is locked from `now` on after so many failures in a row; zero
  ///   for not at all
  /// @return as the user now stands
  Optional<User> failed(String userId, Instant now, IntFunction<Duration> lockOut);

  /// Forgets failures and the lock.
  ///
  /// @return as the user now stands
  Optional<User> succeeded(String userId);

  /// How an addition ended.
  enum Addition {
    ADDED,
    /// Another user has this e-mail; nothing was written.
    EMAIL_TAKEN,
    /// Another user is known by this external identity; nothing was written.
    IDENTITY_TAKEN
  }
}
