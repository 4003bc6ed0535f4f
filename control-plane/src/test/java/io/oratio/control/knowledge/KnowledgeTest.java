package io.oratio.control.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.control.agent.AgentParts;
import io.oratio.control.agent.Waiting;
import io.oratio.control.rig.ApiClient;
import io.oratio.control.rig.ApiRig;
import io.oratio.control.rig.Form;
import io.oratio.control.web.contract.Role;
import io.oratio.domain.agent.Agents;
import io.oratio.domain.tenant.TenantId;
import io.oratio.runtime.agent.AgentDrafts;
import io.oratio.runtime.agent.AgentFiles;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

@Timeout(120)
class KnowledgeTest {
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
  void addsADocumentToTheNextDraftAndFindsIt() {
    JsonNode added =
        admin
            .post(
                path + "/documents",
                new Form()
                    .file("file", "pets.txt", "text/plain", text("Dogs are welcome in the garden."))
                    .text("path", "house/pets.txt")
                    .text("description", "Rules for animals"))
            .expect(202)
            .json();
    String id = added.path("documentId").stringValue("");
    assertThat(added.path("path").stringValue("")).isEqualTo("house/pets.txt");

    Waiting.documents(admin, agentId);

    JsonNode document = admin.get(path + "/documents/" + id).expect(200).json();
    assertThat(document.path("state").stringValue("")).isEqualTo("ready");
    assertThat(document.path("description").stringValue("")).isEqualTo("Rules for animals");
    assertThat(document.path("mediaType").stringValue("")).isEqualTo("text/plain");
    assertThat(rig.bean(Agents.class).find(tenant, agentId).orElseThrow().publishedVersion())
        .hasValue(1);
    assertThat(rig.bean(Agents.class).latestVersion(tenant, agentId)).hasValue(2);
    JsonNode found = search("Are dogs welcome in the garden?");
    assertThat(found.at("/passages/0/path").stringValue("")).isEqualTo("house/pets.txt");
    assertThat(found.at("/passages/0/documentId").stringValue("")).isEqualTo(id);
    assertThat(found.at("/passages/0/aboveBar").booleanValue()).isTrue();
    assertThat(found.path("bar").doubleValue(0)).isEqualTo(0.5);
  }

  @Test
  void replacesDescribesAndRemovesADocument() {
    String id = documentId("prices/rooms.txt");
    admin
        .put(
            path + "/documents/" + id,
            new Form().file("file", "x", "text/plain", text("A double room costs one hundred.")))
        .expect(202);
    assertThat(
            admin
                .patch(path + "/documents/" + id, "{\"description\": \"What rooms cost\"}")
                .expect(200)
                .json()
                .path("description")
                .stringValue(""))
        .isEqualTo("What rooms cost");
    Waiting.documents(admin, agentId);
    assertThat(search("What does a double room cost?").at("/passages/0/text").stringValue(""))
        .contains("one hundred");

    admin.delete(path + "/documents/" + id).expect(204);
    admin.get(path + "/documents/" + id).expect(404, "DOCUMENT_NOT_FOUND");
    admin.delete(path + "/documents/" + id).expect(404, "DOCUMENT_NOT_FOUND");
    JsonNode diff = admin.get(path + "/versions/4/diff?against=1").expect(200).json();
    assertThat(diff.at("/changes/0/pointer").stringValue(""))
        .isEqualTo("/files/knowledge~1prices~1rooms.txt");
    assertThat(diff.at("/changes/0/change").stringValue("")).isEqualTo("removed");
  }

  @Test
  void losesNoneOfManyThatComeAtOnce() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> added = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        String name = "many/" + i + ".txt";
        added.add(
            threads.submit(
                () ->
                    admin
                        .post(
                            path + "/documents",
                            new Form().file("file", name, "text/plain", text("Document " + name)))
                        .expect(202)));
      }
      for (Future<?> each : added) {
        each.get();
      }
    }
    assertThat(admin.get(path + "/documents").expect(200).json().path("data").size())
        .isEqualTo(8 + 2);
    assertThat(Waiting.documents(admin, agentId).path("data").size()).isEqualTo(8 + 2);
  }

  @Test
  void tellsWhyADocumentIsRefused() {
    String id =
        admin
            .post(
                path + "/documents",
                new Form().file("file", "bad.txt", "text/plain", text("broken")))
            .expect(202)
            .json()
            .path("documentId")
            .stringValue("");
    Waiting.documents(admin, agentId);
    JsonNode document = admin.get(path + "/documents/" + id).expect(200).json();
    assertThat(document.path("state").stringValue("")).isEqualTo("refused");
    assertThat(document.path("error").stringValue("")).contains("damaged");
  }

  @Test
  void refusesPathsThatAreTakenOrClimb() {
    admin
        .post(
            path + "/documents",
            new Form()
                .file("file", "rooms.txt", "text/plain", text("x"))
                .text("path", "Prices/Rooms.txt"))
        .expect(409, "DOCUMENT_EXISTS");
    admin
        .post(
            path + "/documents",
            new Form().file("file", "x", "text/plain", text("x")).text("path", "prices"))
        .expect(409, "DOCUMENT_EXISTS");
    admin
        .post(
            path + "/documents",
            new Form().file("file", "x", "text/plain", text("x")).text("path", "a/../../b"))
        .expect(422, "PATH_INVALID");
    admin
        .post(path + "/documents", new Form().file("file", "../x", "text/plain", text("x")))
        .expect(422, "PATH_INVALID");
    assertThat(rig.bean(Agents.class).latestVersion(tenant, agentId)).hasValue(1);
  }

  @Test
  void addsRefreshesAndRemovesAnAddress() {
    JsonNode refused =
        admin
            .post(path + "/addresses", "{\"url\": \"http://10.0.0.1/\", \"description\": \"Ours\"}")
            .expect(202)
            .json();
    admin
        .post(path + "/addresses", "{\"url\": \"http://10.0.0.1/\"}")
        .expect(409, "DOCUMENT_EXISTS");
    Waiting.documents(admin, agentId);
    JsonNode addresses = admin.get(path + "/addresses").expect(200).json().path("data");
    assertThat(addresses.size()).isEqualTo(2);
    JsonNode bad =
        addresses
            .valueStream()
            .filter(it -> it.path("url").stringValue("").startsWith("http:"))
            .findFirst()
            .orElseThrow();
    assertThat(bad.path("state").stringValue("")).isEqualTo("refused");
    assertThat(bad.path("error").stringValue("")).isEqualTo("This address may not be fetched.");

    String id = refused.path("addressId").stringValue("");
    admin.post(path + "/addresses/" + id + "/refresh", "").expect(202);
    admin.delete(path + "/addresses/" + id).expect(204);
    admin.delete(path + "/addresses/" + id).expect(404, "ADDRESS_NOT_FOUND");
  }

  @Test
  void letsOthersSeeAndTouchNothing() {
    String id = documentId("prices/rooms.txt");
    ApiClient stranger = rig.as(rig.newTenant(), Role.OWNER);
    stranger.get(path + "/documents").expect(404, "AGENT_NOT_FOUND");
    stranger.get(path + "/documents/" + id).expect(404, "AGENT_NOT_FOUND");
    stranger.delete(path + "/documents/" + id).expect(404, "AGENT_NOT_FOUND");
    stranger
        .post(path + "/documents", new Form().file("file", "x", "text/plain", text("x")))
        .expect(404, "AGENT_NOT_FOUND");
    stranger
        .post(path + "/knowledge/search", "{\"query\": \"room\"}")
        .expect(404, "AGENT_NOT_FOUND");
    rig.as(tenant, Role.OPERATOR).delete(path + "/documents/" + id).expect(403, "FORBIDDEN");
    assertThat(rig.bean(Agents.class).latestVersion(tenant, agentId)).hasValue(1);
  }

  private JsonNode search(String query) {
    return admin
        .post(path + "/knowledge/search", "{\"query\": \"" + query + "\"}")
        .expect(200)
        .json();
  }

  private String documentId(String document) {
    return admin
        .get(path + "/documents")
        .expect(200)
        .json()
        .path("data")
        .valueStream()
        .filter(it -> it.path("path").stringValue("").equals(document))
        .findFirst()
        .orElseThrow()
        .path("documentId")
        .stringValue("");
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
