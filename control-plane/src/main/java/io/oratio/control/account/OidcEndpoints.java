package io.oratio.control.account;

import io.oratio.control.trust.Secrets;
import io.oratio.control.trust.Tokens;
import io.oratio.control.trust.Traces;
import io.oratio.control.web.Answer;
import io.oratio.control.web.Endpoints;
import io.oratio.control.web.ErrorCode;
import io.oratio.control.web.Refusal;
import io.oratio.control.web.Request;
import io.oratio.domain.account.Login;
import io.oratio.domain.account.Member;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Signing in at an OpenID provider. What binds the way there to the way back lies with the
/// browser, signed by us: no node has to remember it, and no other browser can come back with it.
final class OidcEndpoints implements Endpoints {
  private static final Logger LOG = LoggerFactory.getLogger(OidcEndpoints.class);
  private static final String COOKIE = "__Host-oratio-oidc";
  private static final Duration WITHIN = Duration.ofMinutes(10);

  private final Optional<OidcIssuer> issuer;
  private final OidcAccounts accounts;
  private final SignIns signIns;
  private final Tokens tokens;
  private final Secrets secrets;
  private final URI redirect;
  private final Traces traces;

  /// @param baseAddress ours
  OidcEndpoints(
      Optional<OidcIssuer> issuer,
      OidcAccounts accounts,
      SignIns signIns,
      Tokens tokens,
      Secrets secrets,
      URI baseAddress,
      Traces traces) {
    this.issuer = issuer;
    this.accounts = accounts;
    this.signIns = signIns;
    this.tokens = tokens;
    this.secrets = secrets;
    this.redirect = URI.create(baseAddress + "/api/auth/oidc/callback");
    this.traces = traces;
  }

  @Override
  public void register(Register on) {
    on.answer("startOidc", this::start);
    on.answer("finishOidc", this::finish);
  }

  private Answer start(Request request) {
    OidcIssuer provider = provider();
    OidcIssuer.Attempt attempt =
        new OidcIssuer.Attempt(
            secrets.longWord(), secrets.longWord(), secrets.longWord(), redirect);
    String kept =
        tokens.sign(
            Tokens.Kind.ATTEMPT,
            WITHIN,
            Map.of(
                "state", attempt.state(),
                "nonce", attempt.nonce(),
                "verifier", attempt.verifier(),
                "return", request.text("returnTo").orElse("/")));
    try {
      return redirect(provider.authorize(attempt).toString())
          .with("Set-Cookie", cookie(kept, WITHIN));
    } catch (OidcFailure failure) {
      throw refusal(failure);
    }
  }

  private Answer finish(Request request) {
    OidcIssuer provider = provider();
    Tokens.Reading.Genuine kept = kept(request);
    if (request.text("error").isPresent()) {
      throw Refusal.of(
          ErrorCode.OIDC_REFUSED, "The provider did not let you in: sign in there again.");
    }
    String code =
        request
            .text("code")
            .filter(it -> !it.isEmpty())
            .orElseThrow(
                () ->
                    Refusal.of(ErrorCode.REQUEST_INVALID, "The provider sent no code.")
                        .at("#/query/code", "is missing"));
    OidcIssuer.Attempt attempt =
        new OidcIssuer.Attempt(
            kept.claim("state").orElseThrow(),
            kept.claim("nonce").orElseThrow(),
            kept.claim("verifier").orElseThrow(),
            redirect);
    Member member = accounts.memberFor(redeemed(provider, code, attempt));
    String actor = "user/" + member.userId();
    traces.note(member.tenantId(), request, actor, "login.opened", actor, Map.of("by", "openid"));
    SignIns.Opened opened = signIns.open(member, Login.Kind.COOKIE);
    Answer answer =
        redirect(kept.claim("return").orElse("/")).with("Set-Cookie", cookie("", Duration.ZERO));
    return switch (opened) {
      case SignIns.Opened.Browser it -> answer.with("Set-Cookie", it.cookie().header(it.life()));
      case SignIns.Opened.Program _ -> throw new IllegalStateException("a browser was asked for");
    };
  }

  private OidcIssuer provider() {
    return issuer.orElseThrow(
        () ->
            Refusal.of(
                ErrorCode.OIDC_NOT_CONFIGURED, "This server knows no OpenID Connect issuer."));
  }

  private Tokens.Reading.Genuine kept(Request request) {
    Tokens.Reading reading = tokens.read(Tokens.Kind.ATTEMPT, request.cookie(COOKIE).orElse(""));
    if (reading instanceof Tokens.Reading.Genuine genuine
        && Secrets.isSame(genuine.claim("state").orElseThrow(), request.text("state").orElse(""))) {
      return genuine;
    }
    throw Refusal.of(
        ErrorCode.OIDC_STATE_INVALID,
        "This browser did not begin to sign in here, or too long ago: begin again.");
  }

  private static OidcIssuer.Identity redeemed(
      OidcIssuer provider, String code, OidcIssuer.Attempt attempt) {
    try {
      return provider.redeem(code, attempt);
    } catch (OidcFailure failure) {
      throw refusal(failure);
    }
  }

  private static Refusal refusal(OidcFailure failure) {
    LOG.warn("the OpenID provider: {}", failure.getMessage());
    return failure.isRefusal()
        ? Refusal.of(
            ErrorCode.OIDC_REFUSED, "The provider did not prove who you are: sign in there again.")
        : Refusal.of(ErrorCode.UPSTREAM_FAILED, "The OpenID provider does not answer as it should.")
            .by("openid");
  }

  private static Answer redirect(String location) {
    return new Answer(302, List.of(), new Answer.Body.Empty()).with("Location", location);
  }

  private static String cookie(String value, Duration life) {
    return "%s=%s; Path=/; HttpOnly; Secure; SameSite=Lax; Max-Age=%d"
        .formatted(COOKIE, value, life.toSeconds());
  }
}
