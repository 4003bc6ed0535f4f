package io.oratio.standalone.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oratio.standalone.shell.StandInServer.Says;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ShellTest {
  @TempDir private Path folder;
  private ShellRig rig;

  @BeforeEach
  void start() throws Exception {
    rig = new ShellRig(folder);
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  @Test
  void takesTheServersOwnWordsForARefusal() throws Exception {
    rig.login();
    rig.server.on(
        "POST /api/numbers", _ -> Says.refusal(422, "VALIDATION_FAILED", "This cannot be."));

    ShellRig.Said said = rig.say("", "numbers", "add", "+15550100", "reception");

    assertThat(said.status()).isEqualTo(1);
    assertThat(said.out()).isEmpty();
    assertThat(said.err()).isEqualTo("oratio: This cannot be.\n  /agentName is too long\n");
  }

  @Test
  void tellsWrongUseNobodyAndNoServerApart() throws Exception {
    assertThat(rig.say("", "agents").status()).isEqualTo(3);
    rig.environment.put("ORATIO_API_KEY", "ork_live_x");
    assertThat(rig.say("", "agents", "--api", "http://127.0.0.1:1").status()).isEqualTo(4);
    assertThatThrownBy(() -> rig.say("", "agents", "destroy", "x")).isInstanceOf(WrongWords.class);
    assertThatThrownBy(() -> rig.say("", "keys", "create")).isInstanceOf(WrongWords.class);
    assertThatThrownBy(() -> rig.say("", "calls", "start", "a", "b", "--loud"))
        .isInstanceOf(WrongWords.class)
        .hasMessageContaining("--loud");
    for (String verb : Shell.names()) {
      assertThat(rig.say("", verb, "--help").out()).startsWith("usage: ./oratio " + verb);
    }
  }

  @Test
  void asksForACallAgainUnderTheSameKeyWhenTheServerAsksForPatience() throws Exception {
    rig.environment.put("ORATIO_API_KEY", "ork_live_x");
    AtomicInteger times = new AtomicInteger();
    rig.server.on(
        "POST /api/calls",
        _ ->
            times.incrementAndGet() == 1
                ? new Says(503, Map.of("Retry-After", "0"), "")
                : Says.json(202, "{\"callId\": \"call_1\", \"status\": \"reserved\"}"));

    ShellRig.Said said =
        rig.say(
            "", "calls", "start", "bakery", "+14155550142", "--ring", "20", "--api", rig.address());

    assertThat(said.out()).isEqualTo("call_1 is reserved.\n");
    assertThat(rig.server.asked()).hasSize(2);
    assertThat(rig.server.asked().get(0).headers().get("Idempotency-key"))
        .isNotBlank()
        .isEqualTo(rig.server.asked().get(1).headers().get("Idempotency-key"));
    assertThat(ShellRig.body(rig.server.last()))
        .isEqualTo(ShellRig.json("{'agentId':'bakery','to':'+14155550142','ringSeconds':20}"));
    assertThat(rig.server.last().bearer()).contains("Bearer ork_live_x");
  }

  @Test
  void sendsAProcedureWithFilesInFoldersAndWhatTheyAreAbout() throws Exception {
    rig.login();
    Path docs = Files.createDirectories(folder.resolve("docs/prices"));
    Files.writeString(docs.resolve("2026.md"), "Rye: 5");
    Files.writeString(folder.resolve("docs/.hidden"), "not this");
    Files.writeString(folder.resolve("sop.md"), "Be brief.");
    rig.server.on("POST /api/agents", _ -> Says.json(202, "{\"agentId\": \"bakery\"}"));
    rig.server.on(
        "GET /api/agents/bakery/creation",
        "{\"status\": \"failed\", \"steps\": [{\"name\": \"deploy\", \"state\": \"failed\","
            + " \"attempts\": 3, \"error\": \"No room.\"}]}");

    ShellRig.Said said =
        rig.say(
            "",
            "agents",
            "create",
            "Bakery",
            "--sop",
            folder.resolve("sop.md").toString(),
            "--file",
            folder.resolve("docs").toString(),
            "--describe",
            "prices/2026.md=What it costs",
            "--handoff-when",
            "angry",
            "--transfer",
            "Desk=sip:desk@example.com");

    assertThat(said.status()).isEqualTo(1);
    assertThat(said.out()).contains("publish it: failed. No room.").contains("agents retry bakery");
    String form = rig.server.asked().getFirst().body();
    assertThat(form)
        .contains("name=\"files\"; filename=\"prices/2026.md\"", "Rye: 5", "Be brief.")
        .contains("{\"prices\":{\"2026.md\":\"What it costs\"}}")
        .contains("\"humanHandoffConditions\":[\"angry\"]")
        .contains("{\"name\":\"Desk\",\"uri\":\"sip:desk@example.com\"}")
        .doesNotContain("hidden");
  }

  @Test
  void readsAllPagesAndPrintsThemForScripts() throws Exception {
    rig.login();
    rig.server.on(
        "GET /api/sessions",
        asked ->
            asked.path().contains("cursor=next")
                ? Says.json(200, "{\"data\": [{\"sessionId\": \"ses_2\"}]}")
                : Says.json(
                    200, "{\"data\": [{\"sessionId\": \"ses_1\"}], \"nextCursor\": \"next\"}"));

    ShellRig.Said said = rig.say("", "sessions", "--search", "rye & sourdough", "--json");

    assertThat(JsonMapper.shared().readTree(said.out()).size()).isEqualTo(2);
    assertThat(rig.server.last().path())
        .isEqualTo("/api/sessions?q=rye%20%26%20sourdough&limit=19&cursor=next");
  }

  @Test
  void writesNoFileWhereTheServerRefuses() throws Exception {
    rig.login();
    Path file = folder.resolve("call.wav");
    rig.server.on(
        "GET /api/sessions/s/recording", _ -> Says.refusal(404, "RECORDING_NOT_FOUND", "None."));

    assertThat(rig.say("", "sessions", "recording", "s", file.toString()).status()).isEqualTo(1);
    assertThat(folder.toFile().list()).containsExactly("of-mine");

    rig.server.on("GET /api/sessions/s/recording", _ -> new Says(200, Map.of(), "RIFF"));
    assertThat(rig.say("", "sessions", "recording", "s", file.toString()).status()).isZero();
    assertThat(file).hasContent("RIFF");
  }

  @Test
  void takesFromWordsWhatCouldSteerATerminal() throws Exception {
    rig.login();
    rig.server.on(
        "GET /api/agents",
        "{\"data\": [{\"agentId\": \"a\", \"agentName\": \"\\u001b[2Jgone\\u009b1m\"}]}");

    assertThat(rig.say("", "agents").out()).doesNotContain("\u001b", "\u009b").contains("[2Jgone");
  }
}
