package io.oratio.domain.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.oratio.domain.Concurrently;
import io.oratio.domain.Samples;
import io.oratio.domain.account.OneTimeToken.Purpose;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// What every store of one-time tokens does. The store may hold others from before.
public abstract class OneTimeTokensContract {
  private static final Instant NOW = Samples.MORNING.plusSeconds(60);

  private final OneTimeToken token = People.token(Purpose.VERIFY_EMAIL);

  /// The store under test, the same for one test.
  protected abstract OneTimeTokens oneTimeTokens();

  @Test
  void isGoodOnce() {
    for (Purpose purpose : Purpose.values()) {
      OneTimeToken each = People.token(purpose);
      oneTimeTokens().add(each);
      assertThat(oneTimeTokens().redeem(each.tokenHash(), purpose, NOW)).contains(each);
      assertThat(oneTimeTokens().redeem(each.tokenHash(), purpose, NOW)).isEmpty();
    }
  }

  @Test
  void keepsATokenThatIsForNobodyYet() {
    OneTimeToken claim =
        new OneTimeToken(People.newHash(), Purpose.CLAIM, Optional.empty(), token.expiresAt());
    oneTimeTokens().add(claim);
    assertThat(oneTimeTokens().redeem(claim.tokenHash(), Purpose.CLAIM, NOW)).contains(claim);
  }

  @Test
  void isGoodForOneOfMany() throws Exception {
    oneTimeTokens().add(token);
    AtomicInteger redeemed = new AtomicInteger();
    List<Runnable> deeds = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      deeds.add(
          () -> {
            if (oneTimeTokens().redeem(token.tokenHash(), Purpose.VERIFY_EMAIL, NOW).isPresent()) {
              redeemed.incrementAndGet();
            }
          });
    }
    Concurrently.run(8, deeds);
    assertThat(redeemed).hasValue(1);
  }

  @Test
  void isGoodForItsPurposeOnly() {
    oneTimeTokens().add(token);
    assertThat(oneTimeTokens().redeem(token.tokenHash(), Purpose.RESET_PASSWORD, NOW)).isEmpty();
    assertThat(oneTimeTokens().redeem(People.newHash(), Purpose.VERIFY_EMAIL, NOW)).isEmpty();
    assertThat(oneTimeTokens().redeem(token.tokenHash(), Purpose.VERIFY_EMAIL, NOW))
        .contains(token);
  }

  @Test
  void isGoodUntilItExpires() {
    oneTimeTokens().add(token);
    assertThat(oneTimeTokens().redeem(token.tokenHash(), Purpose.VERIFY_EMAIL, token.expiresAt()))
        .isEmpty();
    assertThat(
            oneTimeTokens()
                .redeem(
                    token.tokenHash(), Purpose.VERIFY_EMAIL, token.expiresAt().minusNanos(1000)))
        .contains(token);
  }

  @Test
  void refusesAHashThatIsTaken() {
    oneTimeTokens().add(token);
    OneTimeToken other =
        new OneTimeToken(token.tokenHash(), Purpose.CLAIM, Optional.empty(), token.expiresAt());
    assertThatIllegalStateException().isThrownBy(() -> oneTimeTokens().add(other));
    assertThat(oneTimeTokens().redeem(token.tokenHash(), Purpose.CLAIM, NOW)).isEmpty();
  }

  @Test
  void forgetsOnlyWhatHasExpired() {
    OneTimeToken later =
        new OneTimeToken(
            People.newHash(), Purpose.CLAIM, Optional.empty(), token.expiresAt().plusSeconds(1));
    oneTimeTokens().add(token);
    oneTimeTokens().add(later);
    oneTimeTokens().forgetExpired(token.expiresAt());
    assertThat(oneTimeTokens().redeem(later.tokenHash(), Purpose.CLAIM, NOW)).contains(later);
  }
}
