package io.oratio.control.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.control.rig.ApiAnswer;
import io.oratio.control.rig.ApiClient;
import io.oratio.control.rig.ApiRig;
import io.oratio.control.web.contract.Role;
import io.oratio.domain.key.ApiKey;
import io.oratio.domain.key.ApiKeys;
import io.oratio.domain.key.Keys;
import io.oratio.domain.tenant.TenantId;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

@Timeout(60)
class MemberTest {
  private static final String INVITED = "You are invited";

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
  void letsSomebodyNewJoinByInvitation() {
    ApiClient owner = Somebody.registered(rig).client();
    Somebody bob = Somebody.of(rig);
    JsonNode invitation = invite(owner, bob.email(), "operator").expect(201).json();
    assertThat(invitation.path("status").stringValue("")).isEqualTo("pending");

    JsonNode joined = accept(bob.token(INVITED), Somebody.PASSWORD).expect(200).json();

    assertThat(joined.at("/me/role").stringValue("")).isEqualTo("operator");
    assertThat(joined.at("/me/tenantName").stringValue("")).isEqualTo("Acme");
    bob.login(Somebody.PASSWORD).expect(200);
    accept(bob.token(INVITED), Somebody.PASSWORD).expect(422, "TOKEN_INVALID");
    JsonNode members = owner.get("/api/members").expect(200).json();
    assertThat(members.path("data")).hasSize(2);
    String userId = joined.at("/me/userId").stringValue("");
    assertThat(owner.get("/api/members/" + userId).expect(200).json().path("email").stringValue(""))
        .isEqualTo(bob.email());
    JsonNode list = owner.get("/api/invitations").expect(200).json();
    assertThat(list.at("/data/0/status").stringValue("")).isEqualTo("accepted");
  }

  @Test
  void letsSomebodyKnownJoinWithTheirOwnPasswordAndGoToAndFro() {
    Somebody bob = Somebody.registered(rig);
    ApiClient owner = Somebody.registered(rig).client();
    invite(owner, bob.email(), "viewer").expect(201);
    accept(bob.token(INVITED), "not the password of Bob").expect(401, "CREDENTIALS_INVALID");
    JsonNode joined = accept(bob.token(INVITED), Somebody.PASSWORD).expect(200).json();
    invite(owner, bob.email(), "viewer").expect(409, "MEMBER_EXISTS");
    assertThat(joined.at("/me/tenants")).hasSize(2);

    ApiClient here = Somebody.bearer(rig, joined);
    String own =
        joined
            .at("/me/tenants")
            .valueStream()
            .filter(it -> it.path("role").stringValue("").equals("owner"))
            .map(it -> it.path("tenantId").stringValue(""))
            .findFirst()
            .orElseThrow();
    JsonNode there =
        here.post("/api/auth/switch-tenant", "{\"tenantId\": \"" + own + "\"}").expect(200).json();

    assertThat(there.at("/me/role").stringValue("")).isEqualTo("owner");
    here.get("/api/auth/me").expect(401);
    Somebody.bearer(rig, there)
        .post("/api/auth/switch-tenant", "{\"tenantId\": \"t_somebody_elses\"}")
        .expect(404, "TENANT_NOT_FOUND");
  }

  @Test
  void takesAnInvitationBack() {
    ApiClient owner = Somebody.registered(rig).client();
    Somebody bob = Somebody.of(rig);
    JsonNode invitation = invite(owner, bob.email(), "viewer").expect(201).json();
    String path = "/api/invitations/" + invitation.path("invitationId").stringValue("");
    rig.as(rig.newTenant(), Role.OWNER).delete(path).expect(404, "INVITATION_NOT_FOUND");

    owner.delete(path).expect(204);

    accept(bob.token(INVITED), Somebody.PASSWORD).expect(422, "TOKEN_INVALID");
    owner.delete(path).expect(404, "INVITATION_NOT_FOUND");
  }

  @Test
  void letsOnlyOwnersMakeAndUnmakeOwnersAndKeepsOne() {
    JsonNode alice = Somebody.registered(rig).signIn();
    ApiClient owner = Somebody.bearer(rig, alice);
    String aliceId = alice.at("/me/userId").stringValue("");
    JsonNode bob = joined(owner, "admin");
    ApiClient admin = Somebody.bearer(rig, bob);
    String bobId = bob.at("/me/userId").stringValue("");

    invite(admin, Somebody.of(rig).email(), "owner").expect(403, "FORBIDDEN");
    role(admin, bobId, "owner").expect(403, "FORBIDDEN");
    role(admin, aliceId, "viewer").expect(403, "FORBIDDEN");
    admin.delete("/api/members/" + aliceId).expect(403, "FORBIDDEN");
    role(owner, aliceId, "admin").expect(409, "LAST_OWNER");
    owner.delete("/api/members/" + aliceId).expect(409, "LAST_OWNER");
    role(owner, bobId, "owner").expect(200);
    role(owner, aliceId, "viewer").expect(200);

    // What the token says of the role does not count any more.
    role(owner, bobId, "viewer").expect(403, "FORBIDDEN");
    owner
        .patch("/api/members/" + aliceId, "{\"role\": \"viewer\", \"userId\": \"usr_1\"}")
        .expect(403);
  }

  @Test
  void endsTheSessionsAndKeysOfSomebodyWhoIsTakenOut() {
    JsonNode alice = Somebody.registered(rig).signIn();
    ApiClient owner = Somebody.bearer(rig, alice);
    JsonNode bob = joined(owner, "admin");
    String bobId = bob.at("/me/userId").stringValue("");
    ApiClient client = Somebody.bearer(rig, bob);
    client.get("/api/members").expect(200);
    TenantId tenantId = new TenantId(alice.at("/me/tenantId").stringValue(""));
    String keyId = keyOf(tenantId, bobId);
    rig.as(rig.newTenant(), Role.OWNER)
        .delete("/api/members/" + bobId)
        .expect(404, "MEMBER_NOT_FOUND");

    owner.delete("/api/members/" + bobId).expect(204);

    client.get("/api/members").expect(401);
    owner.get("/api/members/" + bobId).expect(404, "MEMBER_NOT_FOUND");
    assertThat(rig.bean(ApiKeys.class).find(tenantId, keyId).orElseThrow().revokedAt()).isPresent();
  }

  @Test
  void pagesThroughMembers() {
    ApiClient owner = Somebody.registered(rig).client();
    joined(owner, "viewer");
    joined(owner, "viewer");

    JsonNode first = owner.get("/api/members?limit=2").expect(200).json();
    String cursor = first.path("nextCursor").stringValue("");
    JsonNode second = owner.get("/api/members?limit=2&cursor=" + cursor).expect(200).json();

    assertThat(first.path("data")).hasSize(2);
    assertThat(second.path("data")).hasSize(1);
    assertThat(second.has("nextCursor")).isFalse();
    owner.get("/api/members?cursor=AAAA").expect(400, "CURSOR_INVALID");
  }

  @Test
  void makesTheFirstOwnerByTheLinkThatTheFirstStartPrints() {
    try (ApiRig fresh = ApiRig.start(AccountParts.class)) {
      FirstOwner firstOwner = fresh.bean(FirstOwner.class);
      URI link = firstOwner.link().orElseThrow();
      assertThat(link.toString()).startsWith("https://voice.example.com/claim#token=");
      String token = link.getFragment().substring("token=".length());
      claim(fresh, "1234567890123456", "root@example.com").expect(422, "TOKEN_INVALID");

      JsonNode claimed = claim(fresh, token, "root@example.com").expect(200).json();

      assertThat(claimed.at("/me/role").stringValue("")).isEqualTo("owner");
      assertThat(claimed.at("/me/emailVerified").booleanValue(false)).isTrue();
      assertThat(firstOwner.link()).isEmpty();
      claim(fresh, token, "other@example.com").expect(409, "ALREADY_CLAIMED");
    }
  }

  private static ApiAnswer claim(ApiRig fresh, String token, String email) {
    return fresh
        .nobody()
        .post(
            "/api/auth/claim",
            """
            {"token": "%s", "email": "%s", "password": "%s", "tenantName": "Acme"}
            """
                .formatted(token, email, Somebody.PASSWORD));
  }

  private static JsonNode joined(ApiClient owner, String role) {
    Somebody somebody = Somebody.of(rig);
    invite(owner, somebody.email(), role).expect(201);
    return accept(somebody.token(INVITED), Somebody.PASSWORD).expect(200).json();
  }

  private static ApiAnswer invite(ApiClient client, String email, String role) {
    return client.post(
        "/api/invitations", "{\"email\": \"%s\", \"role\": \"%s\"}".formatted(email, role));
  }

  private static ApiAnswer accept(String token, String password) {
    return rig.nobody()
        .post(
            "/api/auth/invitations/accept",
            "{\"token\": \"%s\", \"password\": \"%s\", \"name\": \"Bob\"}"
                .formatted(token, password));
  }

  private static ApiAnswer role(ApiClient client, String userId, String role) {
    return client.patch("/api/members/" + userId, "{\"role\": \"" + role + "\"}");
  }

  private static String keyOf(TenantId tenantId, String userId) {
    String keyId = Keys.newId();
    ApiKey sample = Keys.key(tenantId, keyId);
    rig.bean(ApiKeys.class)
        .add(
            new ApiKey(
                tenantId,
                keyId,
                sample.kind(),
                sample.name(),
                sample.secretHmac(),
                sample.pepperId(),
                sample.last4(),
                sample.scopes(),
                sample.agentIds(),
                sample.origins(),
                userId,
                sample.createdAt(),
                Instant.now().plusSeconds(86_400),
                Optional.empty(),
                0,
                Optional.empty(),
                Optional.empty()));
    return keyId;
  }
}
