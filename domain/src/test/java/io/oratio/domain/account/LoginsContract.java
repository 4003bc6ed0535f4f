package io.oratio.domain.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.oratio.domain.Concurrently;
import io.oratio.domain.Samples;
import io.oratio.domain.account.Logins.Rotation;
import io.oratio.domain.trunk.Secret;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/// What every store of logins does. The store may hold others from before.
public abstract class LoginsContract {
  private static final Instant NOW = Samples.MORNING.plusSeconds(60);
  private static final Rotation GONE = new Rotation.Gone();

  private final String userId = "usr_" + People.newWord();
  private final Login login = People.login(userId);
  private final Secret first = login.secretHash();
  private final Secret second = People.newHash();

  /// The store under test, the same for one test.
  protected abstract Logins logins();

  @Test
  void keepsEveryPartOfALogin() {
    Login over =
        new Login(
            "lgn_" + People.newWord(),
            userId,
            Samples.newTenant(),
            Login.Kind.COOKIE,
            People.newHash(),
            Samples.MORNING,
            NOW,
            NOW.plusSeconds(9),
            Optional.of(NOW.plusSeconds(1)));
    logins().open(login);
    logins().open(over);
    assertThat(logins().find(login.loginId())).contains(login);
    assertThat(logins().find(over.loginId())).contains(over);
    assertThat(logins().find("lgn_none")).isEmpty();
  }

  @Test
  void refusesAnIdThatIsTaken() {
    logins().open(login);
    Login other =
        new Login(
            login.loginId(),
            "usr_other",
            login.tenantId(),
            Login.Kind.COOKIE,
            People.newHash(),
            Samples.MORNING,
            Samples.MORNING,
            login.expiresAt(),
            Optional.empty());
    assertThatIllegalStateException().isThrownBy(() -> logins().open(other));
    assertThat(logins().find(login.loginId())).contains(login);
  }

  @Test
  void putsANewSecretInThePlaceOfTheOneThatWasShown() {
    logins().open(login);
    Login rotated = login.rotated(second, NOW);
    assertThat(logins().rotate(login.loginId(), first, second, NOW))
        .isEqualTo(new Rotation.Rotated(rotated));
    assertThat(logins().find(login.loginId())).contains(rotated);
    assertThat(rotated.lastUsedAt()).isEqualTo(NOW);
    Secret third = People.newHash();
    assertThat(logins().rotate(login.loginId(), second, third, NOW.plusSeconds(1)))
        .isEqualTo(new Rotation.Rotated(rotated.rotated(third, NOW.plusSeconds(1))));
  }

  @Test
  void endsWhenAnOldSecretIsShownAgain() {
    logins().open(login);
    logins().rotate(login.loginId(), first, second, NOW);
    Login ended = login.rotated(second, NOW).ended(NOW.plusSeconds(1));
    assertThat(logins().rotate(login.loginId(), first, People.newHash(), NOW.plusSeconds(1)))
        .isEqualTo(new Rotation.Reused(ended));
    assertThat(logins().find(login.loginId())).contains(ended);
    assertThat(logins().rotate(login.loginId(), second, People.newHash(), NOW.plusSeconds(2)))
        .isEqualTo(GONE);
    assertThat(logins().rotate(login.loginId(), first, People.newHash(), NOW.plusSeconds(2)))
        .isEqualTo(GONE);
    assertThat(logins().find(login.loginId())).contains(ended);
  }

  @Test
  void givesTheSameNewSecretAgainForAMoment() throws Exception {
    logins().open(login);
    Queue<Rotation> rotations = new ConcurrentLinkedQueue<>();
    List<Runnable> deeds = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      deeds.add(() -> rotations.add(logins().rotate(login.loginId(), first, second, NOW)));
    }
    Concurrently.run(8, deeds);
    Login rotated = login.rotated(second, NOW);
    assertThat(rotations).hasSize(8).allMatch(new Rotation.Rotated(rotated)::equals);
    Instant atItsEnd = NOW.plus(Logins.GRACE);
    assertThat(logins().rotate(login.loginId(), first, second, atItsEnd.minusNanos(1000)))
        .isEqualTo(new Rotation.Rotated(rotated));
    assertThat(logins().find(login.loginId())).contains(rotated);
    assertThat(logins().rotate(login.loginId(), first, second, atItsEnd))
        .isEqualTo(new Rotation.Reused(rotated.ended(atItsEnd)));
  }

  @Test
  void givesNoSecretThatWasReplacedAgain() {
    logins().open(login);
    Secret third = People.newHash();
    logins().rotate(login.loginId(), first, second, NOW);
    logins().rotate(login.loginId(), second, third, NOW);
    assertThat(logins().rotate(login.loginId(), People.newHash(), third, NOW)).isEqualTo(GONE);
    assertThat(logins().rotate(login.loginId(), first, second, NOW))
        .isInstanceOf(Rotation.Reused.class);
  }

  @Test
  void remembersTheFirstSecretHoweverManyCameAfter() {
    logins().open(login);
    Secret shown = first;
    for (int i = 0; i < 40; i++) {
      Secret next = People.newHash();
      assertThat(logins().rotate(login.loginId(), shown, next, NOW))
          .isInstanceOf(Rotation.Rotated.class);
      shown = next;
    }
    assertThat(logins().rotate(login.loginId(), first, People.newHash(), NOW))
        .isInstanceOf(Rotation.Reused.class);
  }

  @Test
  void givesANewSecretToOneOfManyThatShowTheSame() throws Exception {
    logins().open(login);
    Queue<Rotation> rotations = new ConcurrentLinkedQueue<>();
    List<Runnable> deeds = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      deeds.add(
          () -> rotations.add(logins().rotate(login.loginId(), first, People.newHash(), NOW)));
    }
    Concurrently.run(8, deeds);
    assertThat(rotations).filteredOn(Rotation.Rotated.class::isInstance).hasSize(1);
    assertThat(rotations).filteredOn(Rotation.Reused.class::isInstance).hasSize(1);
    assertThat(rotations).filteredOn(GONE::equals).hasSize(6);
    assertThat(logins().find(login.loginId()).orElseThrow().isOpen(NOW)).isFalse();
  }

  @Test
  void takesNoHarmFromASecretThatWasNeverItsOwn() {
    Login other = People.login(userId);
    logins().open(login);
    logins().open(other);
    logins().rotate(other.loginId(), other.secretHash(), People.newHash(), NOW);
    assertThat(logins().rotate(login.loginId(), People.newHash(), second, NOW)).isEqualTo(GONE);
    assertThat(logins().rotate(login.loginId(), other.secretHash(), second, NOW)).isEqualTo(GONE);
    assertThat(logins().rotate("lgn_none", first, second, NOW)).isEqualTo(GONE);
    assertThat(logins().find(login.loginId())).contains(login);
    assertThat(logins().find("lgn_none")).isEmpty();
  }

  @Test
  void isOverWhenItExpires() {
    logins().open(login);
    assertThat(logins().rotate(login.loginId(), first, second, login.expiresAt())).isEqualTo(GONE);
    assertThat(logins().find(login.loginId())).contains(login);
    assertThat(logins().rotate(login.loginId(), first, second, login.expiresAt().minusNanos(1000)))
        .isInstanceOf(Rotation.Rotated.class);
  }

  @Test
  void notesWhenItWasLastUsedAndNeverBack() {
    logins().open(login);
    logins().used(login.loginId(), NOW);
    logins().used(login.loginId(), NOW.minusSeconds(1));
    assertThat(logins().find(login.loginId())).contains(login.used(NOW));
    logins().end(login.loginId(), NOW.plusSeconds(1));
    logins().used(login.loginId(), NOW.plusSeconds(2));
    assertThat(logins().find(login.loginId())).contains(login.used(NOW).ended(NOW.plusSeconds(1)));
    logins().used("lgn_none", NOW);
    assertThat(logins().find("lgn_none")).isEmpty();
  }

  @Test
  void isEndedOnce() {
    logins().open(login);
    logins().end(login.loginId(), NOW);
    logins().end(login.loginId(), NOW.plusSeconds(1));
    logins().end("lgn_none", NOW);
    assertThat(logins().find(login.loginId())).contains(login.ended(NOW));
    assertThat(logins().find("lgn_none")).isEmpty();
    assertThat(logins().rotate(login.loginId(), first, second, NOW)).isEqualTo(GONE);
  }

  @Test
  void endsAllOfAUserAndNobodyElses() {
    Login another = People.login(userId);
    Login overAlready = People.login(userId).ended(Samples.MORNING);
    Login theirs = People.login("usr_" + People.newWord());
    List.of(login, another, overAlready, theirs).forEach(logins()::open);
    logins().endAllOf(userId, NOW);
    assertThat(logins().find(login.loginId())).contains(login.ended(NOW));
    assertThat(logins().find(another.loginId())).contains(another.ended(NOW));
    assertThat(logins().find(overAlready.loginId())).contains(overAlready);
    assertThat(logins().find(theirs.loginId())).contains(theirs);
  }

  @Test
  void forgetsOnlyWhatHasExpired() {
    Login later = People.login(userId, login.expiresAt().plusSeconds(1));
    logins().open(login);
    logins().open(later);
    logins().rotate(login.loginId(), first, second, NOW);
    Secret next = People.newHash();
    logins().rotate(later.loginId(), later.secretHash(), next, NOW);
    logins().forgetExpired(login.expiresAt());
    assertThat(logins().find(later.loginId())).contains(later.rotated(next, NOW));
    assertThat(logins().rotate(later.loginId(), later.secretHash(), People.newHash(), NOW))
        .isInstanceOf(Rotation.Reused.class);
  }
}
