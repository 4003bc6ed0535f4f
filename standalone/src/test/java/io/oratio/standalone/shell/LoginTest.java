package io.oratio.standalone.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.standalone.shell.StandInServer.Says;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class LoginTest {
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
  void keepsALoginForItsUserAlone() throws Exception {
    ShellRig.Said said =
        rig.say(
            "my password\n",
            "login",
            rig.address(),
            "--email",
            "ada@example.com",
            "--password-stdin");

    assertThat(said.status()).as(said.err()).isZero();
    assertThat(said.out())
        .isEqualTo("Logged in as ada@example.com, owner of Ada's, at " + rig.address() + "\n");
    assertThat(ShellRig.body(rig.server.last()))
        .isEqualTo(ShellRig.json("{'email':'ada@example.com','password':'my password'}"));
    Path file = folder.resolve("of-mine/login.json");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
        .isEqualTo("rwx------");

    assertThat(rig.say("", "agents").status()).isZero();
    assertThat(rig.server.last().bearer()).contains("Bearer access-1");
  }

  @Test
  void claimsByTheLinkAndJoinsByAnInvitation() throws Exception {
    rig.environment.put("ORATIO_PASSWORD", "twelve or more");
    rig.server.on("POST /api/auth/claim", ShellRig.signedIn("a", "refresh-of-sixteen-1"));
    rig.server.on(
        "POST /api/auth/invitations/accept", ShellRig.signedIn("b", "refresh-of-sixteen-2"));

    rig.say(
        "",
        "login",
        rig.address() + "/claim#token=abc-DEF_123",
        "--email",
        "ada@example.com",
        "--tenant",
        "Ada's");
    assertThat(ShellRig.body(rig.server.last()))
        .isEqualTo(
            ShellRig.json(
                "{'token':'abc-DEF_123','email':'ada@example.com','tenantName':'Ada\\u0027s','password':'twelve"
                    + " or more'}"));

    rig.say("", "login", rig.address() + "/join#token=join-me");
    assertThat(rig.server.last().path()).isEqualTo("/api/auth/invitations/accept");
    assertThat(ShellRig.body(rig.server.last()))
        .isEqualTo(ShellRig.json("{'token':'join-me','password':'twelve or more'}"));
  }

  @Test
  void renewsATokenThatIsTooOldOnceHoweverManyCommandsRunAtTheSameTime() throws Exception {
    rig.login();
    AtomicInteger refreshed = new AtomicInteger();
    rig.server.on(
        "POST /api/auth/refresh",
        asked -> {
          int times = refreshed.incrementAndGet();
          return ShellRig.body(asked).path("refreshToken").asString().equals("refresh-1-of-sixteen")
              ? ShellRig.signedIn("access-2", "refresh-2-of-sixteen").apply(asked)
              : Says.refusal(401, "TOKEN_REUSED", "spent " + times);
        });
    rig.server.on(
        "GET /api/agents",
        asked ->
            asked.bearer().filter(it -> it.equals("Bearer access-2")).isPresent()
                ? Says.json(200, "{\"data\": []}")
                : Says.refusal(401, "TOKEN_EXPIRED", "Too old."));

    List<Future<ShellRig.Said>> all = new ArrayList<>();
    CountDownLatch go = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      for (int i = 0; i < 4; i++) {
        all.add(
            threads.submit(
                () -> {
                  go.await();
                  return rig.say("", "agents");
                }));
      }
      go.countDown();
      for (Future<ShellRig.Said> each : all) {
        assertThat(each.get().status()).as(each.get().err()).isZero();
      }
    }
    assertThat(refreshed).hasValue(1);
  }

  @Test
  void saysThatALoginHasEnded() throws Exception {
    rig.login();
    rig.server.on("GET /api/agents", _ -> Says.refusal(401, "TOKEN_EXPIRED", "Too old."));
    rig.server.on("POST /api/auth/refresh", _ -> Says.refusal(401, "TOKEN_REUSED", "Spent."));

    ShellRig.Said said = rig.say("", "agents");

    assertThat(said.status()).isEqualTo(3);
    assertThat(said.err()).isEqualTo("oratio: Your login has ended: ./oratio login again.\n");
  }

  @Test
  void tellsALoginToItsOwnServerAloneAndFollowsNoRedirect() throws Exception {
    rig.login();
    try (StandInServer other = new StandInServer()) {
      ShellRig.Said elsewhere = rig.say("", "agents", "--api", other.address().toString());
      assertThat(elsewhere.status()).isEqualTo(3);
      assertThat(elsewhere.err()).contains("You are logged in at " + rig.address());

      rig.server.on(
          "GET /api/agents",
          _ -> new Says(307, Map.of("Location", other.address() + "/api/agents"), ""));
      ShellRig.Said redirected = rig.say("", "agents");
      assertThat(redirected.status()).isEqualTo(1);
      assertThat(redirected.err()).contains("sends elsewhere (" + other.address());
      assertThat(other.asked()).isEmpty();
    }
  }

  @Test
  void logsOutHereEvenWhereTheServerCannotBeTold() throws Exception {
    rig.login();
    rig.server.on("POST /api/auth/logout", _ -> Says.refusal(500, "INTERNAL_ERROR", "Oh."));

    ShellRig.Said said = rig.say("", "logout");

    assertThat(said.status()).isZero();
    assertThat(said.err()).contains("(request req-1)");
    assertThat(folder.resolve("of-mine/login.json")).doesNotExist();
  }

  @Test
  void asksTheApiOnlyWhereThatIsMeant() throws Exception {
    assertThat(isMeant("sessions")).isFalse();
    assertThat(isMeant("sessions", "transcript", "last")).isTrue();
    assertThat(isMeant("chat", "--api", "http://127.0.0.1:8080")).isTrue();
    rig.login();
    assertThat(isMeant("sessions")).isTrue();
    assertThat(isMeant("chat", "bakery")).isTrue();
    assertThat(isMeant("sessions", "--local")).isFalse();
    assertThat(isMeant("sessions", "--data", "there")).isFalse();
  }

  private boolean isMeant(String verb, String... words) {
    return Shell.isMeant(verb, List.of(words), rig.surroundings("", System.out, System.err));
  }
}
