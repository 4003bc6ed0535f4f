package io.oratio.control.account.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.control.account.AccountFeature;
import io.oratio.control.rig.ApiAnswer;
import io.oratio.control.rig.ApiClient;
import io.oratio.control.rig.ApiRig;
import io.oratio.control.trust.TestTrust;
import io.oratio.domain.account.EmailAddress;
import io.oratio.domain.account.User;
import io.oratio.domain.account.Users;
import io.oratio.domain.trunk.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;

/// Signing in at a real OpenID provider; the test is the browser.
@Timeout(90)
class OidcTest {
  private static Provider provider;
  private static ApiRig rig;
  private static HttpClient http;

  @Configuration(proxyBeanMethods = false)
  @Import({TestTrust.class, AccountFeature.class, OidcFeature.class})
  static class Parts {
    @Bean
    OidcSettings oidcSettings() {
      return new OidcSettings(
          provider.issuer(),
          Provider.CLIENT,
          Optional.of(new Secret(Provider.SECRET)),
          Duration.ofSeconds(20));
    }
  }

  /// What a browser holds between going there and coming back.
  private record Away(ApiClient browser, URI authorize) {}

  @BeforeAll
  static void start() {
    provider = Provider.start();
    rig = ApiRig.start(Parts.class);
    http = HttpClient.newHttpClient();
  }

  @AfterAll
  static void stop() {
    http.close();
    rig.close();
    provider.close();
  }

  @Test
  void signsSomebodyInWhomTheProviderVouchesFor() throws Exception {
    Away away = away("/agents?tab=live");
    assertThat(away.authorize().getQuery())
        .contains("code_challenge_method=S256", "nonce=", "state=", "scope=openid email profile");

    ApiAnswer back = away.browser().get(callback(away, "alice")).expect(302);

    assertThat(back.header("Location")).contains("/agents?tab=live");
    String cookie =
        back.response().headers().allValues("Set-Cookie").stream()
            .filter(it -> it.startsWith("__Host-oratio-session="))
            .findFirst()
            .orElseThrow();
    JsonNode me =
        rig.nobody()
            .with("Cookie", cookie.substring(0, cookie.indexOf(';')))
            .get("/api/auth/me")
            .expect(200)
            .json();
    assertThat(me.path("email").stringValue("")).isEqualTo("alice@example.org");
    assertThat(me.path("emailVerified").booleanValue(false)).isTrue();

    // The same person comes again and stays the same.
    Away again = away("/");
    again.browser().get(callback(again, "alice")).expect(302);
    User user = rig.bean(Users.class).byEmail(new EmailAddress("alice@example.org")).orElseThrow();
    assertThat(user.userId()).isEqualTo(me.path("userId").stringValue(""));
    assertThat(user.external().orElseThrow().subject()).isEqualTo("alice");
  }

  @Test
  void takesBackNobodyWhoWasNotSentByThisBrowser() throws Exception {
    Away away = away("/");
    String callback = callback(away, "alice");

    rig.nobody().get(callback).expect(400, "OIDC_STATE_INVALID");
    away("/").browser().get(callback).expect(400, "OIDC_STATE_INVALID");
    away.browser()
        .get(callback.replaceFirst("state=[^&]*", "state=made-up"))
        .expect(400, "OIDC_STATE_INVALID");
  }

  @Test
  void takesACodeOnlyOnceAndOnlyOurs() throws Exception {
    Away away = away("/");
    String callback = callback(away, "alice");
    away.browser().get(callback).expect(302);

    away.browser().get(callback).expect(401, "OIDC_REFUSED");
    Away other = away("/");
    String othersState = parameter(other.authorize(), "state");
    String stolen =
        callback(away("/"), "alice").replaceFirst("state=[^&]*", "state=" + othersState);
    // Another attempt's code does not fit this one's verifier.
    other.browser().get(stolen).expect(401, "OIDC_REFUSED");
    other
        .browser()
        .get("/api/auth/oidc/callback?error=access_denied&state=" + othersState)
        .expect(401, "OIDC_REFUSED");
  }

  @Test
  void letsNobodyInWhoseAddressTheProviderDoesNotVouchFor() throws Exception {
    Away away = away("/");
    away.browser().get(callback(away, "mallory")).expect(403, "EMAIL_NOT_VERIFIED");
    assertThat(rig.bean(Users.class).byEmail(new EmailAddress("mallory@example.org"))).isEmpty();
  }

  @Test
  void takesAnUnverifiedAccountFromWhoRegisteredItInSomebodysName() throws Exception {
    String password = "the password of an intruder";
    rig.nobody()
        .post(
            "/api/auth/register",
            """
            {"email": "bob@example.org", "password": "%s", "tenantName": "Trap"}
            """
                .formatted(password))
        .expect(202);
    EmailAddress email = new EmailAddress("bob@example.org");
    awaitRegistered(email);

    Away away = away("/");
    away.browser().get(callback(away, "bob")).expect(302);

    assertThat(rig.bean(Users.class).byEmail(email).orElseThrow().emailVerified()).isTrue();
    rig.nobody()
        .post(
            "/api/auth/login",
            "{\"email\": \"bob@example.org\", \"password\": \"%s\"}".formatted(password))
        .expect(401, "CREDENTIALS_INVALID");
  }

  @Test
  void saysThatThereIsNoProviderWhereNoneIsConfigured() {
    try (ApiRig without = ApiRig.start(TestTrust.class, AccountFeature.class)) {
      without.nobody().get("/api/auth/oidc/start").expect(404, "OIDC_NOT_CONFIGURED");
      without
          .nobody()
          .get("/api/auth/oidc/callback?code=a&state=b")
          .expect(404, "OIDC_NOT_CONFIGURED");
    }
  }

  @Test
  void goesBackToNoOtherSite() {
    rig.nobody().get("/api/auth/oidc/start?returnTo=//evil.example.com").expect(400);
    rig.nobody().get("/api/auth/oidc/start?returnTo=https://evil.example.com").expect(400);
  }

  private static Away away(String returnTo) {
    ApiAnswer start =
        rig.nobody()
            .get(
                "/api/auth/oidc/start?returnTo="
                    + URLEncoder.encode(returnTo, StandardCharsets.UTF_8))
            .expect(302);
    String cookie = start.header("Set-Cookie").orElseThrow();
    assertThat(cookie).contains("; HttpOnly", "; Secure", "; SameSite=Lax");
    return new Away(
        rig.nobody().with("Cookie", cookie.substring(0, cookie.indexOf(';'))),
        URI.create(start.header("Location").orElseThrow()));
  }

  /// Signs in at the provider, which sends the browser back.
  private static String callback(Away away, String name) throws IOException, InterruptedException {
    String basic =
        Base64.getEncoder()
            .encodeToString((name + ":" + Provider.PASSWORD).getBytes(StandardCharsets.UTF_8));
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(away.authorize())
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Basic " + basic)
                .header("Accept", "text/html")
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
    URI back = URI.create(answer.headers().firstValue("Location").orElseThrow());
    assertThat(back.getHost()).isEqualTo("voice.example.com");
    assertThat(back.getQuery()).doesNotContain("error=");
    return back.getRawPath() + "?" + back.getRawQuery();
  }

  private static String parameter(URI uri, String name) {
    for (String pair : uri.getRawQuery().split("&")) {
      if (pair.startsWith(name + "=")) {
        return pair.substring(name.length() + 1);
      }
    }
    throw new AssertionError(uri + " has no " + name);
  }

  private static void awaitRegistered(EmailAddress email) {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (rig.bean(Users.class).byEmail(email).isEmpty()) {
      assertThat(System.nanoTime()).isLessThan(end);
      LockSupport.parkNanos(5_000_000);
    }
  }
}
