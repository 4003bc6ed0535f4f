package io.oratio.control.key;

import io.oratio.control.web.ErrorCode;
import io.oratio.control.web.Refusal;
import io.oratio.control.web.Times;
import io.oratio.domain.key.ApiKey;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Reads what a new key is to be, and refuses what the schema cannot say.
final class KeyWish {
  private static final Duration USUAL_LIFE = Duration.ofDays(365);
  private static final Duration LONGEST_LIFE = Duration.ofDays(731);

  private KeyWish() {}

  /// @throws Refusal 422 with the place that cannot be
  static Keyring.Wish read(JsonNode body, Instant now) {
    ApiKey.Kind kind = ApiKey.Kind.fromWire(body.path("kind").stringValue(""));
    Keyring.Wish wish =
        new Keyring.Wish(
            kind,
            body.path("name").stringValue(""),
            texts(body.path("scopes")),
            texts(body.path("agents")),
            texts(body.path("origins")),
            expiry(body.path("expiresAt").stringValue(""), now));
    switch (kind) {
      case SECRET -> {
        require(!wish.scopes().isEmpty(), "/scopes", "is needed: a secret key has one at least");
        require(wish.origins().isEmpty(), "/origins", "is for widget keys only");
      }
      case WIDGET -> {
        require(wish.scopes().isEmpty(), "/scopes", "is for secret keys only");
        require(!wish.agentIds().isEmpty(), "/agents", "is needed: a widget key has one at least");
        require(!wish.origins().isEmpty(), "/origins", "is needed: a widget key has one at least");
      }
    }
    return wish;
  }

  private static Instant expiry(String text, Instant now) {
    if (text.isEmpty()) {
      return now.plus(USUAL_LIFE);
    }
    try {
      Instant expiresAt = Times.parse(text);
      require(expiresAt.isAfter(now), "/expiresAt", "is over already");
      require(
          !expiresAt.isAfter(now.plus(LONGEST_LIFE)), "/expiresAt", "is more than two years ahead");
      return expiresAt;
    } catch (DateTimeException _) {
      throw refused("/expiresAt", "is no time that we know");
    }
  }

  private static List<String> texts(JsonNode list) {
    return list.valueStream().map(it -> it.stringValue("")).toList();
  }

  private static void require(boolean holds, String pointer, String sentence) {
    if (!holds) {
      throw refused(pointer, sentence);
    }
  }

  private static Refusal refused(String pointer, String sentence) {
    return Refusal.of(ErrorCode.VALIDATION_FAILED, "This key cannot be made.")
        .at(pointer, sentence);
  }
}
