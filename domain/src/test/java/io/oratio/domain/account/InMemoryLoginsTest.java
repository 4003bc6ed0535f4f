package io.oratio.domain.account;

class InMemoryLoginsTest extends LoginsContract {
  private final Logins logins = new InMemoryLogins();

  @Override
  protected Logins logins() {
    return logins;
  }
}
