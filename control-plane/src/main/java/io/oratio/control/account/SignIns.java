package io.oratio.control.account;

import io.oratio.control.trust.Ids;
import io.oratio.control.trust.Secrets;
import io.oratio.control.trust.Tokens;
import io.oratio.control.web.Caller;
import io.oratio.control.web.ErrorCode;
import io.oratio.control.web.Refusal;
import io.oratio.domain.account.Login;
import io.oratio.domain.account.Logins;
import io.oratio.domain.account.Member;
import io.oratio.domain.account.Members;
import io.oratio.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Opens, renews and ends logins.
final class SignIns {
  private final Logins logins;
  private final Members members;
  private final Standing standing;
  private final Tokens tokens;
  private final AccountSettings settings;
  private final Ids ids;
  private final Secrets secrets;
  private final RefreshSecrets refreshSecrets;
  private final InstantSource clock;

  SignIns(
      Logins logins,
      Members members,
      Standing standing,
      Tokens tokens,
      AccountSettings settings,
      Ids ids,
      Secrets secrets,
      RefreshSecrets refreshSecrets,
      InstantSource clock) {
    this.logins = logins;
    this.members = members;
    this.standing = standing;
    this.tokens = tokens;
    this.settings = settings;
    this.ids = ids;
    this.secrets = secrets;
    this.refreshSecrets = refreshSecrets;
    this.clock = clock;
  }

  /// What somebody who is signed in is given.
  sealed interface Opened {
    Member member();

    /// A program: tokens.
    record Program(Member member, String accessToken, RefreshToken refresh, Duration life)
        implements Opened {}

    /// A browser: a cookie.
    record Browser(Member member, SessionCookie cookie, Duration life) implements Opened {}
  }

  /// Opens one for a person whom a password, a letter or a provider has proven.
  Opened open(Member member, Login.Kind kind) {
    Instant now = clock.instant();
    Duration life = kind == Login.Kind.TOKEN ? settings.programLife() : settings.browserLife();
    String secret = secrets.longWord();
    Login login =
        new Login(
            ids.next("lgn_"),
            member.userId(),
            member.tenantId(),
            kind,
            Secrets.hash(secret),
            now,
            now,
            now.plus(life),
            Optional.empty());
    logins.open(login);
    return switch (kind) {
      case TOKEN -> program(member, login.loginId(), secret);
      case COOKIE -> new Opened.Browser(member, new SessionCookie(login.loginId(), secret), life);
    };
  }

  /// The tenant that somebody signs in to.
  ///
  /// @param wanted empty for any of theirs
  /// @throws Refusal 403 if they belong to none, or not to that one
  Member choose(String userId, Optional<String> wanted) {
    List<Member> all = members.ofUser(userId);
    return all.stream()
        .filter(it -> wanted.isEmpty() || wanted.get().equals(it.tenantId().value()))
        .findFirst()
        .orElseThrow(
            () ->
                Refusal.of(
                    ErrorCode.FORBIDDEN,
                    all.isEmpty()
                        ? "This account belongs to no tenant (any more): ask for an invitation."
                        : "This account does not belong to that tenant."));
  }

  /// Spends a refresh token. One that was spent a moment ago is given the same new one again; one
  /// that was spent before that ends the login for whoever holds it.
  ///
  /// @throws Refusal 401 if it is not good
  Opened.Program refresh(String text) {
    RefreshToken shown = RefreshToken.parse(text).orElseThrow(SignIns::notGood);
    Instant now = clock.instant();
    Login login =
        logins
            .find(shown.loginId())
            .filter(it -> it.kind() == Login.Kind.TOKEN)
            .orElseThrow(SignIns::notGood);
    String secret = refreshSecrets.after(shown);
    Logins.Rotation rotation =
        logins.rotate(login.loginId(), Secrets.hash(shown.secret()), Secrets.hash(secret), now);
    standing.forget(login.loginId());
    return switch (rotation) {
      case Logins.Rotation.Gone _ -> throw notGood();
      case Logins.Rotation.Reused _ ->
          throw Refusal.of(
              ErrorCode.TOKEN_REUSED,
              "This refresh token was used before, so the session has been ended: sign in again.");
      case Logins.Rotation.Rotated(Login renewed) -> {
        Optional<Member> member = members.find(renewed.tenantId(), renewed.userId());
        if (member.isEmpty()) {
          end(renewed.loginId());
          throw notGood();
        }
        yield program(member.get(), renewed.loginId(), secret);
      }
    };
  }

  /// Goes over to another tenant: a new login in the place of the one that was shown.
  ///
  /// @throws Refusal 404 if the person does not belong there
  Opened switchTo(Caller.Person person, String tenantId) {
    Member member =
        members
            .find(new TenantId(tenantId), person.userId())
            .orElseThrow(
                () -> Refusal.of(ErrorCode.TENANT_NOT_FOUND, "There is no such tenant of yours."));
    Opened opened =
        open(member, person.csrfToken().isPresent() ? Login.Kind.COOKIE : Login.Kind.TOKEN);
    person.loginId().ifPresent(this::end);
    return opened;
  }

  /// Ends the login that was shown, and the others if so asked.
  void end(Caller.Person person, boolean everywhere) {
    if (everywhere) {
      endAll(person.userId());
    }
    person.loginId().ifPresent(this::end);
  }

  /// Ends all logins of a person.
  void endAll(String userId) {
    logins.endAllOf(userId, clock.instant());
  }

  private void end(String loginId) {
    logins.end(loginId, clock.instant());
    standing.forget(loginId);
  }

  private Opened.Program program(Member member, String loginId, String secret) {
    String accessToken =
        tokens.sign(
            Tokens.Kind.ACCESS,
            settings.accessLife(),
            Map.of(
                "sub", member.userId(),
                "tid", member.tenantId().value(),
                "rol", member.role().wireName(),
                "sid", loginId,
                "jti", ids.next("atk_")));
    return new Opened.Program(
        member, accessToken, new RefreshToken(loginId, secret), settings.accessLife());
  }

  private static Refusal notGood() {
    return Refusal.of(
        ErrorCode.CREDENTIALS_INVALID, "This refresh token is not good (any more): sign in again.");
  }
}
