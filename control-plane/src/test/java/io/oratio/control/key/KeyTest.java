package io.oratio.control.key;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.control.rig.ApiAnswer;
import io.oratio.control.rig.ApiClient;
import io.oratio.control.rig.ApiRig;
import io.oratio.control.trust.MovedClock;
import io.oratio.control.web.contract.Role;
import io.oratio.domain.Samples;
import io.oratio.domain.agent.Agents;
import io.oratio.domain.audit.AuditEntry;
import io.oratio.domain.audit.AuditLog;
import io.oratio.domain.key.ApiKey;
import io.oratio.domain.key.ApiKeys;
import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.trunk.Secret;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

@Timeout(60)
class KeyTest {
  private static final String PAGE = "https://shop.example.com";
  private static final String GUARDED = "/api/conversations/con_1/messages";

  private static ApiRig rig;
  private TenantId tenantId;
  private ApiClient owner;

  @BeforeAll
  static void start() {
    rig = ApiRig.start(KeyParts.class);
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  @BeforeEach
  void begin() {
    tenantId = rig.newTenant();
    owner = rig.as(tenantId, Role.OWNER);
  }

  @Test
  void tellsTheTenantWhoseKeyWasRefused() {
    JsonNode made = secret("").expect(201).json();
    String key = text(made, "key");
    KeyText guessed =
        new KeyText(
            ApiKey.Kind.SECRET,
            KeyText.parse(key).orElseThrow().keyId(),
            new Secret("a".repeat(32)));
    with(guessed.reveal()).get(GUARDED).expect(401);
    assertThat(refusals())
        .singleElement()
        .satisfies(it -> assertThat(it.details()).contains("\"secret\""));
    owner.delete("/api/api-keys/" + text(made, "keyId")).expect(204);
    with(key).get(GUARDED).expect(401);
    assertThat(refusals())
        .hasSize(2)
        .first()
        .satisfies(
            it -> {
              assertThat(it.subject()).isEqualTo("key/" + text(made, "keyId"));
              assertThat(it.details()).contains("not_live").doesNotContain(key);
            });
  }

  private List<AuditEntry> refusals() {
    return rig.bean(AuditLog.class).latest(tenantId, Long.MAX_VALUE, 50).stream()
        .filter(it -> it.action().equals("key.refused"))
        .toList();
  }

  @Test
  void makesAKeyThatIsShownOnceAndLetsAProgramIn() {
    JsonNode made = secret("").expect(201).json();
    String key = text(made, "key");
    assertThat(key).matches("ork_live_[0-9A-Za-z]{12}_[0-9A-Za-z]{38}");
    assertThat(key).startsWith(text(made, "prefix")).endsWith(text(made, "lastFour"));

    with(key).get(GUARDED).expect(200);
    rig.nobody().with("X-API-Key", key).get(GUARDED).expect(200);
    rig.bean(KeyUses.class).write();

    JsonNode listed = owner.get("/api/api-keys").expect(200).json().at("/data/0");
    assertThat(listed.has("key")).isFalse();
    assertThat(listed.path("useCount").longValue(0)).isEqualTo(2);
    assertThat(listed.path("lastUsedAt").isString()).isTrue();
    assertThat(
            rig.bean(ApiKeys.class).find(text(made, "keyId")).orElseThrow().secretHmac().reveal())
        .hasSize(64)
        .doesNotContain(key);
  }

  @Test
  void letsNobodyInWithAKeyThatIsNotWhole() {
    String key = text(secret("").json(), "key");
    String other = text(secret("").json(), "key");

    with(key.substring(0, key.length() - 1) + (key.endsWith("0") ? "1" : "0"))
        .get(GUARDED)
        .expect(401);
    with(KeyText.parse(other).map(it -> forged(key, it)).orElseThrow()).get(GUARDED).expect(401);
    with("ork_live_made-up").get(GUARDED).expect(401);
  }

  @Test
  void revokesAKeyAtOnce() {
    JsonNode made = secret("").json();
    ApiClient program = with(text(made, "key"));
    program.get(GUARDED).expect(200);
    String path = "/api/api-keys/" + text(made, "keyId");
    rig.as(rig.newTenant(), Role.OWNER).delete(path).expect(404, "API_KEY_NOT_FOUND");
    program.get(GUARDED).expect(200);

    owner.delete(path).expect(204);

    program.get(GUARDED).expect(401);
    assertThat(text(owner.get("/api/api-keys").json().at("/data/0"), "status"))
        .isEqualTo("revoked");
  }

  @Test
  void letsAKeyAndItsSuccessorLiveTogetherForAWhile() {
    JsonNode old = secret("").json();
    String path = "/api/api-keys/" + text(old, "keyId") + "/rotate";
    rig.as(rig.newTenant(), Role.OWNER).post(path, "").expect(404, "API_KEY_NOT_FOUND");

    JsonNode successor = owner.post(path, "{\"overlapSeconds\": 3600}").expect(201).json();

    with(text(old, "key")).get(GUARDED).expect(200);
    with(text(successor, "key")).get(GUARDED).expect(200);
    owner.post(path, "").expect(409, "KEY_NOT_ROTATABLE");
    JsonNode listed = owner.get("/api/api-keys").expect(200).json().path("data");
    JsonNode replaced =
        listed
            .valueStream()
            .filter(it -> text(it, "keyId").equals(text(old, "keyId")))
            .findFirst()
            .orElseThrow();
    assertThat(text(replaced, "status")).isEqualTo("replaced");
    assertThat(text(replaced, "replacedBy")).isEqualTo(text(successor, "keyId"));

    rig.bean(MovedClock.class).pass(Duration.ofSeconds(3601));

    with(text(old, "key")).get(GUARDED).expect(401);
    with(text(successor, "key")).get(GUARDED).expect(200);
  }

  @Test
  void endsAKeyWhenItHasExpired() {
    ApiClient program = with(text(secret("").json(), "key"));

    rig.bean(MovedClock.class).pass(Duration.ofDays(365));

    program.get(GUARDED).expect(401);
  }

  @Test
  void refusesKeysThatCannotBe() {
    add("{\"name\": \"a\", \"kind\": \"secret\"}").expect(422, "VALIDATION_FAILED");
    secret(", \"origins\": [\"" + PAGE + "\"]").expect(422, "VALIDATION_FAILED");
    secret(", \"expiresAt\": \"2020-01-01T00:00:00Z\"").expect(422, "VALIDATION_FAILED");
    secret(", \"expiresAt\": \"2090-01-01T00:00:00Z\"").expect(422, "VALIDATION_FAILED");
    secret(", \"agents\": [\"agt_another_tenants\"]").expect(404, "AGENT_NOT_FOUND");
    secret(", \"tenantId\": \"t_1\"").expect(400, "REQUEST_INVALID");
    add("{\"name\": \"a\", \"kind\": \"widget\", \"origins\": [\"" + PAGE + "\"]}")
        .expect(422, "VALIDATION_FAILED");
    assertThat(owner.get("/api/api-keys").json().path("data")).isEmpty();
  }

  @Test
  void mintsTokensOfAMinuteForAWidgetsPagesAndAgentsOnly() {
    String agentId = agent(tenantId);
    String key = text(widget(agentId), "key");
    assertThat(key).startsWith("opk_live_");
    with(key).get(GUARDED).expect(401);

    mint(key, agentId, "https://evil.example.com").expect(403, "ORIGIN_NOT_ALLOWED");
    mint(key, agent(tenantId), PAGE).expect(404, "AGENT_NOT_FOUND");
    mint("opk_live_made_up", agentId, PAGE).expect(401, "CREDENTIALS_INVALID");
    JsonNode minted = mint(key, agentId, PAGE).expect(200).json();
    assertThat(minted.path("expiresInSeconds").intValue(0)).isEqualTo(60);

    ApiClient visitor = with(text(minted, "token"));
    visitor.with("Origin", PAGE).get(GUARDED).expect(200);
    visitor
        .with("Origin", "https://evil.example.com")
        .get(GUARDED)
        .expect(403, "ORIGIN_NOT_ALLOWED");
    visitor.get(GUARDED).expect(403, "ORIGIN_NOT_ALLOWED");
    visitor.with("Origin", PAGE).get("/api/api-keys").expect(403, "FORBIDDEN");

    rig.bean(MovedClock.class).pass(Duration.ofSeconds(61));
    visitor.with("Origin", PAGE).get(GUARDED).expect(401, "TOKEN_EXPIRED");
  }

  @Test
  void endsAWidgetsTokensWithItsKey() {
    String agentId = agent(tenantId);
    JsonNode widget = widget(agentId);
    ApiClient visitor =
        with(text(mint(text(widget, "key"), agentId, PAGE).json(), "token")).with("Origin", PAGE);
    visitor.get(GUARDED).expect(200);

    owner.delete("/api/api-keys/" + text(widget, "keyId")).expect(204);

    visitor.get(GUARDED).expect(401);
    mint(text(widget, "key"), agentId, PAGE).expect(401, "CREDENTIALS_INVALID");
  }

  @Test
  void goesOnWithAConversationOnlyWhereItIsTheAgents() {
    String agentId = agent(tenantId);
    String key = text(widget(agentId), "key");

    rig.nobody()
        .with("Origin", PAGE)
        .post(
            "/api/widget/token",
            "{\"key\": \"%s\", \"agentId\": \"%s\", \"conversationId\": \"con_1\"}"
                .formatted(key, agentId))
        .expect(404, "CONVERSATION_NOT_FOUND");
  }

  private ApiAnswer add(String json) {
    return owner.post("/api/api-keys", json);
  }

  private ApiAnswer secret(String more) {
    return add(
        "{\"name\": \"Export\", \"kind\": \"secret\", \"scopes\": [\"conversations:read\"]"
            + more
            + "}");
  }

  private JsonNode widget(String agentId) {
    return add("{\"name\": \"Shop\", \"kind\": \"widget\", \"agents\": [\"%s\"], \"origins\": [\"%s\"]}"
            .formatted(agentId, PAGE))
        .expect(201)
        .json();
  }

  private static ApiAnswer mint(String key, String agentId, String origin) {
    return rig.nobody()
        .with("Origin", origin)
        .post(
            "/api/widget/token", "{\"key\": \"%s\", \"agentId\": \"%s\"}".formatted(key, agentId));
  }

  private static ApiClient with(String bearer) {
    return rig.nobody().with("Authorization", "Bearer " + bearer);
  }

  /// The id of one key and the secret of another, with a sum that is right.
  private static String forged(String key, KeyText other) {
    KeyText own = KeyText.parse(key).orElseThrow();
    return new KeyText(own.kind(), own.keyId(), other.secret()).reveal();
  }

  private static String agent(TenantId tenantId) {
    String agentId = "agt_" + io.oratio.domain.account.People.newWord();
    rig.bean(Agents.class).save(Samples.agent(tenantId, agentId));
    return agentId;
  }

  private static String text(JsonNode node, String name) {
    return node.path(name).stringValue("");
  }
}
