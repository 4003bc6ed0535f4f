package io.oratio.control.account;

import io.oratio.control.trust.Tokens;
import io.oratio.control.web.Authentication;
import io.oratio.control.web.Caller;
import io.oratio.control.web.Credentials;
import io.oratio.control.web.ErrorCode;
import io.oratio.control.web.Refusal;
import io.oratio.domain.account.Login;
import io.oratio.domain.account.Member;
import java.util.Optional;

/// Knows people by an access token of ours. The token says who; what they may do is asked.
final class BearerAuthentication implements Authentication {
  private final Tokens tokens;
  private final Standing standing;

  BearerAuthentication(Tokens tokens, Standing standing) {
    this.tokens = tokens;
    this.standing = standing;
  }

  @Override
  public Optional<Caller> caller(Credentials credentials) {
    return credentials.bearer().flatMap(this::caller);
  }

  private Optional<Caller> caller(String bearer) {
    return switch (tokens.read(Tokens.Kind.ACCESS, bearer)) {
      case Tokens.Reading.Foreign _ -> Optional.empty();
      case Tokens.Reading.Expired _ ->
          throw Refusal.of(
                  ErrorCode.TOKEN_EXPIRED, "The token has expired: get another by refreshing.")
              .with("WWW-Authenticate", "Bearer realm=\"oratio\", error=\"invalid_token\"");
      case Tokens.Reading.Genuine token -> {
        Optional<Login> login =
            token
                .claim("sid")
                .flatMap(standing::login)
                .filter(it -> token.claim("sub").filter(it.userId()::equals).isPresent())
                .filter(it -> token.claim("tid").filter(it.tenantId().value()::equals).isPresent());
        yield login
            .flatMap(it -> standing.member(it.tenantId(), it.userId()))
            .map(it -> known(it, login));
      }
    };
  }

  private static Caller known(Member member, Optional<Login> login) {
    return new Caller.Person(
        member.userId(),
        member.tenantId(),
        Roles.of(member.role()),
        Optional.empty(),
        login.map(Login::loginId));
  }
}
