package io.oratio.control.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.control.rig.ApiAnswer;
import io.oratio.control.rig.ApiClient;
import io.oratio.control.rig.ApiRig;
import io.oratio.control.web.Caller;
import io.oratio.control.web.contract.Role;
import io.oratio.domain.Samples;
import io.oratio.domain.audit.AuditLog;
import io.oratio.domain.object.ObjectStore;
import io.oratio.domain.session.Session;
import io.oratio.domain.session.Sessions;
import io.oratio.domain.session.Turn;
import io.oratio.domain.tenant.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(120)
class SessionEndpointsTest {
  private static ApiRig rig;
  private static Sessions sessions;

  private final TenantId tenant = rig.newTenant();
  private final ApiClient viewer = rig.as(tenant, Role.VIEWER);
  private final ApiClient owner = rig.as(tenant, Role.OWNER);

  @BeforeAll
  static void start() {
    rig = ApiRig.start(SessionMatrixPart.class);
    sessions = rig.bean(Sessions.class);
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  @Test
  void listsSessionsTheNewestFirstPageByPage() {
    List<String> ids = IntStream.range(0, 5).mapToObj(it -> open(it)).toList();

    ApiAnswer first = viewer.get("/api/sessions?limit=2").expect(200);
    assertThat(ids(first)).containsExactly(ids.get(4), ids.get(3));
    String next = first.json().path("nextCursor").stringValue("");
    ApiAnswer second = viewer.get("/api/sessions?limit=2&cursor=" + next).expect(200);
    assertThat(ids(second)).containsExactly(ids.get(2), ids.get(1));
    next = second.json().path("nextCursor").stringValue("");
    ApiAnswer last = viewer.get("/api/sessions?limit=2&cursor=" + next).expect(200);
    assertThat(ids(last)).containsExactly(ids.get(0));
    assertThat(last.json().has("nextCursor")).isFalse();
    viewer.get("/api/sessions?cursor=bm90LW9uZQ").expect(400, "CURSOR_INVALID");
  }

  @Test
  @DisabledIfSystemProperty(
      named = ApiRig.STORES,
      matches = "aws",
      disabledReason = "docs/data.md: DynamoDB searches no words")
  void findsSessionsByTheirWords() {
    String umbrella = open(0);
    open(10);
    sessions.append(tenant, umbrella, Samples.turn(1, "I lost my blue umbrella"));

    assertThat(ids(viewer.get("/api/sessions?q=umbrella%20blue"))).containsExactly(umbrella);
  }

  @Test
  @EnabledIfSystemProperty(
      named = ApiRig.STORES,
      matches = "aws",
      disabledReason = "The stores in memory and PostgreSQL search for words.")
  void saysThatDynamoDbSearchesNoWords() {
    viewer.get("/api/sessions?q=umbrella").expect(422, "SEARCH_NOT_OFFERED");
  }

  @Test
  void findsSessionsByWhatTheQuerySays() {
    String old = open(0);
    String live = open(10);
    close(old, 3);

    assertThat(ids(viewer.get("/api/sessions?status=completed"))).containsExactly(old);
    assertThat(ids(viewer.get("/api/sessions/live"))).containsExactly(live);
    assertThat(ids(viewer.get("/api/sessions?number=%2B15550199&channel=sip"))).hasSize(2);
    assertThat(ids(viewer.get("/api/sessions?channel=widget"))).isEmpty();
    assertThat(ids(viewer.get("/api/sessions?agentId=other"))).isEmpty();
    String between = Samples.MORNING.plusSeconds(5).toString();
    assertThat(ids(viewer.get("/api/sessions?from=" + between))).containsExactly(live);
    assertThat(ids(viewer.get("/api/sessions?to=" + between))).containsExactly(old);
    viewer.get("/api/sessions?from=yesterday").expect(400, "REQUEST_INVALID");
    viewer.get("/api/sessions?q=%20").expect(422, "VALIDATION_FAILED");
    viewer.get("/api/sessions?q=" + "%E2%82%AC".repeat(100)).expect(422, "VALIDATION_FAILED");
  }

  @Test
  void showsASessionWithItsLineAndItsEnding() {
    String id = open(0);
    close(id, 90);
    JsonNode session = viewer.get("/api/sessions/" + id).expect(200).json();
    assertThat(session.path("duration").doubleValue()).isEqualTo(90);
    assertThat(session.path("status").stringValue()).isEqualTo("completed");
    assertThat(session.at("/ending/reason").stringValue()).isEqualTo("caller_hung_up");
    assertThat(session.at("/lineQuality/meanOpinionScore").doubleValue()).isEqualTo(4.31);
    assertThat(session.at("/customerMetadata/phoneNumber").stringValue()).isEqualTo("+15550199");
    assertThat(session.path("audioRecordingUrl").stringValue())
        .isEqualTo("/api/sessions/" + id + "/recording");
  }

  @Test
  void listsTurnsInOrderPageByPage() {
    String id = open(0);
    IntStream.rangeClosed(1, 3)
        .forEach(it -> sessions.append(tenant, id, Samples.turn(it, "words " + it)));
    ApiAnswer first = viewer.get("/api/sessions/" + id + "/turns?limit=2").expect(200);
    assertThat(first.json().at("/data/1/content").stringValue()).isEqualTo("words 2");
    assertThat(first.json().at("/data/1/offsetMs").doubleValue()).isEqualTo(2000);
    String next = first.json().path("nextCursor").stringValue("");
    ApiAnswer second =
        viewer.get("/api/sessions/" + id + "/turns?limit=2&cursor=" + next).expect(200);
    assertThat(second.json().path("data")).hasSize(1);
    assertThat(second.json().has("nextCursor")).isFalse();
    viewer.get("/api/sessions/" + id + "/turns?cursor=bm90LW9uZQ").expect(400, "CURSOR_INVALID");
  }

  @Test
  void showsAnotherTenantNothingAndLetsItDeleteNothing() {
    String id = open(0);
    close(id, 3);
    ApiClient stranger = rig.as(rig.newTenant(), Role.OWNER);
    for (String path : List.of("", "/turns", "/transcript", "/recording")) {
      stranger.get("/api/sessions/" + id + path).expect(404, "SESSION_NOT_FOUND");
    }
    stranger.post("/api/sessions/" + id + "/recording/link", "").expect(404, "SESSION_NOT_FOUND");
    stranger.delete("/api/sessions/" + id).expect(404, "SESSION_NOT_FOUND");
    assertThat(ids(stranger.get("/api/sessions"))).isEmpty();
    assertThat(sessions.find(tenant, id)).isPresent();
  }

  @Test
  void showsAKeyOnlyTheSessionsOfItsAgents() {
    String mine = open(0, "sales");
    String also = open(1, "support");
    String other = open(2, "reception");
    ApiClient one = keyFor(Set.of("sales"));
    ApiClient two = keyFor(Set.of("sales", "support"));
    assertThat(ids(one.get("/api/sessions"))).containsExactly(mine);
    assertThat(ids(two.get("/api/sessions"))).containsExactly(also, mine);
    assertThat(ids(two.get("/api/sessions?limit=1"))).containsExactly(also);
    assertThat(ids(two.get("/api/sessions?agentId=reception"))).isEmpty();
    assertThat(ids(two.get("/api/sessions/live"))).containsExactly(also, mine);
    two.get("/api/sessions/" + other).expect(404, "SESSION_NOT_FOUND");
    two.get("/api/sessions/" + mine).expect(200);
  }

  @Test
  void deletesASessionWithItsRecordingAndSaysSoInTheAuditLog() throws Exception {
    String id = open(0);
    sessions.append(tenant, id, Samples.turn(1, "words"));
    Recorded.of(rig.bean(ObjectStore.class), id, 10);
    owner.delete("/api/sessions/" + id).expect(409, "SESSION_ACTIVE");
    close(id, 3);
    rig.as(tenant, Role.ADMIN).delete("/api/sessions/" + id).expect(403, "FORBIDDEN");

    owner.delete("/api/sessions/" + id).expect(204);

    owner.get("/api/sessions/" + id).expect(404, "SESSION_NOT_FOUND");
    owner.delete("/api/sessions/" + id).expect(404, "SESSION_NOT_FOUND");
    assertThat(sessions.turns(tenant, id, 0, 10)).isEmpty();
    assertThat(rig.bean(ObjectStore.class).size(Recorded.name(id))).isEmpty();
    assertThat(rig.bean(AuditLog.class).entries(tenant, 0, 10))
        .extracting(it -> it.action() + " " + it.subject())
        .containsExactly("session.deleted session/" + id);
  }

  @Test
  void exportsWhatFitsALineForEachSession() {
    String first = open(0);
    String second = open(1);
    sessions.append(tenant, first, Samples.turn(1, Samples.MANY_SCRIPTS));
    ApiAnswer answer = owner.get("/api/sessions/export").expect(200);
    List<JsonNode> lines = answer.text().lines().map(JsonMapper.shared()::readTree).toList();
    assertThat(lines)
        .extracting(it -> it.path("sessionId").stringValue())
        .containsExactly(second, first);
    assertThat(lines.get(1).at("/turns/0/content").stringValue()).isEqualTo(Samples.MANY_SCRIPTS);
    assertThat(owner.get("/api/sessions/export?channel=api").expect(200).text()).isEmpty();
    viewer.get("/api/sessions/export").expect(403, "FORBIDDEN");
    assertThat(rig.bean(AuditLog.class).entries(tenant, 0, 10))
        .extracting(it -> it.action())
        .containsExactly("session.exported", "session.exported");
  }

  @Test
  void exportsMoreThanAPageOfSessionsAndTurns() {
    IntStream.range(0, 120).forEach(this::open);
    String id = open(500);
    IntStream.rangeClosed(1, 230).forEach(it -> sessions.append(tenant, id, turn(it)));
    List<String> lines = owner.get("/api/sessions/export").expect(200).text().lines().toList();
    assertThat(lines).hasSize(121);
    assertThat(JsonMapper.shared().readTree(lines.getFirst()).path("turns")).hasSize(230);
  }

  private static Turn turn(int sequence) {
    return Samples.turn(sequence, "words");
  }

  private ApiClient keyFor(Set<String> agentIds) {
    return rig.as(
        new Caller.Key("key_" + UUID.randomUUID(), tenant, Set.of("sessions:read"), agentIds));
  }

  private String open(int second) {
    return open(second, "reception");
  }

  private String open(int second, String agentId) {
    String id = "ses_" + UUID.randomUUID();
    Session it = Samples.session(tenant, id, Samples.MORNING.plusSeconds(second));
    sessions.open(
        new Session(
            it.tenantId(),
            id,
            agentId,
            it.agentVersion(),
            it.userId(),
            it.node(),
            it.sessionType(),
            it.channel(),
            it.status(),
            it.dialled(),
            it.engine(),
            it.startTime(),
            Optional.empty(),
            0,
            Optional.empty(),
            false,
            Optional.empty(),
            it.customerMetadata(),
            Optional.empty(),
            Optional.empty()));
    return id;
  }

  private void close(String id, int seconds) {
    sessions.complete(
        tenant, id, Samples.completion(Samples.MORNING.plus(Duration.ofSeconds(seconds))));
  }

  private static List<String> ids(ApiAnswer answer) {
    return answer
        .expect(200)
        .json()
        .path("data")
        .valueStream()
        .map(it -> it.path("sessionId").stringValue(""))
        .toList();
  }
}
