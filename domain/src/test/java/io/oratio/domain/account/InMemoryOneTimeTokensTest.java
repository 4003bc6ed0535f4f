package io.oratio.domain.account;

class InMemoryOneTimeTokensTest extends OneTimeTokensContract {
  private final OneTimeTokens oneTimeTokens = new InMemoryOneTimeTokens();

  @Override
  protected OneTimeTokens oneTimeTokens() {
    return oneTimeTokens;
  }
}
