package io.oratio.control.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.control.rig.ApiAnswer;
import io.oratio.control.rig.ApiClient;
import io.oratio.control.rig.ApiRig;
import io.oratio.domain.account.People;
import io.oratio.domain.mail.Letter;
import io.oratio.domain.mail.Mailbox;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// A person with a mailbox, who uses the API as a program does.
record Somebody(ApiRig rig, String email) {
  static final String PASSWORD = "a quiet river at dawn";

  private static final Pattern TOKEN = Pattern.compile("#token=([0-9A-Za-z]+)");
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  static Somebody of(ApiRig rig) {
    return new Somebody(rig, People.newEmail().reveal());
  }

  /// Somebody who has registered and verified.
  static Somebody registered(ApiRig rig) {
    Somebody somebody = of(rig);
    somebody.register().expect(202);
    somebody.verify().expect(204);
    return somebody;
  }

  ApiAnswer register() {
    return rig.nobody()
        .post(
            "/api/auth/register",
            """
            {"email": "%s", "password": "%s", "name": "Alice", "tenantName": "Acme"}
            """
                .formatted(email, PASSWORD));
  }

  ApiAnswer verify() {
    return rig.nobody()
        .post(
            "/api/auth/verify",
            "{\"token\": \"%s\"}".formatted(token("Verify your e-mail address")));
  }

  ApiAnswer login(String password) {
    return rig.nobody()
        .post(
            "/api/auth/login",
            "{\"email\": \"%s\", \"password\": \"%s\"}".formatted(email, password));
  }

  JsonNode signIn() {
    return login(PASSWORD).expect(200).json();
  }

  /// Asks as this person.
  ApiClient client() {
    return bearer(rig, signIn());
  }

  static ApiClient bearer(ApiRig rig, JsonNode signedIn) {
    return rig.nobody()
        .with("Authorization", "Bearer " + signedIn.path("accessToken").stringValue(""));
  }

  /// The secret of the last letter of this subject, once it has come.
  String token(String subject) {
    Matcher found = TOKEN.matcher(letter(subject).body());
    assertThat(found.find()).isTrue();
    return found.group(1);
  }

  Letter letter(String subject) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      Optional<Letter> letter = letters(subject);
      if (letter.isPresent()) {
        return letter.get();
      }
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
    throw new AssertionError("no letter '" + subject + "' came");
  }

  private Optional<Letter> letters(String subject) {
    return rig.bean(Mailbox.class).recent(Letters.PLATFORM, 1000).stream()
        .filter(it -> it.to().equals(email) && it.subject().equals(subject))
        .findFirst();
  }
}
