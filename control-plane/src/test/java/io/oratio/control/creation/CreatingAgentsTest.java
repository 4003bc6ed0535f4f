package io.oratio.control.creation;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.control.agent.AgentParts;
import io.oratio.control.agent.Waiting;
import io.oratio.control.rig.ApiAnswer;
import io.oratio.control.rig.ApiClient;
import io.oratio.control.rig.ApiRig;
import io.oratio.control.rig.Form;
import io.oratio.control.web.Caller;
import io.oratio.control.web.contract.Role;
import io.oratio.domain.agent.Agents;
import io.oratio.domain.audit.AuditLog;
import io.oratio.domain.tenant.TenantId;
import io.oratio.runtime.agent.AgentObjects;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

@Timeout(120)
class CreatingAgentsTest {
  private static ApiRig rig;
  private TenantId tenant;
  private ApiClient admin;

  @BeforeAll
  static void start() {
    rig = ApiRig.start(AgentParts.class);
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  @BeforeEach
  void signIn() {
    tenant = rig.newTenant();
    admin = rig.as(tenant, Role.ADMIN);
  }

  @Test
  void makesAnAgentOfAProcedureAlone() {
    ApiAnswer accepted =
        admin
            .post(
                "/api/agents",
                """
                {"agentName": "Bakery", "sop": "Answer what is asked about bread.",
                 "greeting": "Good morning, the bakery.", "language": "en-GB",
                 "questionsAndAnswers": [{"questions": ["Do you bake on Sunday?"],
                                          "answer": "Yes, until noon."}]}
                """)
            .expect(202);
    String agentId = accepted.json().path("agentId").stringValue("");

    JsonNode creation = Waiting.creation(admin, agentId);

    assertThat(accepted.header("Location")).hasValue("/api/agents/" + agentId);
    assertThat(creation.path("status").stringValue(""))
        .as(creation::toString)
        .isEqualTo("completed");
    assertThat(creation.path("steps").valueStream().map(it -> it.path("name").stringValue("")))
        .containsExactly(
            "provision_knowledge", "run_creator", "check_artefacts", "deploy", "notify");
    JsonNode agent = admin.get("/api/agents/" + agentId).expect(200).json();
    assertThat(agent.path("status").stringValue("")).isEqualTo("active");
    assertThat(agent.path("publishedVersion").intValue(0)).isEqualTo(1);
    assertThat(agent.path("sop").stringValue("")).isEqualTo("Answer what is asked about bread.");
    assertThat(agent.path("greeting").stringValue("")).isEqualTo("Good morning, the bakery.");
    assertThat(agent.path("language").stringValue("")).isEqualTo("en-GB");
    assertThat(agent.path("generatedPromptS3Path").stringValue(""))
        .startsWith("s3://oratio-generated-code/");
    assertThat(rig.bean(AuditLog.class).entries(tenant, 0, 10))
        .extracting(it -> it.action())
        .containsExactly("agent.created");
  }

  @Test
  void keepsFoldersAndTheirDescriptions() {
    String agentId =
        created(
            new Form()
                .json(
                    "agent",
                    """
                    {"agentName": "Hotel", "sop": "Answer guests.",
                     "folderFileDescriptions": {"prices": {"rooms.txt": "What rooms cost"}}}
                    """)
                .file("files", "prices/rooms.txt", "text/plain", text("A room costs ninety euros."))
                .file("files", "broken.txt", "text/plain", text("broken")));

    assertThat(Waiting.creation(admin, agentId).path("status").stringValue(""))
        .isEqualTo("completed");
    JsonNode documents =
        admin.get("/api/agents/" + agentId + "/documents").expect(200).json().path("data");
    JsonNode rooms = named(documents, "prices/rooms.txt");
    assertThat(rooms.path("state").stringValue("")).isEqualTo("ready");
    assertThat(rooms.path("description").stringValue("")).isEqualTo("What rooms cost");
    JsonNode broken = named(documents, "broken.txt");
    assertThat(broken.path("state").stringValue("")).isEqualTo("refused");
    assertThat(broken.path("error").stringValue("")).contains("damaged");
  }

  @Test
  void refusesPathsThatClimbOrAreTooDeepAndWritesNothing() {
    for (String path :
        new String[] {
          "../../etc/passwd",
          "/etc/passwd",
          "a/../../b",
          "a//b",
          ".hidden",
          "a\\b",
          "d/".repeat(17) + "f.txt"
        }) {
      admin
          .post(
              "/api/agents",
              new Form()
                  .json("agent", "{\"agentName\": \"A\", \"sop\": \"S\"}")
                  .file("files", path, "text/plain", text("x")))
          .expect(422, "PATH_INVALID");
    }
    admin
        .post(
            "/api/agents",
            new Form()
                .json("agent", "{\"agentName\": \"A\", \"sop\": \"S\"}")
                .file("files", "a.txt", "text/plain", text("x"))
                .file("files", "A.TXT", "text/plain", text("y")))
        .expect(422, "PATH_INVALID");
    assertThat(rig.bean(Agents.class).list(tenant)).isEmpty();
  }

  @Test
  void tellsAtOnceWhatCouldNotBeAnAgent() {
    ApiAnswer missing =
        admin
            .post(
                "/api/agents",
                new Form()
                    .json(
                        "agent",
                        """
                        {"agentName": "A", "sop": "S", "humanHandoffTarget": "desk",
                         "folderFileDescriptions": {"nowhere.txt": "not there"}}
                        """))
            .expect(422, "VALIDATION_FAILED");
    assertThat(
            missing
                .json()
                .at("/error/details")
                .valueStream()
                .map(it -> it.path("pointer").stringValue("")))
        .contains("/agent/humanHandoffTarget", "/agent/folderFileDescriptions/nowhere.txt");

    admin
        .post("/api/agents", "{\"agentName\": \"A\", \"sop\": \"" + "x".repeat(30_000) + "\"}")
        .expect(422, "VALIDATION_FAILED");
    assertThat(rig.bean(Agents.class).list(tenant)).isEmpty();
  }

  @Test
  void takesAnIdOnlyOnce() {
    String body = "{\"agentId\": \"bakery\", \"agentName\": \"B\", \"sop\": \"S\"}";
    admin.post("/api/agents", body).expect(202);
    admin.post("/api/agents", body).expect(409, "AGENT_EXISTS");
    Waiting.creation(admin, "bakery");
    admin.post("/api/agents", body).expect(409, "AGENT_EXISTS");
    rig.as(rig.newTenant(), Role.OWNER).post("/api/agents", body).expect(202);
  }

  @Test
  void showsACreationToItsTenantOnly() {
    String agentId = created(form());
    Waiting.creation(admin, agentId);
    ApiClient stranger = rig.as(rig.newTenant(), Role.OWNER);

    stranger.get("/api/agents/" + agentId + "/creation").expect(404, "AGENT_NOT_FOUND");
    stranger.post("/api/agents/" + agentId + "/creation/retry", "").expect(404, "AGENT_NOT_FOUND");
    rig.as(tenant, Role.VIEWER).get("/api/agents/" + agentId + "/creation").expect(200);
    rig.as(tenant, Role.VIEWER)
        .post("/api/agents/" + agentId + "/creation/retry", "")
        .expect(403, "FORBIDDEN");
  }

  @Test
  void retriesOnlyWhatFailed() {
    String agentId = created(form());
    Waiting.creation(admin, agentId);
    admin
        .post("/api/agents/" + agentId + "/creation/retry", "")
        .expect(409, "AGENT_STATE_CONFLICT");
  }

  @Test
  void letsAKeyThatIsLimitedMakeNoOtherAgents() {
    ApiClient key =
        rig.as(new Caller.Key("key_1", tenant, Set.of("agents:write"), Set.of("bakery")));
    key.post("/api/agents", "{\"agentName\": \"A\", \"sop\": \"S\"}").expect(403, "FORBIDDEN");
    key.post("/api/agents", "{\"agentId\": \"bakery\", \"agentName\": \"A\", \"sop\": \"S\"}")
        .expect(202);
  }

  @Test
  void leavesTheArtefactsWherePeopleLookForThem() throws Exception {
    String agentId = created(form());
    Waiting.creation(admin, agentId);
    var agent = rig.bean(Agents.class).find(tenant, agentId).orElseThrow();
    assertThat(rig.bean(AgentObjects.class).text(agent, AgentObjects.Kind.PROMPT_MD))
        .hasValue("Answer guests.");
  }

  private static Form form() {
    return new Form().json("agent", "{\"agentName\": \"Hotel\", \"sop\": \"Answer guests.\"}");
  }

  private String created(Form form) {
    return admin.post("/api/agents", form).expect(202).json().path("agentId").stringValue("");
  }

  private static JsonNode named(JsonNode documents, String path) {
    return documents
        .valueStream()
        .filter(it -> it.path("path").stringValue("").equals(path))
        .findFirst()
        .orElseThrow();
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
