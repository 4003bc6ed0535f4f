package io.oratio.control.account;

import io.oratio.domain.trunk.Secret;
import java.util.concurrent.atomic.AtomicInteger;

/// Passwords without their cost, which count what they would have cost.
final class CountingPasswords implements Passwords {
  private final AtomicInteger hashes = new AtomicInteger();

  /// How many hashes since the last time that this was asked.
  int taken() {
    return hashes.getAndSet(0);
  }

  @Override
  public Secret hash(String password) {
    hashes.incrementAndGet();
    return new Secret("plain:" + password);
  }

  @Override
  public boolean matches(String password, Secret hash) {
    hashes.incrementAndGet();
    return hash.reveal().equals("plain:" + password);
  }

  @Override
  public void spend(String password) {
    hashes.incrementAndGet();
  }
}
