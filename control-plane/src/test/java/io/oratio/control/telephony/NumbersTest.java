package io.oratio.control.telephony;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.control.rig.ApiAnswer;
import io.oratio.control.rig.ApiClient;
import io.oratio.control.rig.ApiRig;
import io.oratio.control.web.Caller;
import io.oratio.control.web.contract.Role;
import io.oratio.domain.Samples;
import io.oratio.domain.agent.Agents;
import io.oratio.domain.audit.AuditEntry;
import io.oratio.domain.audit.AuditLog;
import io.oratio.domain.live.LiveEvent;
import io.oratio.domain.live.LiveEventType;
import io.oratio.domain.live.LiveEvents;
import io.oratio.domain.live.Subscription;
import io.oratio.domain.number.NumberRule;
import io.oratio.domain.number.Numbers;
import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.trunk.Trunks;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.Bean;
import tools.jackson.databind.JsonNode;

@Timeout(60)
class NumbersTest {
  private static final String RULE = "{\"pattern\":\"+15550100\",\"agentId\":\"reception\"}";

  private static ApiRig rig;

  private final TenantId ours = Samples.newTenant();
  private final ApiClient admin = rig.as(ours, Role.ADMIN);

  static class FewNumbers {
    @Bean
    TelephonySettings telephonySettings() {
      return new TelephonySettings(5, 5);
    }
  }

  @BeforeAll
  static void start() {
    rig = ApiRig.start(TelephonyFeature.class, FewNumbers.class);
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  @BeforeEach
  void settle() {
    Agents agents = rig.bean(Agents.class);
    agents.save(Samples.agent(ours, "reception"));
    agents.save(Samples.agent(ours, "billing"));
    agents.add(Samples.agentVersion(ours, "reception", 1));
    rig.bean(Trunks.class).save(Samples.trunk(ours, "carrier"));
  }

  @Test
  void leadsANumberToAnAgentAndTellsTheGateways() throws Exception {
    BlockingQueue<LiveEvent> told = new LinkedBlockingQueue<>();
    try (Subscription _ = rig.bean(LiveEvents.class).subscribe(ours, told::add)) {
      String id = id(add(RULE).expect(201));
      LiveEvent event = told.poll(20, TimeUnit.SECONDS);
      assertThat(event).isNotNull();
      assertThat(event.type()).isEqualTo(LiveEventType.TELEPHONY_CHANGED);
      assertThat(event.body()).isEqualTo("{\"numberId\":\"" + id + "\"}");
      assertThat(rules()).extracting(NumberRule::numberId).containsExactly(id);
    }
    assertThat(rig.bean(AuditLog.class).entries(ours, 0, 10))
        .extracting(AuditEntry::action)
        .containsExactly("number.added");
  }

  @ParameterizedTest
  @ValueSource(strings = {"+15550100", "+1*", "+*", "*", "reception", "100", "+123", "5550100*"})
  void takesNumbersExtensionsUsersAndTheirBeginnings(String pattern) {
    add(RULE.replace("+15550100", pattern)).expect(201);
  }

  @ParameterizedTest
  @ValueSource(strings = {"+reception", "+0155501", "+1555010012345678", "+12", "+1-555", "+0*"})
  void refusesAPlusWithoutANumberBehindIt(String pattern) {
    add(RULE.replace("+15550100", pattern)).expect(422, "VALIDATION_FAILED");
  }

  @Test
  void givesAPatternToOneRuleForTheSameCalls() {
    add(RULE.replace("+15550100", "Desk")).expect(201);
    add(RULE.replace("+15550100", "desk")).expect(409, "NUMBER_TAKEN");
    String second =
        id(
            add("{\"pattern\":\"desk\",\"agentId\":\"billing\",\"trunkId\":\"carrier\"}")
                .expect(201));
    add("{\"pattern\":\"desk\",\"agentId\":\"reception\",\"trunkId\":\"carrier\"}")
        .expect(409, "NUMBER_TAKEN");
    admin.patch("/api/numbers/" + second, "{\"trunkId\":null}").expect(409, "NUMBER_TAKEN");
    admin.patch("/api/numbers/" + second, "{\"agentId\":\"reception\"}").expect(200);
    assertThat(rules()).hasSize(2);
  }

  @Test
  void revealsNothingOfAnotherTenantsNumbers() {
    add(RULE).expect(201);
    TenantId theirs = Samples.newTenant();
    rig.bean(Agents.class).save(Samples.agent(theirs, "reception"));
    rig.as(theirs, Role.ADMIN).post("/api/numbers", RULE).expect(201);
  }

  @Test
  void refusesWhatIsNotThereOrIsAnotherTenants() {
    TenantId theirs = Samples.newTenant();
    rig.bean(Agents.class).save(Samples.agent(theirs, "theirs"));
    rig.bean(Trunks.class).save(Samples.trunk(theirs, "theirs"));
    add(RULE.replace("reception", "theirs")).expect(404, "AGENT_NOT_FOUND");
    add(RULE.replace("}", ",\"trunkId\":\"theirs\"}")).expect(404, "TRUNK_NOT_FOUND");
    add(RULE.replace("}", ",\"version\":2}")).expect(404, "VERSION_NOT_FOUND");
    assertThat(rules()).isEmpty();
    add(RULE.replace("}", ",\"version\":1}")).expect(201);
  }

  @Test
  void changesAndRemovesARule() {
    String path = "/api/numbers/" + id(add(RULE.replace("}", ",\"version\":1}")).expect(201));
    JsonNode changed =
        admin.patch(path, "{\"pattern\":\"+1555*\",\"trunkId\":\"carrier\"}").expect(200).json();
    assertThat(changed.path("pattern").stringValue("")).isEqualTo("+1555*");
    assertThat(changed.path("version").intValue(0)).isEqualTo(1);
    admin.patch(path, "{\"agentId\":\"billing\"}").expect(404, "VERSION_NOT_FOUND");
    JsonNode moved =
        admin.patch(path, "{\"agentId\":\"billing\",\"version\":null}").expect(200).json();
    assertThat(moved.has("version")).isFalse();
    admin.delete(path).expect(204);
    admin.get(path).expect(404, "NUMBER_NOT_FOUND");
    assertThat(rules()).isEmpty();
  }

  @Test
  void listsPageByPageAndStopsAtTheTenantsLimit() {
    for (int i = 0; i < 5; i++) {
      add(RULE.replace("0100", "010" + i)).expect(201);
    }
    add(RULE.replace("0100", "0199")).expect(429, "QUOTA_EXCEEDED");
    JsonNode first = admin.get("/api/numbers?limit=4").expect(200).json();
    JsonNode second =
        admin
            .get("/api/numbers?limit=4&cursor=" + first.path("nextCursor").stringValue(""))
            .expect(200)
            .json();
    assertThat(first.path("data").size() + second.path("data").size()).isEqualTo(5);
    assertThat(second.has("nextCursor")).isFalse();
  }

  @Test
  void letsAKeySeeAndMakeRulesOfItsOwnAgentsOnly() {
    String foreign = id(add(RULE.replace("reception", "billing")).expect(201));
    ApiClient key =
        rig.as(
            new Caller.Key(
                "key_1", ours, Set.of("telephony:read", "telephony:write"), Set.of("reception")));
    key.get("/api/numbers/" + foreign).expect(404, "NUMBER_NOT_FOUND");
    key.delete("/api/numbers/" + foreign).expect(404, "NUMBER_NOT_FOUND");
    key.post("/api/numbers", RULE.replace("reception", "billing")).expect(404, "AGENT_NOT_FOUND");
    String own = id(key.post("/api/numbers", RULE.replace("0100", "0101")).expect(201));
    key.patch("/api/numbers/" + own, "{\"agentId\":\"billing\"}").expect(404, "AGENT_NOT_FOUND");
    assertThat(key.get("/api/numbers").expect(200).json().path("data").size()).isEqualTo(1);
    assertThat(rules()).hasSize(2);
  }

  @Test
  void leavesAnotherTenantsRuleAlone() {
    String path = "/api/numbers/" + id(add(RULE).expect(201));
    List<NumberRule> before = rules();
    ApiClient foreign = rig.as(rig.newTenant(), Role.OWNER);
    foreign.get(path).expect(404, "NUMBER_NOT_FOUND");
    foreign.patch(path, "{\"pattern\":\"*\"}").expect(404, "NUMBER_NOT_FOUND");
    foreign.delete(path).expect(404, "NUMBER_NOT_FOUND");
    assertThat(rules()).isEqualTo(before);
    rig.as(ours, Role.VIEWER).delete(path).expect(403, "FORBIDDEN");
  }

  private ApiAnswer add(String rule) {
    return admin.post("/api/numbers", rule);
  }

  private List<NumberRule> rules() {
    return rig.bean(Numbers.class).list(ours);
  }

  private static String id(ApiAnswer answer) {
    return answer.json().path("numberId").stringValue("");
  }
}
