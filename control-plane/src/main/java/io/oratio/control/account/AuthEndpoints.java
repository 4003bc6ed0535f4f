package io.oratio.control.account;

import static io.oratio.control.account.AccountJson.email;
import static io.oratio.control.account.AccountJson.text;

import io.oratio.control.trust.SigningKey;
import io.oratio.control.trust.SigningKeys;
import io.oratio.control.trust.Traces;
import io.oratio.control.web.Answer;
import io.oratio.control.web.Caller;
import io.oratio.control.web.Endpoints;
import io.oratio.control.web.ErrorCode;
import io.oratio.control.web.Json;
import io.oratio.control.web.Refusal;
import io.oratio.control.web.Request;
import io.oratio.domain.account.Login;
import io.oratio.domain.account.Member;
import io.oratio.domain.account.Role;
import io.oratio.domain.account.User;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Signing in and out over HTTP.
final class AuthEndpoints implements Endpoints {
  private static final String CLEAR_ALL = "\"cache\", \"cookies\", \"storage\"";
  private static final String NONE_NEEDED = "none-needed";

  private final Registrations registrations;
  private final PasswordSignIn passwordSignIn;
  private final SignIns signIns;
  private final FirstOwner firstOwner;
  private final AccountJson json;
  private final SigningKeys signingKeys;
  private final Traces traces;

  AuthEndpoints(
      Registrations registrations,
      PasswordSignIn passwordSignIn,
      SignIns signIns,
      FirstOwner firstOwner,
      AccountJson json,
      SigningKeys signingKeys,
      Traces traces) {
    this.registrations = registrations;
    this.passwordSignIn = passwordSignIn;
    this.signIns = signIns;
    this.firstOwner = firstOwner;
    this.json = json;
    this.signingKeys = signingKeys;
    this.traces = traces;
  }

  @Override
  public void register(Register on) {
    on.answer("register", this::register);
    on.answer("verifyEmail", this::verify);
    on.answer("login", this::login);
    on.answer("refresh", this::refresh);
    on.answer("logout", this::logout);
    on.answer("getMe", this::me);
    on.answer("requestPasswordReset", this::askReset);
    on.answer("confirmPasswordReset", this::reset);
    on.answer("getCsrfToken", AuthEndpoints::csrf);
    on.answer("claim", this::claim);
    on.answer("switchTenant", this::switchTenant);
    on.answer("getJwks", _ -> jwks());
  }

  private Answer register(Request request) {
    JsonNode body = request.body();
    registrations.register(
        email(body), text(body, "password"), text(body, "name"), text(body, "tenantName"));
    return accepted();
  }

  private Answer verify(Request request) {
    registrations.verify(text(request.body(), "token"));
    return Answer.nothing();
  }

  private Answer login(Request request) {
    JsonNode body = request.body();
    User user =
        passwordSignIn.prove(email(body), text(body, "password"), request.arrival().address());
    if (!user.emailVerified()) {
      throw Refusal.of(
          ErrorCode.EMAIL_NOT_VERIFIED, "Open the link in the letter that was sent to you first.");
    }
    Optional<String> tenantId = Optional.of(text(body, "tenantId")).filter(it -> !it.isEmpty());
    Member member = signIns.choose(user.userId(), tenantId);
    return signedIn(request, signIns.open(member, kind(body)), "login.opened");
  }

  private Answer refresh(Request request) {
    return json.signedIn(signIns.refresh(text(request.body(), "refreshToken")));
  }

  private Answer logout(Request request) {
    boolean isEverywhere = request.body().path("everywhere").booleanValue(false);
    Caller.Person person = request.person();
    signIns.end(person, isEverywhere);
    traces.note(
        request,
        "login.ended",
        "user/" + person.userId(),
        Map.of("everywhere", Boolean.toString(isEverywhere)));
    return Answer.nothing()
        .with("Clear-Site-Data", CLEAR_ALL)
        .with("Set-Cookie", SessionCookie.gone());
  }

  private Answer me(Request request) {
    Caller.Person person = request.person();
    Role role = Role.fromWire(person.role().wireName());
    return Answer.ok(
        json.me(new Member(person.tenantId(), person.userId(), role, Instant.EPOCH)).node());
  }

  private Answer askReset(Request request) {
    registrations.askReset(email(request.body()));
    return accepted();
  }

  private Answer reset(Request request) {
    JsonNode body = request.body();
    registrations.reset(text(body, "token"), text(body, "password"));
    return Answer.nothing();
  }

  /// A program needs none, and may ask all the same.
  private static Answer csrf(Request request) {
    String token = request.person().csrfToken().orElse(NONE_NEEDED);
    return Answer.ok(Json.object().with("csrfToken", token).node());
  }

  private Answer claim(Request request) {
    JsonNode body = request.body();
    Member member =
        firstOwner.claim(
            text(body, "token"),
            email(body),
            text(body, "password"),
            text(body, "name"),
            text(body, "tenantName"));
    return signedIn(request, signIns.open(member, kind(body)), "tenant.claimed");
  }

  private Answer switchTenant(Request request) {
    return signedIn(
        request,
        signIns.switchTo(request.person(), text(request.body(), "tenantId")),
        "login.switched");
  }

  /// RFC 7517 §5; the public halves only.
  private Answer jwks() {
    return Answer.ok(
            Json.object().with("keys", Json.list(signingKeys.all(), AuthEndpoints::jwk)).node())
        .with("Cache-Control", "public, max-age=300");
  }

  private static JsonNode jwk(SigningKey key) {
    return Json.object()
        .with("kty", "EC")
        .with("crv", "P-256")
        .with("x", key.x())
        .with("y", key.y())
        .with("kid", key.keyId())
        .with("use", "sig")
        .with("alg", "ES256")
        .node();
  }

  private Answer signedIn(Request request, SignIns.Opened opened, String action) {
    Member member = opened.member();
    String actor = "user/" + member.userId();
    traces.note(member.tenantId(), request, actor, action, actor, Map.of());
    return json.signedIn(opened);
  }

  static Login.Kind kind(JsonNode body) {
    return text(body, "session").equals("cookie") ? Login.Kind.COOKIE : Login.Kind.TOKEN;
  }

  private static Answer accepted() {
    return new Answer(202, List.of(), new Answer.Body.Empty());
  }
}
