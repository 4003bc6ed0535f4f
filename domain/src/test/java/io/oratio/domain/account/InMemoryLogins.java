package io.oratio.domain.account;

import io.oratio.domain.trunk.Secret;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Logins kept in memory, for tests.
public final class InMemoryLogins implements Logins {
  private final Map<String, Login> logins = new HashMap<>();
  private final Map<String, Set<Secret>> earlier = new HashMap<>();

  @Override
  public synchronized void open(Login login) {
    if (logins.putIfAbsent(login.loginId(), login) != null) {
      throw new IllegalStateException("login " + login.loginId() + " is there already");
    }
  }

  @Override
  public synchronized Optional<Login> find(String loginId) {
    return Optional.ofNullable(logins.get(loginId));
  }

  @Override
  public synchronized Rotation rotate(
      String loginId, Secret presentedHash, Secret newHash, Instant now) {
    Login login = logins.get(loginId);
    if (login == null || !login.isOpen(now)) {
      return new Rotation.Gone();
    }
    Set<Secret> known = earlier.computeIfAbsent(loginId, _ -> new HashSet<>());
    if (login.secretHash().equals(presentedHash)) {
      known.add(presentedHash);
      logins.put(loginId, login.rotated(newHash, now));
      return new Rotation.Rotated(logins.get(loginId));
    }
    if (known.contains(presentedHash)) {
      if (login.hasJustBeenGiven(newHash, now)) {
        return new Rotation.Rotated(login);
      }
      logins.put(loginId, login.ended(now));
      return new Rotation.Reused(logins.get(loginId));
    }
    return new Rotation.Gone();
  }

  @Override
  public synchronized void used(String loginId, Instant now) {
    logins.computeIfPresent(loginId, (_, it) -> it.isOpen(now) ? it.used(now) : it);
  }

  @Override
  public synchronized void end(String loginId, Instant now) {
    logins.computeIfPresent(loginId, (_, it) -> it.ended(now));
  }

  @Override
  public synchronized void endAllOf(String userId, Instant now) {
    logins.replaceAll((_, it) -> it.userId().equals(userId) ? it.ended(now) : it);
  }

  @Override
  public synchronized void forgetExpired(Instant now) {
    logins.values().removeIf(it -> !now.isBefore(it.expiresAt()));
    earlier.keySet().retainAll(logins.keySet());
  }
}
