package io.oratio.standalone.shell;

import java.net.URI;
import java.time.Instant;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Who is logged in where, with the tokens of it.
record Login(
    URI api,
    String email,
    String tenantName,
    String role,
    String accessToken,
    String refreshToken,
    Instant expiresAt) {
  /// From the answer to a login, a claim or a refresh.
  static Login of(URI api, JsonNode signedIn, Instant now) {
    JsonNode me = signedIn.path("me");
    return new Login(
        api,
        Screen.text(me, "email"),
        Screen.text(me, "tenantName"),
        Screen.text(me, "role"),
        Screen.text(signedIn, "accessToken"),
        Screen.text(signedIn, "refreshToken"),
        now.plusSeconds(signedIn.path("expiresInSeconds").asLong(60)));
  }

  /// As it was kept.
  static Login read(JsonNode kept) {
    return new Login(
        URI.create(Screen.text(kept, "api")),
        Screen.text(kept, "email"),
        Screen.text(kept, "tenantName"),
        Screen.text(kept, "role"),
        Screen.text(kept, "accessToken"),
        Screen.text(kept, "refreshToken"),
        Instant.parse(Screen.text(kept, "expiresAt")));
  }

  JsonNode json() {
    return JsonMapper.shared()
        .createObjectNode()
        .put("api", api.toString())
        .put("email", email)
        .put("tenantName", tenantName)
        .put("role", role)
        .put("accessToken", accessToken)
        .put("refreshToken", refreshToken)
        .put("expiresAt", expiresAt.toString());
  }

  @Override
  public String toString() {
    return "Login[" + email + " at " + api + "]";
  }
}
