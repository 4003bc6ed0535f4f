package io.oratio.control.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.control.rig.ApiAnswer;
import io.oratio.control.rig.ApiClient;
import io.oratio.control.rig.ApiRig;
import io.oratio.control.web.Caller;
import io.oratio.control.web.contract.Role;
import io.oratio.domain.Samples;
import io.oratio.domain.agent.AgentStatus;
import io.oratio.domain.agent.AgentType;
import io.oratio.domain.agent.Agents;
import io.oratio.domain.audit.AuditLog;
import io.oratio.domain.call.CallFilter;
import io.oratio.domain.call.OutboundCall;
import io.oratio.domain.call.OutboundCalls;
import io.oratio.domain.live.LiveEvent;
import io.oratio.domain.live.LiveEventType;
import io.oratio.domain.live.LiveEvents;
import io.oratio.domain.live.Subscription;
import io.oratio.domain.number.Numbers;
import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.tenant.TenantPolicies;
import io.oratio.domain.trunk.Trunk;
import io.oratio.domain.trunk.Trunks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Asking for calls, over HTTP.
@Timeout(60)
class CallsTest {
  private static final String WISH = "{\"agentId\":\"reception\",\"to\":\"+14155550142\"}";

  private static ApiRig rig;

  private TenantId ours = Samples.newTenant();
  private ApiClient operator = rig.as(ours, Role.OPERATOR);

  @BeforeAll
  static void start() {
    rig = ApiRig.start(CallFeature.class);
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  @BeforeEach
  void settle() {
    settle(ours);
  }

  @Test
  void reservesACallAndWakesTheGateways() throws Exception {
    BlockingQueue<LiveEvent> told = new LinkedBlockingQueue<>();
    ApiAnswer answer;
    try (Subscription _ = rig.bean(LiveEvents.class).subscribe(ours, told::add)) {
      answer = ask("k", WISH).expect(202);
      LiveEvent event = told.poll(20, TimeUnit.SECONDS);
      assertThat(event).isNotNull();
      assertThat(event.type()).isEqualTo(LiveEventType.CALL_CHANGED);
      assertThat(event.body()).contains("\"status\":\"reserved\"", callId(answer));
    }
    assertThat(answer.header("Location")).contains("/api/calls/" + callId(answer));
    assertThat(answer.header("Idempotent-Replayed")).isEmpty();
    OutboundCall call = calls().find(ours, callId(answer)).orElseThrow();
    assertThat(call.trunkId()).contains("carrier");
    assertThat(call.from()).as("the trunk's caller id").isEqualTo("+15550100");
    assertThat(call.ringSeconds()).isEqualTo(45);
    assertThat(call.requestedBy()).startsWith("user/");
    assertThat(rig.bean(AuditLog.class).entries(ours, 0, 10))
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.action()).isEqualTo("call.requested");
              assertThat(it.subject()).isEqualTo("call/" + call.callId());
              assertThat(it.details()).doesNotContain("4155550142");
            });
    operator.get("/api/calls/" + call.callId()).expect(200);
  }

  @Test
  void givesFiftyParallelRequestsWithOneKeyOneCallAndOneAnswer() throws Exception {
    List<Callable<ApiAnswer>> requests = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      requests.add(() -> ask("k", WISH));
    }
    List<ApiAnswer> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<ApiAnswer> answer : threads.invokeAll(requests)) {
        answers.add(answer.get().expect(202));
      }
    }
    assertThat(answers).extracting(ApiAnswer::text).containsOnly(answers.getFirst().text());
    assertThat(answers)
        .filteredOn(it -> it.header("Idempotent-Replayed").isEmpty())
        .as("the one that made the call")
        .hasSize(1);
    assertThat(calls().list(ours, CallFilter.all(), Optional.empty(), 100).items()).hasSize(1);
  }

  @Test
  void knowsARepeatThatIsWrittenOtherwiseAndRefusesAnotherCall() {
    String callId = callId(ask("k", WISH).expect(202));
    ApiAnswer repeat =
        ask("k", "{ \"to\":\"+14155550142\", \"ringSeconds\": 45, \"agentId\":\"reception\" }");
    assertThat(callId(repeat.expect(202))).isEqualTo(callId);
    assertThat(repeat.header("Idempotent-Replayed")).contains("true");
    ask("k", WISH.replace("0142", "0143")).expect(409, "IDEMPOTENCY_CONFLICT");
    assertThat(callId(ask("another", WISH).expect(202))).isNotEqualTo(callId);
  }

  @Test
  void wantsAKey() {
    operator.post("/api/calls", WISH).expect(400);
  }

  @Test
  void refusesWhatAnAgentCannotDo() {
    Agents agents = rig.bean(Agents.class);
    Callers.agent(agents, ours, "paused", AgentType.VOICE, AgentStatus.PAUSED);
    Callers.agent(agents, ours, "writer", AgentType.TEXT, AgentStatus.ACTIVE);
    agents.save(Samples.agent(ours, "unpublished"));
    ask("1", WISH.replace("reception", "paused")).expect(409, "AGENT_NOT_READY");
    ask("2", WISH.replace("reception", "unpublished")).expect(409, "AGENT_NOT_READY");
    ask("3", WISH.replace("reception", "writer")).expect(422, "VALIDATION_FAILED");
    ask("4", WISH.replace("reception", "nobody")).expect(404, "AGENT_NOT_FOUND");
    assertThatNothingIsReserved();
  }

  @ParameterizedTest
  @CsvSource({"+442079460000", "+18765550100", "+19005550100", "911", "1234", "reception"})
  void refusesDestinationsThatNobodyOpened(String to) {
    ApiAnswer answer = ask("k", WISH.replace("+14155550142", to));
    answer.expect(422, "DESTINATION_NOT_ALLOWED");
    assertThat(answer.text()).contains("\"/to\"").doesNotContain(to);
    assertThatNothingIsReserved();
  }

  @Test
  void callsThroughTheFirstTrunkThatCan() {
    Trunks trunks = rig.bean(Trunks.class);
    Trunk british =
        new Trunk(
            ours,
            "british",
            "British",
            Optional.of("sip.example.org"),
            5060,
            Trunk.Transport.UDP,
            Samples.trunk(ours, "x").credentials(),
            List.of(),
            List.of("PCMA"),
            false,
            10,
            1,
            Optional.empty(),
            Optional.of("GB"));
    trunks.save(british);
    OutboundCall home = calls().find(ours, callId(ask("1", WISH).expect(202))).orElseThrow();
    assertThat(home.trunkId()).contains("carrier");
    ApiAnswer abroad = ask("2", WISH.replace("+14155550142", "+442079460000")).expect(202);
    OutboundCall call = calls().find(ours, callId(abroad)).orElseThrow();
    assertThat(call.trunkId()).contains("british");
    assertThat(call.from()).isEmpty();
    ask("3", with("\"trunkId\":\"british\"")).expect(422, "DESTINATION_NOT_ALLOWED");
  }

  @Test
  void refusesTrunksThatCannotOrAreNotThere() {
    Trunks trunks = rig.bean(Trunks.class);
    TenantId theirs = Samples.newTenant();
    trunks.save(Samples.trunk(theirs, "theirs"));
    ask("1", with("\"trunkId\":\"theirs\"")).expect(404, "TRUNK_NOT_FOUND");
    trunks.save(onlyCallsUs());
    ask("2", with("\"trunkId\":\"inbound\"")).expect(422, "NO_TRUNK");
    trunks.remove(ours, "carrier");
    ask("3", WISH).expect(422, "NO_TRUNK");
    assertThatNothingIsReserved();
  }

  @Test
  void showsOnlyNumbersOfTheTenantsOwn() {
    Numbers numbers = rig.bean(Numbers.class);
    numbers.save(Samples.numberRule(ours, "n1", "+14155550177"));
    numbers.save(Samples.numberRule(ours, "n2", "+1415*"));
    numbers.save(Samples.numberRule(Samples.newTenant(), "n3", "+14155550178"));
    ask("1", with("\"from\":\"+14155550177\"")).expect(202);
    ask("2", with("\"from\":\"+15550100\"")).expect(202);
    for (String foreign : List.of("+14155550178", "+14155550199", "+1415555", "police")) {
      ask("3", with("\"from\":\"" + foreign + "\"")).expect(422, "VALIDATION_FAILED");
    }
  }

  @Test
  void holdsTheTenantsLimitAndStillAnswersARepeat() {
    Callers.mayCallAtOnce(rig.bean(TenantPolicies.class), ours, 1);
    String callId = callId(ask("k", WISH).expect(202));
    ApiAnswer refused = ask("another", WISH).expect(429, "QUOTA_EXCEEDED");
    assertThat(refused.header("Retry-After")).isPresent();
    assertThat(callId(ask("k", WISH).expect(202))).isEqualTo(callId);
    operator.post("/api/calls/" + callId + "/hangup", "").expect(202);
    ask("another", WISH).expect(202);
  }

  @Test
  void letsAKeyCallWithItsOwnAgentsOnly() {
    Callers.agent(rig.bean(Agents.class), ours, "billing", AgentType.VOICE, AgentStatus.ACTIVE);
    ApiClient key =
        rig.as(
            new Caller.Key(
                "key_1", ours, Set.of("calls:write", "calls:read"), Set.of("reception")));
    key.with("Idempotency-Key", "1").post("/api/calls", WISH).expect(202);
    key.with("Idempotency-Key", "2")
        .post("/api/calls", WISH.replace("reception", "billing"))
        .expect(404, "AGENT_NOT_FOUND");
    String foreign = callId(ask("3", WISH.replace("reception", "billing")).expect(202));
    key.get("/api/calls/" + foreign).expect(404, "CALL_NOT_FOUND");
    key.post("/api/calls/" + foreign + "/hangup", "").expect(404, "CALL_NOT_FOUND");
    assertThat(key.get("/api/calls").expect(200).json().path("data").size()).isEqualTo(1);
    assertThat(calls().find(ours, foreign).orElseThrow().endedAt()).isEmpty();
  }

  @Test
  void knowsNothingOfAnotherTenantsAgents() {
    TenantId theirs = Samples.newTenant();
    settle(theirs);
    Callers.agent(rig.bean(Agents.class), theirs, "theirs", AgentType.VOICE, AgentStatus.ACTIVE);
    ask("k", WISH.replace("reception", "theirs")).expect(404, "AGENT_NOT_FOUND");
    assertThatNothingIsReserved();
  }

  private static void settle(TenantId tenantId) {
    Callers.settle(rig.bean(Trunks.class), rig.bean(Agents.class), tenantId, "reception");
  }

  private Trunk onlyCallsUs() {
    Trunk sample = Samples.trunk(ours, "inbound");
    return new Trunk(
        ours,
        "inbound",
        "Calls us",
        Optional.empty(),
        5060,
        Trunk.Transport.UDP,
        Optional.empty(),
        sample.allowedSources(),
        sample.codecs(),
        false,
        1,
        1);
  }

  private void assertThatNothingIsReserved() {
    assertThat(calls().list(ours, CallFilter.all(), Optional.empty(), 10).items()).isEmpty();
  }

  private ApiAnswer ask(String key, String wish) {
    return operator.with("Idempotency-Key", key).post("/api/calls", wish);
  }

  private static String with(String member) {
    return WISH.replace("}", "," + member + "}");
  }

  private static String callId(ApiAnswer answer) {
    return answer.json().path("callId").stringValue("");
  }

  private static OutboundCalls calls() {
    return rig.bean(OutboundCalls.class);
  }
}
