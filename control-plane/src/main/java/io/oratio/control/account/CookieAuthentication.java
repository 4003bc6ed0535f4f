package io.oratio.control.account;

import io.oratio.control.trust.Secrets;
import io.oratio.control.web.Authentication;
import io.oratio.control.web.Caller;
import io.oratio.control.web.Credentials;
import io.oratio.domain.account.Login;
import java.util.Optional;

/// Knows people by the cookie of their browser, unless the request shows something else.
final class CookieAuthentication implements Authentication {
  private final Standing standing;

  CookieAuthentication(Standing standing) {
    this.standing = standing;
  }

  @Override
  public Optional<Caller> caller(Credentials credentials) {
    if (credentials.bearer().isPresent() || credentials.apiKey().isPresent()) {
      return Optional.empty();
    }
    return Optional.ofNullable(credentials.cookies().get(SessionCookie.NAME))
        .flatMap(SessionCookie::parse)
        .flatMap(this::caller);
  }

  private Optional<Caller> caller(SessionCookie cookie) {
    return standing
        .login(cookie.loginId())
        .filter(it -> it.kind() == Login.Kind.COOKIE)
        .filter(it -> Secrets.isSame(Secrets.hash(cookie.secret()), it.secretHash()))
        .flatMap(login -> caller(login, cookie));
  }

  private Optional<Caller> caller(Login login, SessionCookie cookie) {
    standing.used(login);
    return standing
        .member(login.tenantId(), login.userId())
        .map(
            it ->
                new Caller.Person(
                    it.userId(),
                    it.tenantId(),
                    Roles.of(it.role()),
                    Optional.of(cookie.csrfToken()),
                    Optional.of(login.loginId())));
  }
}
