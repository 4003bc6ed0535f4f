package io.oratio.control.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.control.rig.ApiAnswer;
import io.oratio.control.rig.ApiClient;
import io.oratio.control.rig.ApiRig;
import io.oratio.control.web.contract.Role;
import io.oratio.domain.agent.Agents;
import io.oratio.domain.creation.Creations;
import io.oratio.domain.knowledge.KnowledgeBases;
import io.oratio.domain.number.NumberRule;
import io.oratio.domain.number.Numbers;
import io.oratio.domain.object.ObjectStore;
import io.oratio.domain.tenant.TenantId;
import io.oratio.runtime.agent.AgentDrafts;
import io.oratio.runtime.agent.AgentFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

@Timeout(120)
class AgentsTest {
  private static ApiRig rig;
  private TenantId tenant;
  private ApiClient admin;
  private String agentId;
  private String path;

  @BeforeAll
  static void start() {
    rig = ApiRig.start(AgentParts.class);
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  @BeforeEach
  void write() {
    tenant = rig.newTenant();
    admin = rig.as(tenant, Role.ADMIN);
    agentId =
        AgentParts.write(
            tenant,
            rig.bean(Agents.class),
            rig.bean(AgentDrafts.class),
            rig.bean(AgentFiles.class));
    path = "/api/agents/" + agentId;
  }

  @Test
  void listsOnlyTheTenantsOwnInPages() {
    String other =
        AgentParts.write(
            tenant,
            rig.bean(Agents.class),
            rig.bean(AgentDrafts.class),
            rig.bean(AgentFiles.class));
    JsonNode first = admin.get("/api/agents?limit=1").expect(200).json();
    assertThat(first.path("data").size()).isEqualTo(1);
    JsonNode second =
        admin
            .get("/api/agents?limit=1&cursor=" + first.path("nextCursor").stringValue(""))
            .expect(200)
            .json();
    assertThat(second.path("nextCursor").isMissingNode()).isTrue();
    assertThat(
            java.util.List.of(
                first.at("/data/0/agentId").stringValue(""),
                second.at("/data/0/agentId").stringValue("")))
        .containsExactlyInAnyOrder(agentId, other);
    assertThat(admin.get("/api/agents?q=harbour&status=active").json().path("data").size())
        .isEqualTo(2);
    assertThat(admin.get("/api/agents?status=paused").json().path("data").size()).isZero();
    assertThat(rig.as(rig.newTenant(), Role.OWNER).get("/api/agents").json().path("data").size())
        .isZero();
  }

  @Test
  void showsWhatTheLatestVersionSays() {
    ApiAnswer agent = admin.get(path).expect(200);
    assertThat(agent.header("ETag")).isPresent();
    assertThat(agent.json().path("greeting").stringValue("")).isEqualTo("Good morning.");
    assertThat(agent.json().path("knowledgeStatus").stringValue("")).isEqualTo("ready");
    assertThat(agent.json().at("/figures/sessions").intValue(-1)).isZero();
    rig.as(rig.newTenant(), Role.OWNER).get(path).expect(404, "AGENT_NOT_FOUND");
  }

  @Test
  void changesTheNameAtOnceAndAllElseByADraft() {
    String etag = admin.get(path).expect(200).header("ETag").orElseThrow();
    JsonNode changed =
        admin
            .with("If-Match", etag)
            .patch(
                path,
                """
                {"agentName": "Harbour Inn", "greeting": "Good evening.",
                 "personality": {"tone": "friendly"}}
                """)
            .expect(200)
            .json();
    assertThat(changed.path("agentName").stringValue("")).isEqualTo("Harbour Inn");
    assertThat(changed.path("greeting").stringValue("")).isEqualTo("Good evening.");
    assertThat(changed.path("latestVersion").intValue(0)).isEqualTo(2);
    assertThat(changed.path("publishedVersion").intValue(0)).isEqualTo(1);

    admin
        .with("If-Match", etag)
        .patch(path, "{\"greeting\": \"Too late.\"}")
        .expect(412, "PRECONDITION_FAILED");
    JsonNode without = admin.patch(path, "{\"greeting\": null}").expect(200).json();
    assertThat(without.path("greeting").stringValue("-")).isEmpty();
    assertThat(without.at("/personality/tone").stringValue("")).isEqualTo("friendly");
  }

  @Test
  void refusesAChangeThatWouldBeNoAgentAndWritesNothing() {
    admin.patch(path, "{\"humanHandoffTarget\": \"desk\"}").expect(422, "VALIDATION_FAILED");
    admin.patch(path, "{\"sop\": \"" + "x".repeat(30_000) + "\"}").expect(422, "VALIDATION_FAILED");
    assertThat(rig.bean(Agents.class).latestVersion(tenant, agentId)).hasValue(1);
    rig.as(tenant, Role.OPERATOR).patch(path, "{\"agentName\": \"X\"}").expect(403, "FORBIDDEN");
    rig.as(rig.newTenant(), Role.OWNER)
        .patch(path, "{\"agentName\": \"X\"}")
        .expect(404, "AGENT_NOT_FOUND");
  }

  @Test
  void publishesRollsBackAndTellsStates() {
    admin.patch(path, "{\"greeting\": \"Second.\"}").expect(200);
    assertThat(state(2)).isEqualTo("draft");
    admin.post(path + "/versions/2/publish", "").expect(200);
    assertThat(state(2)).isEqualTo("published");
    assertThat(state(1)).isEqualTo("replaced");

    JsonNode back = admin.post(path + "/rollback", "").expect(200).json();
    assertThat(back.path("version").intValue(0)).isEqualTo(1);
    assertThat(state(2)).isEqualTo("rolled_back");
    assertThat(rig.bean(Agents.class).published(tenant, agentId).orElseThrow().greeting())
        .isEqualTo("Good morning.");
    admin.post(path + "/rollback", "").expect(409, "VERSION_STATE_CONFLICT");
    admin.post(path + "/rollback", "{\"version\": 2}").expect(200);
    assertThat(state(2)).isEqualTo("published");
    admin.post(path + "/versions/9/publish", "").expect(404, "VERSION_NOT_FOUND");
    assertThat(
            admin.get(path + "/versions?limit=1").expect(200).json().path("nextCursor").isString())
        .isTrue();
  }

  @Test
  void writesADraftOfADefinition() {
    JsonNode written =
        admin
            .post(
                path + "/versions",
                """
                {"definition": {"schemaVersion": 1, "agentId": "%s", "agentName": "Hotel"},
                 "prompt": "Be brief."}
                """
                    .formatted(agentId))
            .expect(201)
            .json();
    assertThat(written.path("version").intValue(0)).isEqualTo(2);
    assertThat(written.path("state").stringValue("")).isEqualTo("draft");
    admin
        .post(
            path + "/versions",
            """
            {"definition": {"schemaVersion": 1, "agentId": "another", "agentName": "Hotel"},
             "prompt": "Be brief."}
            """)
        .expect(422, "DEFINITION_INVALID");
    ApiAnswer faulty =
        admin
            .post(
                path + "/versions",
                "{\"definition\": {\"schemaVersion\": 1, \"agentName\": 7}, \"prompt\": \"x\"}")
            .expect(422, "DEFINITION_INVALID");
    assertThat(
            faulty
                .json()
                .at("/error/details")
                .valueStream()
                .map(it -> it.path("pointer").stringValue("")))
        .contains("/definition/agentId", "/definition/agentName");
  }

  @Test
  void tellsWhatDiffersBetweenTwoVersions() {
    admin
        .patch(path, "{\"greeting\": \"Second.\", \"sop\": \"You answer the phone.\\nBe kind.\"}")
        .expect(200);
    JsonNode diff = admin.get(path + "/versions/2/diff?against=1").expect(200).json();
    JsonNode greeting =
        diff.path("changes")
            .valueStream()
            .filter(it -> it.path("pointer").stringValue("").equals("/greeting"))
            .findFirst()
            .orElseThrow();
    assertThat(greeting.path("change").stringValue("")).isEqualTo("replaced");
    assertThat(greeting.path("after").stringValue("")).isEqualTo("Second.");
    assertThat(diff.path("promptDiff").stringValue("")).contains("+Be kind.");
    assertThat(
            admin
                .get(path + "/versions/1/diff?against=1")
                .expect(200)
                .json()
                .path("changes")
                .isEmpty())
        .isTrue();
  }

  @Test
  void pausesAndResumes() {
    assertThat(admin.post(path + "/pause", "").expect(200).json().path("status").stringValue(""))
        .isEqualTo("paused");
    admin.post(path + "/pause", "").expect(200);
    assertThat(admin.post(path + "/resume", "").expect(200).json().path("status").stringValue(""))
        .isEqualTo("active");
    rig.as(rig.newTenant(), Role.OWNER).post(path + "/pause", "").expect(404, "AGENT_NOT_FOUND");
  }

  @Test
  void takesItsNumbersAwayWhileThePhoneIsSwitchedOff() {
    Numbers numbers = rig.bean(Numbers.class);
    numbers.save(
        new NumberRule(
            tenant, "num_1", "+15550100", Optional.empty(), agentId, OptionalInt.empty()));
    assertThat(
            admin.get(path + "/deployments").expect(200).json().at("/sip/enabled").booleanValue())
        .isTrue();

    admin
        .put(
            path + "/deployments",
            """
            {"widget": {"enabled": true, "origins": ["https://example.com"]},
             "sip": {"enabled": false}}
            """)
        .expect(200);
    assertThat(numbers.list(tenant)).isEmpty();
    assertThat(
            admin
                .get(path + "/deployments")
                .expect(200)
                .json()
                .at("/widget/origins/0")
                .stringValue(""))
        .isEqualTo("https://example.com");

    admin
        .put(
            path + "/deployments",
            "{\"widget\": {\"enabled\": false}, \"sip\": {\"enabled\": true}}")
        .expect(200);
    assertThat(numbers.list(tenant)).extracting(NumberRule::pattern).containsExactly("+15550100");
  }

  @Test
  void comesBackAsTheSameFolderAfterAnExport() throws IOException {
    byte[] zip = admin.get(path + "/export").expect(200).bytes();
    TenantId elsewhere = rig.newTenant();
    ApiClient other = rig.as(elsewhere, Role.OWNER);

    other.send("POST", "/api/agents/import", "application/zip", zip).expect(202);
    assertThat(Waiting.creation(other, agentId).path("status").stringValue(""))
        .isEqualTo("completed");

    assertThat(entries(other.get(path + "/export").expect(200).bytes())).isEqualTo(entries(zip));
    assertThat(entries(zip)).containsKeys("agent.json", "prompt.md", "knowledge/prices/rooms.txt");
    other.send("POST", "/api/agents/import", "application/zip", zip).expect(409, "AGENT_EXISTS");
    other
        .send("POST", "/api/agents/import", "application/zip", new byte[] {1, 2, 3})
        .expect(422, "ARCHIVE_INVALID");
  }

  @Test
  void deletesAllThatHangsOnItAndNothingElse() throws IOException {
    String other =
        AgentParts.write(
            tenant,
            rig.bean(Agents.class),
            rig.bean(AgentDrafts.class),
            rig.bean(AgentFiles.class));
    rig.bean(Numbers.class)
        .save(
            new NumberRule(
                tenant, "num_1", "+15550100", Optional.empty(), agentId, OptionalInt.empty()));
    var agent = rig.bean(Agents.class).find(tenant, agentId).orElseThrow();
    var stored = rig.bean(AgentFiles.class).of(tenant, agent.userId(), agentId, 1);
    assertThat(stored).hasSize(1);
    rig.as(rig.newTenant(), Role.OWNER).delete(path).expect(404, "AGENT_NOT_FOUND");
    rig.as(tenant, Role.OPERATOR).delete(path).expect(403, "FORBIDDEN");
    admin.with("If-Match", "\"another\"").delete(path).expect(412, "PRECONDITION_FAILED");

    admin.delete(path).expect(204);

    admin.get(path).expect(404, "AGENT_NOT_FOUND");
    admin.delete(path).expect(404, "AGENT_NOT_FOUND");
    assertThat(rig.bean(Agents.class).versions(tenant, agentId)).isEmpty();
    assertThat(rig.bean(Numbers.class).list(tenant)).isEmpty();
    assertThat(rig.bean(Creations.class).find(tenant, agentId)).isEmpty();
    assertThat(rig.bean(KnowledgeBases.class).list(tenant))
        .allMatch(it -> it.agentId().equals(other));
    assertThat(rig.bean(ObjectStore.class).size(stored.firstEntry().getValue().name())).isEmpty();
    assertThat(rig.bean(AgentFiles.class).of(tenant, agent.userId(), agentId, 1)).isEmpty();
    admin.get("/api/agents/" + other + "/export").expect(200);
  }

  @Test
  void talksWithoutConsequences() {
    admin
        .patch(
            path,
            """
            {"questionsAndAnswers": [{"questions": ["When is breakfast?"],
                                      "answer": "From seven to ten."}]}
            """)
        .expect(200);
    JsonNode result =
        admin
            .post(
                path + "/test",
                "{\"messages\": [\"When is breakfast?\", \"I want to talk to a human being\"]}")
            .expect(200)
            .json();
    assertThat(result.path("version").intValue(0)).isEqualTo(2);
    assertThat(result.at("/replies/0/answer").stringValue("")).contains("From seven to ten.");
    assertThat(result.at("/replies/1/handoff/requested").booleanValue()).isTrue();
    assertThat(admin.get(path).json().at("/figures/sessions").intValue(-1)).isZero();
    admin
        .post(path + "/test", "{\"messages\": [\"x\"], \"version\": 7}")
        .expect(404, "VERSION_NOT_FOUND");
  }

  private String state(int version) {
    return admin
        .get(path + "/versions/" + version)
        .expect(200)
        .json()
        .path("state")
        .stringValue("");
  }

  private static Map<String, String> entries(byte[] zip) throws IOException {
    Map<String, String> entries = new TreeMap<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry it = in.getNextEntry(); it != null; it = in.getNextEntry()) {
        entries.put(
            it.getName(), new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
      }
    }
    return entries;
  }
}
