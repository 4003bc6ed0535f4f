package io.oratio.control.key;

import io.oratio.control.trust.Traces;
import io.oratio.control.web.Answer;
import io.oratio.control.web.Cursor;
import io.oratio.control.web.Endpoints;
import io.oratio.control.web.ErrorCode;
import io.oratio.control.web.Json;
import io.oratio.control.web.Page;
import io.oratio.control.web.Refusal;
import io.oratio.control.web.Request;
import io.oratio.domain.agent.Agents;
import io.oratio.domain.key.ApiKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Keys over HTTP.
final class KeyEndpoints implements Endpoints {
  private static final int OVERLAP_SECONDS = 86_400;

  private final Keyring keyring;
  private final WidgetTokens widgets;
  private final Agents agents;
  private final Traces traces;
  private final InstantSource clock;

  KeyEndpoints(
      Keyring keyring, WidgetTokens widgets, Agents agents, Traces traces, InstantSource clock) {
    this.keyring = keyring;
    this.widgets = widgets;
    this.agents = agents;
    this.traces = traces;
    this.clock = clock;
  }

  @Override
  public void register(Register on) {
    on.answer("listApiKeys", this::list);
    on.answer("addApiKey", this::add);
    on.answer("deleteApiKey", this::revoke);
    on.answer("rotateApiKey", this::rotate);
    on.answer("mintWidgetToken", this::mint);
  }

  private Answer list(Request request) {
    int limit = Page.limit(request);
    Optional<Cursor> from = request.text("cursor").map(it -> Cursor.parse(it, 2));
    Optional<Instant> time = from.map(it -> it.time(0));
    List<Keyring.Shown> found =
        keyring.list(request.tenantId()).stream()
            .filter(it -> time.isEmpty() || isAfter(it.key(), time.get(), from.get().key(1)))
            .limit(limit + 1L)
            .toList();
    Instant now = clock.instant();
    return Page.of(
        found,
        limit,
        it -> json(it.key(), it.successor(), now).node(),
        it -> Cursor.after(it.key().createdAt(), it.key().keyId()));
  }

  private static boolean isAfter(ApiKey key, Instant time, String keyId) {
    return key.createdAt().isBefore(time)
        || (key.createdAt().equals(time) && key.keyId().compareTo(keyId) < 0);
  }

  private Answer add(Request request) {
    Keyring.Wish wish = KeyWish.read(request.body(), clock.instant());
    for (String agentId : wish.agentIds()) {
      agents
          .find(request.tenantId(), agentId)
          .orElseThrow(() -> Refusal.of(ErrorCode.AGENT_NOT_FOUND, "There is no such agent."));
    }
    Keyring.Made made = keyring.add(request.tenantId(), request.person().userId(), wish);
    traces.note(
        request,
        "key.added",
        "key/" + made.key().keyId(),
        Map.of("kind", wish.kind().wireName(), "scopes", String.join(" ", wish.scopes())));
    return made(made);
  }

  private Answer rotate(Request request) {
    int overlapSeconds = request.body().path("overlapSeconds").intValue(OVERLAP_SECONDS);
    String keyId = request.path("keyId");
    Keyring.Made made =
        keyring.rotate(
            request.tenantId(),
            request.person().userId(),
            keyId,
            Duration.ofSeconds(overlapSeconds));
    traces.note(
        request,
        "key.rotated",
        "key/" + keyId,
        Map.of(
            "successor", made.key().keyId(), "overlapSeconds", Integer.toString(overlapSeconds)));
    return made(made);
  }

  private Answer revoke(Request request) {
    String keyId = request.path("keyId");
    keyring.revoke(request.tenantId(), keyId);
    traces.note(request, "key.revoked", "key/" + keyId, Map.of());
    return Answer.nothing();
  }

  private Answer mint(Request request) {
    JsonNode body = request.body();
    String agentId = body.path("agentId").stringValue("");
    String token =
        widgets.mint(
            body.path("key").stringValue(""),
            agentId,
            request.text("origin").orElse(""),
            Optional.of(body.path("conversationId").stringValue("")).filter(it -> !it.isEmpty()));
    return Answer.ok(
        Json.object()
            .with("token", token)
            .with("expiresInSeconds", widgets.life().toSeconds())
            .with("agentId", agentId)
            .node());
  }

  private Answer made(Keyring.Made made) {
    Json json = json(made.key(), Optional.empty(), clock.instant());
    return Answer.of(201, json.with("key", made.text().reveal()).node());
  }

  private static Json json(ApiKey key, Optional<ApiKey> successor, Instant now) {
    Instant end = key.revokedAt().filter(key.expiresAt()::isAfter).orElse(key.expiresAt());
    return Json.object()
        .with("keyId", key.keyId())
        .with("name", key.name())
        .with("kind", key.kind().wireName())
        .with("prefix", KeyText.prefix(key.kind(), key.keyId()))
        .with("lastFour", key.last4())
        .with("scopes", Json.texts(key.scopes()))
        .with("agents", Json.texts(key.agentIds()))
        .with("origins", Json.texts(key.origins()))
        .with("status", status(key, successor.isPresent(), now))
        .with("replacedBy", successor.map(ApiKey::keyId))
        .with("expiresAt", end)
        .with("lastUsedAt", key.lastUsedAt())
        .with("useCount", key.useCount())
        .with("createdBy", key.createdBy())
        .with("createdAt", key.createdAt());
  }

  private static String status(ApiKey key, boolean isReplaced, Instant now) {
    if (key.isLive(now)) {
      return isReplaced ? "replaced" : "active";
    }
    return key.revokedAt().filter(it -> !now.isBefore(it)).isPresent() ? "revoked" : "expired";
  }
}
