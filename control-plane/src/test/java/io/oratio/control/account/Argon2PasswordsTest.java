package io.oratio.control.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.domain.trunk.Secret;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class Argon2PasswordsTest {
  private final Argon2Passwords passwords = new Argon2Passwords(new SecureRandom(), 2);

  @Test
  void keepsAPasswordAsOwaspSaysAndKnowsItAgain() {
    Secret kept = passwords.hash("a quiet river at dawn");

    assertThat(kept.reveal()).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    assertThat(passwords.matches("a quiet river at dawn", kept)).isTrue();
    assertThat(passwords.matches("a quiet river at dusk", kept)).isFalse();
    assertThat(passwords.hash("a quiet river at dawn")).isNotEqualTo(kept);
  }

  @Test
  void readsTheReferenceImplementationsHash() {
    // From the tests of the reference implementation of argon2 (phc-winner-argon2, test.c).
    Secret reference =
        new Secret(
            "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ"
                + "$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4");

    assertThat(passwords.matches("password", reference)).isTrue();
    assertThat(passwords.matches("passwore", reference)).isFalse();
  }

  @Test
  void takesOneWayOfWritingALetterForAnother() {
    Secret kept = passwords.hash("caf\u00e9 am See im Mai");

    assertThat(passwords.matches("cafe\u0301 am See im Mai", kept)).isTrue();
  }

  @Test
  void matchesNothingThatItCannotRead() {
    assertThat(passwords.matches("password", new Secret("$2b$10$abcdefghijklmnopqrstuv")))
        .isFalse();
  }
}
