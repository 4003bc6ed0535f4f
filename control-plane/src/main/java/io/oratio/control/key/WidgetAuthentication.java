package io.oratio.control.key;

import io.oratio.control.trust.Tokens;
import io.oratio.control.web.Authentication;
import io.oratio.control.web.Caller;
import io.oratio.control.web.Credentials;
import io.oratio.control.web.ErrorCode;
import io.oratio.control.web.Refusal;
import io.oratio.domain.tenant.TenantId;
import java.util.Optional;
import java.util.Set;

/// Knows visitors by the token that a widget's key has minted: from the page it was minted for, and
/// while that key is good.
final class WidgetAuthentication implements Authentication {
  private static final Set<String> SCOPES = Set.of("chat:write", "conversations:read");

  private final Tokens tokens;
  private final KeyChecks checks;

  WidgetAuthentication(Tokens tokens, KeyChecks checks) {
    this.tokens = tokens;
    this.checks = checks;
  }

  @Override
  public Optional<Caller> caller(Credentials credentials) {
    return credentials.bearer().flatMap(it -> caller(it, credentials.origin()));
  }

  private Optional<Caller> caller(String bearer, Optional<String> origin) {
    return switch (tokens.read(Tokens.Kind.WIDGET, bearer)) {
      case Tokens.Reading.Foreign _ -> Optional.empty();
      case Tokens.Reading.Expired _ ->
          throw Refusal.of(
                  ErrorCode.TOKEN_EXPIRED, "The widget's token is over: ask for another one.")
              .with("WWW-Authenticate", "Bearer realm=\"oratio\", error=\"invalid_token\"");
      case Tokens.Reading.Genuine token -> {
        if (!origin.equals(token.claim(WidgetTokens.ORIGIN))) {
          throw Refusal.of(
              ErrorCode.ORIGIN_NOT_ALLOWED, "This token was given to a page of another origin.");
        }
        yield token
            .claim(WidgetTokens.KEY)
            .flatMap(checks::live)
            .map(
                key ->
                    new Caller.Visitor(
                        token.claim("sub").orElseThrow(),
                        new TenantId(token.claim("tid").orElseThrow()),
                        token.claim(WidgetTokens.AGENT).orElseThrow(),
                        SCOPES,
                        token.claim(WidgetTokens.CONVERSATION)));
      }
    };
  }
}
