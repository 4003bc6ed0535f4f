package io.oratio.control.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.control.rig.ApiAnswer;
import io.oratio.control.rig.ApiClient;
import io.oratio.control.rig.ApiRig;
import io.oratio.control.trust.MovedClock;
import io.oratio.domain.account.Logins;
import io.oratio.domain.audit.AuditEntry;
import io.oratio.domain.audit.AuditLog;
import io.oratio.domain.tenant.TenantId;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

@Timeout(60)
class AccountTest {
  private static final String OTHER_PASSWORD = "another river, another day";

  private static ApiRig rig;

  @BeforeAll
  static void start() {
    rig = ApiRig.start(AccountParts.class);
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  @Test
  void registersVerifiesAndSignsIn() {
    Somebody alice = Somebody.of(rig);
    alice.register().expect(202);
    alice.letter("Verify your e-mail address");
    alice.login(Somebody.PASSWORD).expect(403, "EMAIL_NOT_VERIFIED");
    alice.verify().expect(204);

    JsonNode me = alice.client().get("/api/auth/me").expect(200).json();

    assertThat(me.path("email").stringValue("")).isEqualTo(alice.email());
    assertThat(me.path("role").stringValue("")).isEqualTo("owner");
    assertThat(me.path("tenantName").stringValue("")).isEqualTo("Acme");
    assertThat(me.path("tenants")).hasSize(1);
  }

  @Test
  void takesALinkOnlyOnce() {
    Somebody alice = Somebody.registered(rig);
    alice.verify().expect(422, "TOKEN_INVALID");
  }

  @Test
  void refusesWeakPasswordsAndMembersThatAreNotListed() {
    String registration = "{\"email\": \"%s\", \"password\": \"%s\", \"tenantName\": \"Acme\"%s}";
    String email = Somebody.of(rig).email();
    rig.nobody()
        .post("/api/auth/register", registration.formatted(email, "password1234", ""))
        .expect(422, "PASSWORD_TOO_WEAK");
    rig.nobody()
        .post("/api/auth/register", registration.formatted(email, email, ""))
        .expect(422, "PASSWORD_TOO_WEAK");
    rig.nobody()
        .post("/api/auth/register", registration.formatted(email, "short", ""))
        .expect(400, "REQUEST_INVALID");
    for (String more :
        List.of(
            ", \"role\": \"owner\"",
            ", \"emailVerified\": true",
            ", \"userId\": \"usr_1\"",
            ", \"tenantId\": \"t_1\"")) {
      rig.nobody()
          .post("/api/auth/register", registration.formatted(email, Somebody.PASSWORD, more))
          .expect(400, "REQUEST_INVALID");
    }
  }

  @Test
  void givesNewTokensForARefreshTokenAndEndsAllOfThemWhenItIsUsedTwice() {
    JsonNode first = Somebody.registered(rig).signIn();
    String spent = first.path("refreshToken").stringValue("");
    JsonNode second = refresh(spent).expect(200).json();
    ApiClient client = Somebody.bearer(rig, second);
    client.get("/api/auth/me").expect(200);

    rig.bean(MovedClock.class).pass(Logins.GRACE);
    refresh(spent).expect(401, "TOKEN_REUSED");

    refresh(second.path("refreshToken").stringValue("")).expect(401, "CREDENTIALS_INVALID");
    client.get("/api/auth/me").expect(401);
    refresh("ort_lgn_made-up.1234567890123456").expect(401, "CREDENTIALS_INVALID");
  }

  @Test
  void keepsAProgramSignedInThatRefreshesTwiceAtOnce() throws Exception {
    String spent = Somebody.registered(rig).signIn().path("refreshToken").stringValue("");
    List<Callable<String>> refreshes =
        Collections.nCopies(
            6, () -> refresh(spent).expect(200).json().path("refreshToken").stringValue(""));
    Set<String> given = new HashSet<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
      for (Future<String> each : threads.invokeAll(refreshes)) {
        given.add(each.get());
      }
    }
    assertThat(given).hasSize(1).doesNotContain(spent);
    refresh(given.iterator().next()).expect(200);
  }

  @Test
  void tellsATenantThatSomebodyGuessesAtItsMember() {
    Somebody alice = Somebody.registered(rig);
    JsonNode me = alice.signIn().path("me");
    TenantId tenantId = new TenantId(me.path("tenantId").stringValue(""));
    for (int i = 0; i < 5; i++) {
      alice.login("some wrong password").expect(401);
    }
    AuditLog log = rig.bean(AuditLog.class);
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    List<AuditEntry> refused = List.of();
    while (refused.size() < 5 && System.nanoTime() < end) {
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
      refused =
          log.latest(tenantId, Long.MAX_VALUE, 20).stream()
              .filter(it -> it.actor().equals("nobody"))
              .toList();
    }
    assertThat(refused)
        .extracting(AuditEntry::action)
        .containsExactlyInAnyOrder(
            "login.failed", "login.failed", "login.failed", "login.failed", "login.locked_out");
    assertThat(refused)
        .allSatisfy(
            it -> {
              assertThat(it.subject()).isEqualTo("user/" + me.path("userId").stringValue(""));
              assertThat(it.details())
                  .contains("127.0.0.1")
                  .doesNotContain("wrong password")
                  .doesNotContain(alice.email());
            });
    rig.bean(MovedClock.class).pass(Duration.ofMinutes(40));
  }

  @Test
  void letsNobodyInWithAnAccessTokenThatHasExpired() {
    ApiClient client = Somebody.registered(rig).client();
    client.get("/api/auth/me").expect(200);

    rig.bean(MovedClock.class).pass(Duration.ofMinutes(16));

    client.get("/api/auth/me").expect(401, "TOKEN_EXPIRED");
  }

  @Test
  void keepsABrowserByCookieAndItsWritesByToken() {
    Somebody alice = Somebody.registered(rig);
    ApiAnswer login = cookieLogin(alice);
    String cookie = login.header("Set-Cookie").orElseThrow();
    assertThat(cookie)
        .startsWith("__Host-oratio-session=")
        .contains("; Path=/", "; HttpOnly", "; Secure", "; SameSite=Lax", "; Max-Age=1209600");
    assertThat(login.json().has("accessToken")).isFalse();
    assertThat(login.json().has("refreshToken")).isFalse();
    ApiClient browser = rig.nobody().with("Cookie", cookie.substring(0, cookie.indexOf(';')));
    String csrf =
        browser.get("/api/auth/csrf").expect(200).json().path("csrfToken").stringValue("");
    assertThat(csrf).isEqualTo(login.json().path("csrfToken").stringValue(""));

    browser.post("/api/auth/logout", "").expect(403, "CSRF_TOKEN_INVALID");
    browser
        .with("X-CSRF-Token", cookieLogin(alice).json().path("csrfToken").stringValue(""))
        .post("/api/auth/logout", "")
        .expect(403, "CSRF_TOKEN_INVALID");
    browser
        .with("X-CSRF-Token", csrf)
        .with("Origin", "https://evil.example.com")
        .post("/api/auth/logout", "")
        .expect(403, "ORIGIN_NOT_ALLOWED");
    ApiAnswer logout = browser.with("X-CSRF-Token", csrf).post("/api/auth/logout", "").expect(204);

    assertThat(logout.header("Clear-Site-Data")).contains("\"cache\", \"cookies\", \"storage\"");
    assertThat(logout.header("Set-Cookie").orElseThrow()).contains("Max-Age=0");
    browser.get("/api/auth/me").expect(401, "UNAUTHENTICATED");
  }

  @Test
  void endsEverySessionOfAnAccountThatSaysSo() {
    Somebody alice = Somebody.registered(rig);
    JsonNode elsewhere = alice.signIn();

    alice.client().post("/api/auth/logout", "{\"everywhere\": true}").expect(204);

    refresh(elsewhere.path("refreshToken").stringValue("")).expect(401, "CREDENTIALS_INVALID");
  }

  @Test
  void choosesANewPasswordByLetterAndEndsEverySession() {
    Somebody alice = Somebody.registered(rig);
    JsonNode before = alice.signIn();
    askReset(alice.email());
    String token = alice.token("Choose a new password");
    reset(token, "qwerty123456").expect(422, "PASSWORD_TOO_WEAK");

    reset(token, OTHER_PASSWORD).expect(204);

    reset(token, OTHER_PASSWORD).expect(422, "TOKEN_INVALID");
    alice.login(Somebody.PASSWORD).expect(401, "CREDENTIALS_INVALID");
    alice.login(OTHER_PASSWORD).expect(200);
    refresh(before.path("refreshToken").stringValue("")).expect(401, "CREDENTIALS_INVALID");
    alice.letter("Your password was changed");
  }

  @Test
  void givesAnAccountThatWasNeverVerifiedToWhoReadsItsLetters() {
    Somebody alice = Somebody.of(rig);
    alice.register().expect(202);
    alice.letter("Verify your e-mail address");
    alice.register().expect(202);

    reset(alice.token("Finish your account"), OTHER_PASSWORD).expect(204);

    alice.login(Somebody.PASSWORD).expect(401);
    alice.login(OTHER_PASSWORD).expect(200);
  }

  @Test
  void answersAlikeAndAtTheSameCostWhetherAnAddressIsKnown() {
    CountingPasswords passwords = rig.bean(CountingPasswords.class);
    Somebody known = Somebody.registered(rig);
    Somebody unknown = Somebody.of(rig);
    passwords.taken();

    ApiAnswer wrong = known.login("some wrong password").expect(401, "CREDENTIALS_INVALID");
    assertThat(passwords.taken()).isEqualTo(1);
    ApiAnswer nobody = unknown.login("some wrong password").expect(401, "CREDENTIALS_INVALID");
    assertThat(passwords.taken()).isEqualTo(1);
    assertThat(wrong.json().path("detail")).isEqualTo(nobody.json().path("detail"));

    known.register().expect(202);
    assertThat(passwords.taken()).isEqualTo(1);
    unknown.register().expect(202);
    assertThat(passwords.taken()).isEqualTo(1);
    known.letter("You have an account already");

    assertThat(askReset(known.email()).bytes()).isEmpty();
    assertThat(askReset(Somebody.of(rig).email()).bytes()).isEmpty();
    assertThat(passwords.taken()).isZero();
  }

  @Test
  void makesWhoeverGuessesWaitWhetherTheAccountIsThereOrNot() {
    for (Somebody somebody : List.of(Somebody.registered(rig), Somebody.of(rig))) {
      for (int i = 0; i < 5; i++) {
        somebody.login("some wrong password").expect(401, "CREDENTIALS_INVALID");
      }
      ApiAnswer locked = somebody.login(Somebody.PASSWORD).expect(429, "LOCKED_OUT");
      assertThat(locked.header("Retry-After")).contains("1");

      rig.bean(MovedClock.class).pass(Duration.ofSeconds(2));
      somebody.login("some wrong password").expect(401, "CREDENTIALS_INVALID");
      assertThat(somebody.login(Somebody.PASSWORD).expect(429).header("Retry-After")).contains("2");
      rig.bean(MovedClock.class).pass(Duration.ofMinutes(40));
    }
  }

  @Test
  void publishesOnlyThePublicHalvesOfItsKeys() {
    JsonNode keys = rig.nobody().get("/.well-known/jwks.json").expect(200).json().path("keys");
    assertThat(keys).isNotEmpty();
    assertThat(keys.get(0).has("d")).isFalse();
  }

  @Test
  void leavesATraceOfWhoSignedIn() {
    Somebody alice = Somebody.registered(rig);
    JsonNode me = alice.signIn().path("me");
    TenantId tenantId = new TenantId(me.path("tenantId").stringValue(""));

    List<AuditEntry> entries = rig.bean(AuditLog.class).latest(tenantId, Long.MAX_VALUE, 10);

    assertThat(entries.getFirst().action()).isEqualTo("login.opened");
    assertThat(entries.getFirst().actor()).isEqualTo("user/" + me.path("userId").stringValue(""));
    assertThat(entries.getFirst().details()).contains("127.0.0.1").doesNotContain(alice.email());
  }

  private static ApiAnswer cookieLogin(Somebody somebody) {
    return rig.nobody()
        .post(
            "/api/auth/login",
            "{\"email\": \"%s\", \"password\": \"%s\", \"session\": \"cookie\"}"
                .formatted(somebody.email(), Somebody.PASSWORD))
        .expect(200);
  }

  private static ApiAnswer refresh(String token) {
    return rig.nobody().post("/api/auth/refresh", "{\"refreshToken\": \"" + token + "\"}");
  }

  private static ApiAnswer askReset(String email) {
    return rig.nobody()
        .post("/api/auth/password-reset", "{\"email\": \"" + email + "\"}")
        .expect(202);
  }

  private static ApiAnswer reset(String token, String password) {
    return rig.nobody()
        .post(
            "/api/auth/password-reset/confirm",
            "{\"token\": \"%s\", \"password\": \"%s\"}".formatted(token, password));
  }
}
