package io.oratio.domain.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.oratio.domain.Concurrently;
import io.oratio.domain.Samples;
import io.oratio.domain.trunk.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What every store of users does. The store may hold other users from before.
public abstract class UsersContract {
  private static final Instant NOW = Samples.MORNING.plusSeconds(60);

  /// The store under test, the same for one test.
  protected abstract Users users();

  @Test
  void keepsEveryPartOfAUser() {
    User full =
        new User(
            "usr_" + People.newWord(),
            People.newEmail(),
            Samples.MANY_SCRIPTS,
            Optional.of(new Secret("p".repeat(512))),
            true,
            Optional.of(People.newIdentity()),
            7,
            Optional.of(NOW),
            Samples.MORNING);
    assertThat(users().add(full)).isEqualTo(Users.Addition.ADDED);
    assertThat(users().find(full.userId())).contains(full);
    assertThat(users().byEmail(full.email())).contains(full);
    assertThat(users().byExternal(full.external().orElseThrow())).contains(full);
  }

  @Test
  void keepsAUserWithNothingInIt() {
    User bare =
        new User(
            "usr_" + People.newWord(),
            People.newEmail(),
            "",
            Optional.empty(),
            false,
            Optional.empty(),
            0,
            Optional.empty(),
            Samples.MORNING);
    users().add(bare);
    assertThat(users().find(bare.userId())).contains(bare);
  }

  @Test
  void keepsAUserAsLongAsAUserMayBe() {
    User longest =
        new User(
            People.newWord().repeat(2),
            new EmailAddress(People.newWord() + "@" + "ü".repeat(110)),
            "\u4f60".repeat(85),
            Optional.empty(),
            false,
            Optional.of(
                new ExternalIdentity(
                    "https://" + People.newWord() + "/" + "x".repeat(471), "\u4f60".repeat(85))),
            0,
            Optional.empty(),
            Samples.MORNING);
    users().add(longest);
    assertThat(users().byEmail(longest.email())).contains(longest);
    assertThat(users().byExternal(longest.external().orElseThrow())).contains(longest);
  }

  @Test
  void findsNobodyWhoIsNotThere() {
    assertThat(users().find("usr_none")).isEmpty();
    assertThat(users().byEmail(People.newEmail())).isEmpty();
    assertThat(users().byExternal(People.newIdentity())).isEmpty();
    assertThat(users().rename("usr_none", "Bob")).isEmpty();
    assertThat(users().changePassword("usr_none", new Secret("x"))).isEmpty();
    assertThat(users().verifyEmail("usr_none")).isEmpty();
    assertThat(users().link("usr_none", People.newIdentity())).isEmpty();
    assertThat(users().failed("usr_none", NOW, _ -> Duration.ofHours(1))).isEmpty();
    assertThat(users().succeeded("usr_none")).isEmpty();
    assertThat(users().find("usr_none")).isEmpty();
  }

  @Test
  void tellsThatAnEmailIsTakenInWhateverLetters() {
    User first = People.user();
    users().add(first);
    EmailAddress loud = new EmailAddress(first.email().reveal().toUpperCase(java.util.Locale.ROOT));
    User second = People.user(loud, Optional.of(People.newIdentity()));
    assertThat(users().add(second)).isEqualTo(Users.Addition.EMAIL_TAKEN);
    assertThat(users().find(second.userId())).isEmpty();
    assertThat(users().byExternal(second.external().orElseThrow())).isEmpty();
    assertThat(users().byEmail(loud)).contains(first);
  }

  @Test
  void tellsThatAnIdentityIsTaken() {
    Optional<ExternalIdentity> identity = Optional.of(People.newIdentity());
    User first = People.user(People.newEmail(), identity);
    User second = People.user(People.newEmail(), identity);
    users().add(first);
    assertThat(users().add(second)).isEqualTo(Users.Addition.IDENTITY_TAKEN);
    assertThat(users().find(second.userId())).isEmpty();
    assertThat(users().byEmail(second.email())).isEmpty();
    assertThat(users().byExternal(identity.orElseThrow())).contains(first);
  }

  @Test
  void tellsSubjectsOfTwoIssuersApart() {
    ExternalIdentity one = new ExternalIdentity("https://" + People.newWord(), "alice");
    ExternalIdentity other = new ExternalIdentity(one.issuer() + "/", "alice");
    users().add(People.user(People.newEmail(), Optional.of(one)));
    assertThat(users().byExternal(other)).isEmpty();
    assertThat(users().byExternal(new ExternalIdentity(one.issuer(), "Alice"))).isEmpty();
  }

  @Test
  void refusesAnIdThatIsTaken() {
    User first = People.user();
    users().add(first);
    User second =
        new User(
            first.userId(),
            People.newEmail(),
            "",
            Optional.empty(),
            false,
            Optional.empty(),
            0,
            Optional.empty(),
            Samples.MORNING);
    assertThatIllegalStateException().isThrownBy(() -> users().add(second));
    assertThat(users().find(first.userId())).contains(first);
    assertThat(users().byEmail(second.email())).isEmpty();
  }

  @Test
  void addsOneOfManyThatComeWithTheSameEmail() throws Exception {
    EmailAddress email = People.newEmail();
    Queue<User> added = new ConcurrentLinkedQueue<>();
    List<Runnable> deeds = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      User user = People.user(email, Optional.empty());
      deeds.add(
          () -> {
            if (users().add(user) == Users.Addition.ADDED) {
              added.add(user);
            }
          });
    }
    Concurrently.run(8, deeds);
    assertThat(added).hasSize(1);
    assertThat(users().byEmail(email)).contains(added.element());
  }

  @Test
  void changesOneThingAtATime() {
    User user = People.user();
    users().add(user);
    User named = user.named(Samples.MANY_SCRIPTS);
    assertThat(users().rename(user.userId(), Samples.MANY_SCRIPTS)).contains(named);
    User protectedByAnother = named.withPassword(new Secret("another"));
    assertThat(users().changePassword(user.userId(), new Secret("another")))
        .contains(protectedByAnother);
    assertThat(users().verifyEmail(user.userId())).contains(protectedByAnother.verified());
    assertThat(users().verifyEmail(user.userId())).contains(protectedByAnother.verified());
    assertThat(users().find(user.userId())).contains(protectedByAnother.verified());
  }

  @Test
  void refusesAChangeThatIsOutOfShape() {
    User user = People.user();
    users().add(user);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> users().rename(user.userId(), "x".repeat(257)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> users().changePassword(user.userId(), new Secret("")));
    assertThat(users().find(user.userId())).contains(user);
  }

  @Test
  void linksAUserToOneIdentityOnly() {
    User user = People.user();
    User other = People.user();
    users().add(user);
    users().add(other);
    ExternalIdentity identity = People.newIdentity();
    User linked = user.linked(identity);
    assertThat(users().link(user.userId(), identity)).contains(linked);
    assertThat(users().link(user.userId(), identity)).contains(linked);
    assertThat(users().byExternal(identity)).contains(linked);
    ExternalIdentity another = People.newIdentity();
    assertThat(users().link(user.userId(), another)).isEmpty();
    assertThat(users().link(other.userId(), identity)).isEmpty();
    assertThat(users().byExternal(another)).isEmpty();
    assertThat(users().find(user.userId())).contains(linked);
    assertThat(users().find(other.userId())).contains(other);
  }

  @Test
  void countsEveryFailureOnce() throws Exception {
    User user = People.user();
    users().add(user);
    Queue<Integer> counts = new ConcurrentLinkedQueue<>();
    List<Runnable> deeds = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      deeds.add(
          () ->
              users()
                  .failed(
                      user.userId(),
                      NOW,
                      failures -> {
                        counts.add(failures);
                        return Duration.ofSeconds(failures);
                      }));
    }
    Concurrently.run(8, deeds);
    assertThat(counts)
        .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, 30).boxed().toList());
    assertThat(users().find(user.userId()))
        .contains(user.failing(30, Optional.of(NOW.plusSeconds(30))));
  }

  @Test
  void locksAUserAndNeverForAShorterTime() {
    User user = People.user();
    users().add(user);
    assertThat(users().failed(user.userId(), NOW, _ -> Duration.ZERO))
        .contains(user.failing(1, Optional.empty()));
    Optional<Instant> until = Optional.of(NOW.plusSeconds(120));
    assertThat(users().failed(user.userId(), NOW, _ -> Duration.ofMinutes(2)))
        .contains(user.failing(2, until));
    assertThat(users().failed(user.userId(), NOW, _ -> Duration.ofMinutes(1)))
        .contains(user.failing(3, until));
    assertThat(users().failed(user.userId(), NOW, _ -> Duration.ZERO))
        .contains(user.failing(4, until));
    assertThat(users().find(user.userId()).orElseThrow().isLocked(NOW)).isTrue();
    assertThat(users().succeeded(user.userId())).contains(user);
    assertThat(users().find(user.userId())).contains(user);
  }
}
