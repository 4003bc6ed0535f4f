package io.oratio.domain.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.oratio.domain.Samples;
import io.oratio.domain.trunk.Secret;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AccountTest {
  @Test
  void ordersRolesByWhatTheyMayDo() {
    assertThat(Role.OWNER.covers(Role.VIEWER)).isTrue();
    assertThat(Role.OPERATOR.covers(Role.OPERATOR)).isTrue();
    assertThat(Role.OPERATOR.covers(Role.ADMIN)).isFalse();
    assertThat(Role.VIEWER.covers(Role.OWNER)).isFalse();
  }

  @Test
  void takesAnEmailInSmallLetters() {
    assertThat(new EmailAddress(" Alice.O'Neil+x@Example.COM\n").reveal())
        .isEqualTo("alice.o'neil+x@example.com");
    assertThat(new EmailAddress("jürgen@müller.example").reveal())
        .isEqualTo("jürgen@müller.example");
  }

  @Test
  void refusesAnEmailThatIsNone() {
    for (String word :
        List.of(
            "",
            "alice",
            "@example.com",
            "alice@",
            "a@b@c",
            "a b@example.com",
            "a@example.com\r\nBcc: b@example.com",
            "<a@example.com>",
            "a@b,c@d",
            "x".repeat(65) + "@example.com",
            "a@" + "x".repeat(253))) {
      assertThatIllegalArgumentException().isThrownBy(() -> new EmailAddress(word));
    }
  }

  @Test
  void refusesAnIdentityThatIsNone() {
    for (String issuer : List.of("", "id.example.com", "https://x#y", "https://x?y", "https://")) {
      assertThatIllegalArgumentException().isThrownBy(() -> new ExternalIdentity(issuer, "alice"));
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ExternalIdentity("https://id.example.com", ""));
  }

  @Test
  void printsNoEmailNoNameAndNoHash() {
    String word = "abcdef0123456789";
    EmailAddress email = new EmailAddress("alice@example.com");
    User user =
        new User(
            "usr_1",
            email,
            "Alice",
            Optional.of(new Secret(word)),
            true,
            Optional.of(new ExternalIdentity("https://id.example.com", "alice@example.com")),
            0,
            Optional.empty(),
            Samples.MORNING);
    Invitation invitation =
        new Invitation(
            Samples.newTenant(),
            "inv_1",
            email,
            Role.ADMIN,
            new Secret(word),
            "usr_1",
            Samples.MORNING,
            Samples.MORNING,
            Optional.empty());
    OneTimeToken token =
        new OneTimeToken(
            new Secret(word), OneTimeToken.Purpose.CLAIM, Optional.of("usr_1"), Samples.MORNING);
    Login login = People.login("usr_1").rotated(new Secret(word), Samples.MORNING);
    for (Object each : List.of(user, user.external().orElseThrow(), invitation, token, login)) {
      assertThat(each.toString()).doesNotContain(word).doesNotContainIgnoringCase("alice");
    }
    assertThat(user).hasToString("User[usr_1]");
  }

  @Test
  void isOpenUntilItExpiresOrIsOver() {
    Login login = People.login("usr_1");
    assertThat(login.isOpen(login.expiresAt().minusNanos(1))).isTrue();
    assertThat(login.isOpen(login.expiresAt())).isFalse();
    assertThat(login.ended(Samples.MORNING).isOpen(Samples.MORNING)).isFalse();
    Invitation invitation = People.invitation(Samples.newTenant(), "inv_1");
    assertThat(invitation.isOpen(Samples.MORNING)).isTrue();
    assertThat(invitation.isOpen(invitation.expiresAt())).isFalse();
    assertThat(invitation.accepted(Samples.MORNING).isOpen(Samples.MORNING)).isFalse();
  }

  @Test
  void locksAUserUntilAMoment() {
    User user = People.user();
    assertThat(user.isLocked(Samples.MORNING)).isFalse();
    User locked = user.failing(3, Optional.of(Samples.MORNING.plusSeconds(1)));
    assertThat(locked.isLocked(Samples.MORNING)).isTrue();
    assertThat(locked.isLocked(Samples.MORNING.plusSeconds(1))).isFalse();
    assertThatIllegalArgumentException().isThrownBy(() -> user.failing(-1, Optional.empty()));
  }

  @Test
  void saysItsWordsAsTheTablesDo() {
    for (Role each : Role.values()) {
      assertThat(Role.fromWire(each.wireName())).isEqualTo(each);
    }
    for (OneTimeToken.Purpose each : OneTimeToken.Purpose.values()) {
      assertThat(OneTimeToken.Purpose.fromWire(each.wireName())).isEqualTo(each);
    }
    for (Login.Kind each : Login.Kind.values()) {
      assertThat(Login.Kind.fromWire(each.wireName())).isEqualTo(each);
    }
    assertThatIllegalArgumentException().isThrownBy(() -> Role.fromWire("god"));
  }
}
