package io.oratio.control.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.control.rig.ApiAnswer;
import io.oratio.control.rig.ApiClient;
import io.oratio.control.rig.ApiRig;
import io.oratio.control.web.contract.Role;
import io.oratio.domain.Samples;
import io.oratio.domain.agent.Agents;
import io.oratio.domain.call.CallSamples;
import io.oratio.domain.call.CallStatus;
import io.oratio.domain.call.OutboundCall;
import io.oratio.domain.call.OutboundCalls;
import io.oratio.domain.live.CallCommand;
import io.oratio.domain.live.Commands;
import io.oratio.domain.live.Subscription;
import io.oratio.domain.session.CustomerMetadata;
import io.oratio.domain.session.Ending;
import io.oratio.domain.session.Session;
import io.oratio.domain.session.SessionStatus;
import io.oratio.domain.session.Sessions;
import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.tenant.TenantPolicies;
import io.oratio.domain.tenant.TenantPolicy;
import io.oratio.domain.trunk.Trunks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/// Finding and commanding calls, over HTTP, with a gateway that only takes notes.
@Timeout(60)
class LiveCallsTest {
  private static ApiRig rig;
  private static final Map<String, Commands.Outcome> HELD = new ConcurrentHashMap<>();
  private static final Map<String, List<CallCommand>> COMMANDS = new ConcurrentHashMap<>();
  private static Subscription serving;

  private final TenantId ours = Samples.newTenant();
  private final ApiClient operator = rig.as(ours, Role.OPERATOR);
  private int made;

  @BeforeAll
  static void start() {
    rig = ApiRig.start(CallFeature.class);
    serving =
        rig.bean(Commands.class)
            .serve(
                (tenantId, sessionId, command) -> {
                  Commands.Outcome outcome = HELD.get(tenantId + "/" + sessionId);
                  if (outcome == null) {
                    return new Commands.NotHere();
                  }
                  COMMANDS
                      .computeIfAbsent(sessionId, _ -> new CopyOnWriteArrayList<>())
                      .add(command);
                  return outcome;
                });
  }

  @AfterAll
  static void stop() {
    serving.close();
    rig.close();
  }

  @BeforeEach
  void settle() {
    Callers.settle(rig.bean(Trunks.class), rig.bean(Agents.class), ours, "reception");
  }

  @Test
  void takesBackACallThatNobodyDialsYetForGood() {
    OutboundCall call = reserved();
    JsonNode cancelled = hangUp(call.callId()).expect(202).json();
    assertThat(cancelled.path("status").stringValue("")).isEqualTo("cancelled");
    assertThat(cancelled.path("ending").path("result").stringValue("")).isEqualTo("cancelled");
    assertThat(calls().claim(ours, call.callId(), "node-1", Samples.MORNING)).isEmpty();
    assertThat(calls().waiting(1000))
        .extracting(OutboundCall::callId)
        .doesNotContain(call.callId());
    hangUp(call.callId()).expect(409, "CALL_STATE_CONFLICT");
    assertThat(COMMANDS).doesNotContainKey(call.callId());
  }

  @Test
  void tellsTheGatewayToHangUpACallThatItDialsByTheCallsId() {
    OutboundCall call = dialling();
    hold(call.callId(), new Commands.Done());
    hangUp(call.callId()).expect(202);
    assertThat(COMMANDS.get(call.callId())).containsExactly(new CallCommand.HangUp());
  }

  @Test
  void commandsAnAnsweredCallByItsSession() {
    String session = session("ses_out_" + ours, Samples.MORNING, "+15550142").sessionId();
    OutboundCall call = answered(session);
    hold(session, new Commands.Done());
    String path = "/api/calls/" + call.callId();
    operator.post(path + "/digits", "{\"digits\":\"12,a#\"}").expect(202);
    operator.post(path + "/say", "{\"text\":\"One moment.\"}").expect(202);
    operator.post(path + "/transfer", "{\"target\":\"" + Callers.TARGET + "\"}").expect(202);
    hangUp(call.callId()).expect(202);
    assertThat(COMMANDS.get(session))
        .containsExactly(
            new CallCommand.SendDigits("12,A#"),
            new CallCommand.Say("One moment."),
            new CallCommand.Transfer(Callers.TARGET),
            new CallCommand.HangUp());
  }

  @Test
  void sendsNobodyWhereTheAgentsRulesDoNotSend() {
    String session = session("ses_out_" + ours, Samples.MORNING, "+15550142").sessionId();
    OutboundCall call = answered(session);
    hold(session, new Commands.Done());
    ApiAnswer answer =
        operator.post(
            "/api/calls/" + call.callId() + "/transfer", "{\"target\":\"desk at example\"}");
    answer.expect(422, "TRANSFER_TARGET_UNKNOWN");
    assertThat(COMMANDS).doesNotContainKey(session);
  }

  @Test
  void sendsNobodyWhereTheTenantsCallsMayNotGo() {
    String session = session("ses_out_" + ours, Samples.MORNING, "+15550142").sessionId();
    OutboundCall call = answered(session);
    hold(session, new Commands.Done());
    rig.bean(TenantPolicies.class)
        .save(
            new TenantPolicy(
                ours,
                "+1",
                List.of("+1"),
                10,
                OptionalInt.empty(),
                OptionalInt.empty(),
                Samples.MORNING));
    operator
        .post(
            "/api/calls/" + call.callId() + "/transfer", "{\"target\":\"" + Callers.TARGET + "\"}")
        .expect(422, "DESTINATION_NOT_ALLOWED");
    assertThat(COMMANDS).doesNotContainKey(session);
  }

  @Test
  void saysWhyItCannotBeDone() {
    OutboundCall reserved = reserved();
    say(reserved.callId()).expect(409, "CALL_STATE_CONFLICT");
    OutboundCall dialling = dialling();
    say(dialling.callId()).expect(409, "CALL_STATE_CONFLICT");
    String session = session("ses_out_" + ours, Samples.MORNING, "+15550142").sessionId();
    OutboundCall call = answered(session);
    hold(session, new Commands.Refused("The call is on hold."));
    assertThat(say(call.callId()).expect(409, "CALL_STATE_CONFLICT").text()).contains("on hold");
    hold(session, new Commands.TimedOut());
    ApiAnswer late = say(call.callId()).expect(503, "GATEWAY_UNAVAILABLE");
    assertThat(late.header("Retry-After")).isPresent();
    HELD.remove(ours + "/" + session);
    say(call.callId()).expect(503, "GATEWAY_UNAVAILABLE");
    calls().move(ours, call.callId(), CallStatus.COMPLETED, change(Samples.MORNING));
    say(call.callId()).expect(409, "CALL_STATE_CONFLICT");
    operator.post("/api/calls/nothing/say", "{\"text\":\"Hello?\"}").expect(404, "CALL_NOT_FOUND");
  }

  @Test
  void knowsCallsThatCameInByTheirSession() {
    Session live = session("ses_in_" + ours, Samples.MORNING, "+15550199");
    JsonNode call = operator.get("/api/calls/" + live.sessionId()).expect(200).json();
    assertThat(call.path("direction").stringValue("")).isEqualTo("inbound");
    assertThat(call.path("status").stringValue("")).isEqualTo("answered");
    assertThat(call.path("from").stringValue("")).isEqualTo("+15550199");
    hold(live.sessionId(), new Commands.Done());
    say(live.sessionId()).expect(202);
    end(live);
    hangUp(live.sessionId()).expect(409, "CALL_STATE_CONFLICT");
    assertThat(
            operator
                .get("/api/calls/" + live.sessionId())
                .expect(200)
                .json()
                .path("ending")
                .path("reason")
                .stringValue(""))
        .isEqualTo("caller_hung_up");
    String outbound = session("ses_out_" + ours, Samples.MORNING, "+15550142").sessionId();
    operator.get("/api/calls/" + outbound).expect(404, "CALL_NOT_FOUND");
  }

  @Test
  void listsCallsOfBothDirectionsNewestFirstPageByPage() {
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      Instant at = Samples.MORNING.plusSeconds(i);
      expected.addFirst(
          i % 3 == 0
              ? session("ses_" + i + "_" + ours, at, "+15550199").sessionId()
              : reserve(at).callId());
    }
    session("ses_out_" + ours, Samples.MORNING, "+15550142");
    end(session("ses_over_" + ours, Samples.MORNING, "+15550199"));
    for (int limit : List.of(1, 2, 3, 50)) {
      assertThat(walk("/api/calls?limit=" + limit)).as("by " + limit).isEqualTo(expected);
    }
    assertThat(walk("/api/calls?status=reserved&limit=2"))
        .containsExactlyElementsOf(expected.stream().filter(it -> it.startsWith("call_")).toList());
    assertThat(walk("/api/calls?status=answered&limit=2"))
        .containsExactlyElementsOf(expected.stream().filter(it -> it.startsWith("ses_")).toList());
    assertThat(walk("/api/calls?agentId=nobody")).isEmpty();
    assertThat(walk("/api/calls?from=2026-11-21T08:00:05Z&to=2026-11-21T08:00:06.5Z"))
        .containsExactly(expected.get(0), expected.get(1));
    operator.get("/api/calls?cursor=made-up").expect(400, "CURSOR_INVALID");
  }

  @Test
  void leavesAnotherTenantsCallsAlone() {
    OutboundCall call = reserved();
    Session live = session("ses_in_" + ours, Samples.MORNING, "+15550199");
    hold(live.sessionId(), new Commands.Done());
    ApiClient foreign = rig.as(rig.newTenant(), Role.OWNER);
    for (String id : List.of(call.callId(), live.sessionId())) {
      String path = "/api/calls/" + id;
      foreign.get(path).expect(404, "CALL_NOT_FOUND");
      foreign.post(path + "/hangup", "").expect(404, "CALL_NOT_FOUND");
      foreign.post(path + "/say", "{\"text\":\"Boo\"}").expect(404, "CALL_NOT_FOUND");
      foreign.post(path + "/digits", "{\"digits\":\"1\"}").expect(404, "CALL_NOT_FOUND");
      foreign.post(path + "/transfer", "{\"target\":\"Desk\"}").expect(404, "CALL_NOT_FOUND");
    }
    assertThat(foreign.get("/api/calls").expect(200).json().path("data").size()).isZero();
    assertThat(calls().find(ours, call.callId())).contains(call);
    assertThat(COMMANDS).doesNotContainKey(live.sessionId());
  }

  private List<String> walk(String path) {
    List<String> ids = new ArrayList<>();
    Optional<String> cursor = Optional.empty();
    do {
      String more = cursor.map(it -> (path.contains("?") ? "&" : "?") + "cursor=" + it).orElse("");
      JsonNode page = operator.get(path + more).expect(200).json();
      page.path("data").forEach(it -> ids.add(it.path("callId").stringValue("")));
      cursor = page.path("nextCursor").stringValueOpt();
    } while (cursor.isPresent());
    return ids;
  }

  private OutboundCall reserved() {
    return reserve(Samples.MORNING);
  }

  private OutboundCall reserve(Instant at) {
    String id = "call_" + made++ + ours;
    OutboundCall call = CallSamples.call(ours, id, "reception", at);
    calls().reserve(call, CallSamples.reservation(id));
    return call;
  }

  private OutboundCall dialling() {
    return calls().claim(ours, reserved().callId(), "node-1", Samples.MORNING).orElseThrow();
  }

  private OutboundCall answered(String sessionId) {
    return calls()
        .move(ours, dialling().callId(), CallStatus.ANSWERED, change(Samples.MORNING).in(sessionId))
        .orElseThrow();
  }

  private static OutboundCall.Change change(Instant at) {
    return OutboundCall.Change.at(at);
  }

  /// @param other the other side's number; of a call of ours the gateway writes the one called
  private Session session(String id, Instant at, String other) {
    Session sample = Samples.session(ours, id, at);
    Session session =
        new Session(
            ours,
            id,
            "reception",
            1,
            sample.userId(),
            sample.node(),
            sample.sessionType(),
            sample.channel(),
            sample.status(),
            other.equals("+15550142") ? other : sample.dialled(),
            sample.engine(),
            at,
            Optional.empty(),
            0,
            Optional.empty(),
            false,
            Optional.empty(),
            new CustomerMetadata(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(other)),
            Optional.empty(),
            Optional.empty());
    rig.bean(Sessions.class).open(session);
    return session;
  }

  private void end(Session session) {
    rig.bean(Sessions.class)
        .complete(
            ours,
            session.sessionId(),
            new Session.Completion(
                SessionStatus.COMPLETED,
                session.startTime().plus(Duration.ofSeconds(9)),
                new Ending("completed", "caller_hung_up"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
  }

  private void hold(String sessionId, Commands.Outcome outcome) {
    HELD.put(ours + "/" + sessionId, outcome);
  }

  private ApiAnswer hangUp(String callId) {
    return operator.post("/api/calls/" + callId + "/hangup", "");
  }

  private ApiAnswer say(String callId) {
    return operator.post("/api/calls/" + callId + "/say", "{\"text\":\"Hello.\"}");
  }

  private static OutboundCalls calls() {
    return rig.bean(OutboundCalls.class);
  }
}
