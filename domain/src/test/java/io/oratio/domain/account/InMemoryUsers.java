package io.oratio.domain.account;

import io.oratio.domain.trunk.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/// Users kept in memory, for tests.
public final class InMemoryUsers implements Users {
  private final Map<String, User> users = new HashMap<>();

  @Override
  public synchronized Addition add(User user) {
    if (byEmail(user.email()).isPresent()) {
      return Addition.EMAIL_TAKEN;
    }
    if (user.external().flatMap(this::byExternal).isPresent()) {
      return Addition.IDENTITY_TAKEN;
    }
    if (users.putIfAbsent(user.userId(), user) != null) {
      throw new IllegalStateException("user " + user.userId() + " is there already");
    }
    return Addition.ADDED;
  }

  @Override
  public synchronized Optional<User> find(String userId) {
    return Optional.ofNullable(users.get(userId));
  }

  @Override
  public Optional<User> byEmail(EmailAddress email) {
    return first(it -> it.email().equals(email));
  }

  @Override
  public Optional<User> byExternal(ExternalIdentity identity) {
    return first(it -> it.external().filter(identity::equals).isPresent());
  }

  @Override
  public Optional<User> rename(String userId, String name) {
    return change(userId, it -> it.named(name));
  }

  @Override
  public Optional<User> changePassword(String userId, Secret passwordHash) {
    return change(userId, it -> it.withPassword(passwordHash));
  }

  @Override
  public Optional<User> verifyEmail(String userId) {
    return change(userId, User::verified);
  }

  @Override
  public synchronized Optional<User> link(String userId, ExternalIdentity identity) {
    boolean isAnothers = byExternal(identity).filter(it -> !it.userId().equals(userId)).isPresent();
    boolean hasAnother =
        find(userId).flatMap(User::external).filter(it -> !it.equals(identity)).isPresent();
    return isAnothers || hasAnother ? Optional.empty() : change(userId, it -> it.linked(identity));
  }

  @Override
  public Optional<User> failed(String userId, Instant now, IntFunction<Duration> lockOut) {
    return change(
        userId,
        it -> {
          int failures = it.failedLogins() + 1;
          Duration length = lockOut.apply(failures);
          Instant until = now.plus(length);
          boolean isLonger =
              length.isPositive() && it.lockedUntil().filter(until::isBefore).isEmpty();
          return it.failing(failures, isLonger ? Optional.of(until) : it.lockedUntil());
        });
  }

  @Override
  public Optional<User> succeeded(String userId) {
    return change(userId, it -> it.failing(0, Optional.empty()));
  }

  private synchronized Optional<User> first(Predicate<User> which) {
    return users.values().stream().filter(which).findFirst();
  }

  private synchronized Optional<User> change(String userId, UnaryOperator<User> change) {
    return Optional.ofNullable(users.computeIfPresent(userId, (_, it) -> change.apply(it)));
  }
}
