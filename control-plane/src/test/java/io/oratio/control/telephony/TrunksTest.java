package io.oratio.control.telephony;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.control.rig.ApiAnswer;
import io.oratio.control.rig.ApiClient;
import io.oratio.control.rig.ApiRig;
import io.oratio.control.web.contract.Role;
import io.oratio.domain.Samples;
import io.oratio.domain.audit.AuditEntry;
import io.oratio.domain.audit.AuditLog;
import io.oratio.domain.live.LiveEvent;
import io.oratio.domain.live.LiveEventType;
import io.oratio.domain.live.LiveEvents;
import io.oratio.domain.live.Subscription;
import io.oratio.domain.number.NumberRule;
import io.oratio.domain.number.Numbers;
import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.trunk.AddressTrust;
import io.oratio.domain.trunk.Cidr;
import io.oratio.domain.trunk.Trunk;
import io.oratio.domain.trunk.Trunks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.annotation.Bean;
import tools.jackson.databind.JsonNode;

@Timeout(60)
class TrunksTest {
  private static final String PASSWORD = "wonder-land-4711";
  private static final String WHOLE =
      """
      {"name":"Carrier","host":"sip.example.com","port":5061,"transport":"tls",
       "username":"alice","password":"%s","realm":"example.com",
       "allowedSources":["192.0.2.0/24","2001:db8::/32"],"codecs":["PCMA","G722"],
       "mediaFromAnywhere":true,"callerId":"+15550100","country":"US",
       "maxCalls":20,"maxCallsPerSecond":5}
      """
          .formatted(PASSWORD);

  private static ApiRig rig;

  private final TenantId ours = Samples.newTenant();
  private final ApiClient admin = rig.as(ours, Role.ADMIN);

  static class FewTrunks {
    @Bean
    TelephonySettings telephonySettings() {
      return new TelephonySettings(5, 5);
    }
  }

  @BeforeAll
  static void start() {
    rig = ApiRig.start(TelephonyFeature.class, FewTrunks.class);
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  @AfterEach
  void freeTheAddresses() {
    Trunks trunks = rig.bean(Trunks.class);
    trunks.all().forEach(it -> trunks.remove(it.tenantId(), it.trunkId()));
  }

  @Test
  void givesAnAddressToOneTenantOnly() {
    String theirs = "{\"name\":\"A\",\"allowedSources\":[\"192.0.2.0/24\"]}";
    TenantId otherTenant = Samples.newTenant();
    ApiClient other = rig.as(otherTenant, Role.ADMIN);
    other.post("/api/trunks", theirs).expect(201);
    for (String sources :
        List.of("[\"192.0.2.7\"]", "[\"192.0.0.0/16\"]", "[\"203.0.113.9\",\"192.0.2.7\"]")) {
      ApiAnswer answer =
          admin.post("/api/trunks", "{\"name\":\"B\",\"allowedSources\":" + sources + "}");
      answer.expect(409, "ADDRESSES_TAKEN");
      assertThat(answer.json().toString()).doesNotContain(otherTenant.value());
    }
    admin
        .post(
            "/api/trunks",
            "{\"name\":\"B\",\"username\":\"b\",\"password\":\"bbbbbbbb\","
                + "\"allowedSources\":[\"192.0.2.7\"]}")
        .expect(409, "ADDRESSES_TAKEN");
    assertThat(rig.bean(Trunks.class).list(ours)).isEmpty();
    // One's own may lie within one another.
    other.post("/api/trunks", theirs.replace("0/24", "7")).expect(201);
  }

  @Test
  void takesNoAddressByAChangeThatAnotherTenantHas() {
    rig.as(Samples.newTenant(), Role.ADMIN)
        .post("/api/trunks", "{\"name\":\"A\",\"allowedSources\":[\"192.0.2.0/24\"]}")
        .expect(201);
    String id =
        admin
            .post("/api/trunks", "{\"name\":\"B\",\"username\":\"b\",\"password\":\"bbbbbbbb\"}")
            .expect(201)
            .json()
            .path("trunkId")
            .stringValue("");
    String path = "/api/trunks/" + id;
    admin
        .patch(path, "{\"username\":null,\"allowedSources\":[\"192.0.2.7\"]}")
        .expect(409, "ADDRESSES_TAKEN");
    assertThat(admin.get(path).expect(200).json().path("username").stringValue("")).isEqualTo("b");
    admin.patch(path, "{\"allowedSources\":[\"198.51.100.7\"]}").expect(200);
    // Old data that is contested can still be changed in all that is about something else.
    Trunk wide = Samples.trunk(Samples.newTenant(), "old");
    rig.bean(Trunks.class)
        .save(
            new Trunk(
                wide.tenantId(),
                "old",
                "",
                Optional.empty(),
                5060,
                Trunk.Transport.UDP,
                Optional.empty(),
                List.of(Cidr.parse("198.51.100.0/24")),
                List.of("PCMU"),
                false,
                1,
                1));
    admin.patch(path, "{\"maxCalls\":3}").expect(200);
    admin.patch(path, "{\"allowedSources\":[\"198.51.100.8\"]}").expect(409, "ADDRESSES_TAKEN");
  }

  @Test
  void letsTheOperatorsOwnTenantNameThisMachineButNotTheWholeInternet() {
    try (ApiRig own = ApiRig.start(TelephonyFeature.class, OfTheOperator.class)) {
      ApiClient owner = own.as(OfTheOperator.TENANT, Role.OWNER);
      owner.post("/api/trunks", "{\"name\":\"A\",\"allowedSources\":[\"127.0.0.1\"]}").expect(201);
      owner
          .post("/api/trunks", "{\"name\":\"A\",\"allowedSources\":[\"0.0.0.0/0\"]}")
          .expect(422, "VALIDATION_FAILED");
      own.as(ours, Role.OWNER)
          .post("/api/trunks", "{\"name\":\"A\",\"allowedSources\":[\"127.0.0.1\"]}")
          .expect(422, "VALIDATION_FAILED");
    }
  }

  static class OfTheOperator {
    static final TenantId TENANT = new TenantId("operator");

    @Bean
    AddressTrust addressTrust() {
      return AddressTrust.of(TENANT);
    }
  }

  @Test
  void keepsWhatItIsTold() {
    String id = id(admin.post("/api/trunks", WHOLE).expect(201));
    Trunk trunk = only();
    assertThat(trunk.trunkId()).isEqualTo(id);
    assertThat(trunk.host()).contains("sip.example.com");
    assertThat(trunk.transport()).isEqualTo(Trunk.Transport.TLS);
    assertThat(trunk.credentials().orElseThrow().password().reveal()).isEqualTo(PASSWORD);
    assertThat(trunk.allowedSources()).hasSize(2);
    assertThat(trunk.codecs()).containsExactly("PCMA", "G722");
    assertThat(trunk.callerId()).contains("+15550100");
    assertThat(trunk.country()).contains("US");
    assertThat(trunk.maxCalls()).isEqualTo(20);
  }

  @Test
  void fillsInWhatNobodySays() {
    admin.post("/api/trunks", "{\"name\":\"PBX\",\"allowedSources\":[\"192.0.2.7\"]}").expect(201);
    Trunk trunk = only();
    assertThat(trunk.host()).isEmpty();
    assertThat(trunk.port()).isEqualTo(5060);
    assertThat(trunk.transport()).isEqualTo(Trunk.Transport.UDP);
    assertThat(trunk.codecs()).containsExactly("PCMU", "PCMA");
    assertThat(trunk.maxCalls()).isEqualTo(100);
    assertThat(trunk.maxCallsPerSecond()).isEqualTo(10);
    assertThat(trunk.mediaFromAnywhere()).isFalse();
  }

  @Test
  void neverGivesAPasswordBack() throws Exception {
    BlockingQueue<LiveEvent> told = new LinkedBlockingQueue<>();
    List<String> seen = new ArrayList<>();
    try (Subscription _ = rig.bean(LiveEvents.class).subscribe(ours, told::add)) {
      ApiAnswer added = admin.post("/api/trunks", WHOLE).expect(201);
      String path = "/api/trunks/" + id(added);
      assertThat(added.json().path("passwordSet").booleanValue(false)).isTrue();
      seen.add(added.text());
      seen.add(admin.get(path).expect(200).text());
      seen.add(admin.get("/api/trunks").expect(200).text());
      seen.add(admin.patch(path, "{\"password\":\"" + PASSWORD + "2\"}").expect(200).text());
      seen.add(
          admin
              .patch(path, "{\"password\":\"" + PASSWORD + "\",\"country\":\"QQ\"}")
              .expect(422, "VALIDATION_FAILED")
              .text());
      seen.add(
          admin
              .post("/api/trunks", WHOLE.replace("192.0.2.0/24", "1.2.3.4/99"))
              .expect(422)
              .text());
      for (int i = 0; i < 2; i++) {
        LiveEvent event = told.poll(20, TimeUnit.SECONDS);
        assertThat(event).isNotNull();
        assertThat(event.type()).isEqualTo(LiveEventType.TELEPHONY_CHANGED);
        assertThat(event.body()).contains("trunkId");
        seen.add(event.body());
      }
    }
    List<AuditEntry> entries = rig.bean(AuditLog.class).entries(ours, 0, 100);
    assertThat(entries)
        .extracting(AuditEntry::action)
        .containsExactly("trunk.added", "trunk.changed");
    entries.forEach(it -> seen.add(it.details()));
    assertThat(seen).noneMatch(it -> it.contains("wonder-land"));
  }

  @Test
  void changesWhatIsNamedAndKeepsTheRest() {
    String path = "/api/trunks/" + id(admin.post("/api/trunks", WHOLE).expect(201));
    JsonNode changed =
        admin
            .patch(path, "{\"name\":\"Other\",\"callerId\":null,\"maxCalls\":3}")
            .expect(200)
            .json();
    assertThat(changed.path("name").stringValue("")).isEqualTo("Other");
    assertThat(changed.has("callerId")).isFalse();
    assertThat(changed.path("maxCalls").intValue(0)).isEqualTo(3);
    assertThat(only().credentials().orElseThrow().password().reveal()).isEqualTo(PASSWORD);
    admin.patch(path, "{\"password\":\"another\"}").expect(200);
    assertThat(only().credentials().orElseThrow().password().reveal()).isEqualTo("another");
    JsonNode open = admin.patch(path, "{\"username\":null}").expect(200).json();
    assertThat(open.path("passwordSet").booleanValue(true)).isFalse();
    assertThat(open.has("realm")).isFalse();
    assertThat(only().credentials()).isEmpty();
    admin.patch(path, "{\"allowedSources\":[]}").expect(422, "VALIDATION_FAILED");
    admin.patch(path, "{\"username\":\"bob\"}").expect(422, "VALIDATION_FAILED");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"name\":\"x\"}                                                        | /allowedSources",
        "{\"name\":\"x\",\"username\":\"a\"}                                     | /password",
        "{\"name\":\"x\",\"password\":\"a\"}                                     | /password",
        "{\"name\":\"x\",\"realm\":\"a\",\"allowedSources\":[\"192.0.2.1\"]}     | /realm",
        "{\"name\":\"x\",\"allowedSources\":[\"192.0.2.1\",\"300.1.1.1\"]}       |"
            + " /allowedSources/1",
        "{\"name\":\"x\",\"allowedSources\":[\"192.0.2.1/33\"]}                  |"
            + " /allowedSources/0",
        "{\"name\":\"x\",\"allowedSources\":[\"0.0.0.0/0\"]}                     |"
            + " /allowedSources/0",
        "{\"name\":\"x\",\"allowedSources\":[\"127.0.0.1\"]}                     |"
            + " /allowedSources/0",
        "{\"name\":\"x\",\"allowedSources\":[\"::1\"]}                           |"
            + " /allowedSources/0",
        "{\"name\":\"x\",\"allowedSources\":[\"::/0\"]}                          |"
            + " /allowedSources/0",
        "{\"name\":\"x\",\"allowedSources\":[\"192.0.2.1\"],\"country\":\"ZZ\"}  | /country"
      })
  void saysWhatATrunkCannotBe(String body, String pointer) {
    ApiAnswer answer = admin.post("/api/trunks", body).expect(422, "VALIDATION_FAILED");
    assertThat(answer.text()).contains("\"" + pointer + "\"");
    assertThat(rig.bean(Trunks.class).list(ours)).isEmpty();
  }

  @Test
  void removesATrunkThatNoRuleIsAbout() {
    String id = id(admin.post("/api/trunks", WHOLE).expect(201));
    Numbers numbers = rig.bean(Numbers.class);
    numbers.save(
        new NumberRule(ours, "n", "+15550100", Optional.of(id), "reception", OptionalInt.empty()));
    admin.delete("/api/trunks/" + id).expect(409, "TRUNK_IN_USE");
    numbers.remove(ours, "n");
    admin.delete("/api/trunks/" + id).expect(204);
    admin.delete("/api/trunks/" + id).expect(404, "TRUNK_NOT_FOUND");
  }

  @Test
  void listsPageByPageAndStopsAtTheTenantsLimit() {
    for (int i = 0; i < 5; i++) {
      admin.post("/api/trunks", WHOLE).expect(201);
    }
    ApiAnswer full = admin.post("/api/trunks", WHOLE).expect(429, "QUOTA_EXCEEDED");
    assertThat(full.header("Retry-After")).isPresent();
    JsonNode first = admin.get("/api/trunks?limit=3").expect(200).json();
    assertThat(first.path("data").size()).isEqualTo(3);
    JsonNode second =
        admin
            .get("/api/trunks?limit=3&cursor=" + first.path("nextCursor").stringValue(""))
            .expect(200)
            .json();
    assertThat(second.path("data").size()).isEqualTo(2);
    assertThat(second.has("nextCursor")).isFalse();
  }

  @Test
  void leavesAnotherTenantsTrunkAlone() {
    String path = "/api/trunks/" + id(admin.post("/api/trunks", WHOLE).expect(201));
    Trunk before = only();
    ApiClient foreign = rig.as(rig.newTenant(), Role.OWNER);
    foreign.get(path).expect(404, "TRUNK_NOT_FOUND");
    foreign.patch(path, "{\"host\":\"evil.example.net\"}").expect(404, "TRUNK_NOT_FOUND");
    foreign.delete(path).expect(404, "TRUNK_NOT_FOUND");
    assertThat(foreign.get("/api/trunks").expect(200).json().path("data").size()).isZero();
    assertThat(only()).isEqualTo(before);
    rig.as(ours, Role.OPERATOR).patch(path, "{\"name\":\"x\"}").expect(403, "FORBIDDEN");
    rig.as(ours, Role.VIEWER).get(path).expect(200);
  }

  private Trunk only() {
    List<Trunk> all = rig.bean(Trunks.class).list(ours);
    assertThat(all).hasSize(1);
    return all.getFirst();
  }

  private static String id(ApiAnswer answer) {
    return answer.json().path("trunkId").stringValue("");
  }
}
