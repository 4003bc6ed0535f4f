package io.oratio.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oratio.phone.call.CallEvent;
import io.oratio.phone.call.CallOptions;
import io.oratio.phone.call.Incoming;
import io.oratio.phone.call.Phone;
import io.oratio.phone.call.PhoneCall;
import io.oratio.phone.call.PhoneSettings;
import io.oratio.phone.call.Reaction;
import io.oratio.phone.sip.SipRequest;
import io.oratio.phone.sip.Transport;
import io.oratio.phone.sound.Sounds;
import java.net.InetAddress;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Two gateways and two control planes, processes of their own. One after the other the tests kill
/// them, so they stand in an order and share what is left.
@Timeout(300)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TwoByTwoTest {
  private static final Pattern CLAIM = Pattern.compile("/claim#token=([A-Za-z0-9_-]+)");
  private static final List<String> GATEWAYS = List.of("gateway-1", "gateway-2");
  private static final String NUMBER = "+14155550100";

  /// The bound is two seconds; the rest is for a machine that has something else to do.
  private static final Duration IN_FORCE = Duration.ofSeconds(5);

  @TempDir static Path folder;
  private static Cluster cluster;
  private static Phone carrier;
  private static final Answerer ANSWERER = new Answerer();
  private static Api one;
  private static Api two;
  private static String agentId;

  /// The other side of calls that go out: counts them by their Call-ID.
  private static final class Answerer implements Incoming {
    final Set<String> calls = ConcurrentHashMap.newKeySet();
    volatile boolean isRinging;

    @Override
    public Reaction react(SipRequest invite) {
      calls.add(invite.callId());
      return isRinging
          ? new Reaction.Ring()
          : new Reaction.Answer(CallOptions.USUAL, Duration.ZERO);
    }

    @Override
    public void happened(PhoneCall call, CallEvent event) {
      if (event instanceof CallEvent.Talking) {
        call.hangUp();
      }
    }
  }

  @BeforeAll
  static void start() throws Exception {
    cluster = Cluster.start(folder);
    // Known by another address than this machine's usual one: by the trunk that a test adds.
    carrier = new Phone(PhoneSettings.on(InetAddress.getByName("127.0.0.2")));
    carrier.onCall(ANSWERER);
    assertThat(cluster.get("control-2").ready().has("sip")).isFalse();
    assertThat(cluster.get("gateway-2").ready().path("parts").asString()).isEqualTo("gateway");
    HttpClient client = HttpClient.newHttpClient();
    Api nobody = new Api(client, cluster.get("control-1").http(), "");
    Matcher claim = CLAIM.matcher(cluster.get("control-1").printed());
    assertThat(claim.find()).isTrue();
    JsonNode me =
        nobody
            .post(
                "/api/auth/claim",
                """
                {"token": "%s", "email": "owner@example.org", "tenantName": "Harbour",
                 "password": "a long and quiet harbour", "name": "Ada"}
                """
                    .formatted(claim.group(1)))
            .expect(200)
            .json();
    one = new Api(client, nobody.base(), me.path("accessToken").stringValue(""));
    two = one.at(cluster.get("control-2").http());
    agentId =
        one.post(
                "/api/agents",
                """
                {"agentName": "Reception", "sop": "Answer guests.", "greeting": "Good morning.",
                 "questionsAndAnswers": [{"questions": ["When is breakfast?"],
                                          "answer": "Breakfast is from seven to ten."}]}
                """)
            .expect(202)
            .text("agentId");
    UpProcess.await(() -> isActive(agentId), "the agent was not made");
  }

  @AfterAll
  static void stop() throws Exception {
    carrier.close();
    cluster.close();
  }

  @Test
  @Order(1)
  void aTrunkAndANumberOfOneControlPlaneAreInForceOnBothGateways() throws Exception {
    for (String gateway : GATEWAYS) {
      assertThatThrownBy(() -> talk(gateway)).isInstanceOf(ExecutionException.class);
    }
    // Sealed by one process and opened by the others, or no gateway would know a trunk any more.
    one.post(
            "/api/trunks",
            "{\"name\": \"PBX\", \"username\": \"pbx\", \"password\": \"a word of its own\"}")
        .expect(201);
    String trunkId =
        one.post(
                "/api/trunks",
                """
                {"name": "Carrier", "host": "127.0.0.2", "port": %d, "country": "US",
                 "callerId": "%s", "allowedSources": ["127.0.0.2"]}
                """
                    .formatted(carrier.listens(Transport.UDP).getPort(), NUMBER))
            .expect(201)
            .text("trunkId");
    two.post(
            "/api/numbers",
            """
            {"pattern": "%s", "agentId": "%s", "trunkId": "%s"}
            """
                .formatted(NUMBER, agentId, trunkId))
        .expect(201);
    long added = System.nanoTime();
    List<CompletableFuture<Long>> answered =
        GATEWAYS.stream()
            .map(it -> CompletableFuture.supplyAsync(() -> untilAnswered(it) - added))
            .toList();
    for (CompletableFuture<Long> each : answered) {
      Duration after = Duration.ofNanos(each.get(90, TimeUnit.SECONDS));
      assertThat(after).isLessThan(IN_FORCE);
    }
    for (String gateway : GATEWAYS) {
      // What the agent knows was learned in a control plane; each gateway makes its own index.
      Path index = folder.resolve(gateway).resolve("data/knowledge/demo").resolve(agentId);
      UpProcess.await(() -> Files.exists(index.resolve("1/current")), "there is no " + index);
    }
  }

  @Test
  @Order(2)
  void aCallOnOneGatewayIsWatchedAndCommandedThroughTheOtherControlPlane() throws Exception {
    Api.Live live = two.live();
    Api.Live dashboard = two.dashboard();
    PhoneCall call = talk("gateway-1");
    String sessionId = started(live);
    JsonNode said = live.await("turn_finished", sessionId);
    assertThat(dashboard.await("turn_finished", sessionId)).isEqualTo(said);
    assertThat(said.path("data").path("content").stringValue("")).isNotBlank();
    assertThat(two.get("/api/sessions/live").expect(200).json().toString()).contains(sessionId);
    one.post("/api/calls/" + sessionId + "/hangup", "{}").expect(202);
    call.ended().toCompletableFuture().get(20, TimeUnit.SECONDS);
    live.await("session_ended", sessionId);
  }

  @Test
  @Order(3)
  void fiftyRepeatsAtTwoControlPlanesAreOneCall() throws Exception {
    int before = ANSWERER.calls.size();
    List<CompletableFuture<Api.Reply>> asked =
        IntStream.range(0, 50)
            .mapToObj(it -> (it % 2 == 0 ? one : two).call("fifty", order()))
            .toList();
    List<Api.Reply> replies = new ArrayList<>();
    for (CompletableFuture<Api.Reply> each : asked) {
      replies.add(each.get(60, TimeUnit.SECONDS).expect(202));
    }
    assertThat(replies).extracting(it -> it.text("callId")).containsOnly(callOf(replies));
    assertThat(replies).filteredOn(it -> !it.isReplay()).hasSize(1);
    awaitCall(callOf(replies), "completed");
    assertThat(two.call("fifty", order()).get(60, TimeUnit.SECONDS).expect(202).isReplay())
        .isTrue();
    assertThat(ANSWERER.calls).hasSize(before + 1);
  }

  @Test
  @Order(4)
  void aGatewayThatIsKilledLosesNoTurnAndItsCallIsNotDialledAgain() throws Exception {
    int before = ANSWERER.calls.size();
    // The second gateway looks away, so that the first one holds both calls when it dies.
    cluster.pause("gateway-2");
    Api.Live live = two.live();
    PhoneCall call = talk("gateway-1");
    String sessionId = started(live);
    ANSWERER.isRinging = true;
    String callId = one.call("ringing", order()).get(30, TimeUnit.SECONDS).text("callId");
    awaitCall(callId, "ringing");
    UpProcess.await(() -> live.all("turn_finished", sessionId).size() >= 3, "too little was said");
    List<Integer> told = sequences(live.all("turn_finished", sessionId).stream(), "data");

    cluster.get("gateway-1").kill();
    cluster.resume("gateway-2");
    ANSWERER.isRinging = false;
    assertThat(two.call("ringing", order()).get(30, TimeUnit.SECONDS).text("callId"))
        .isEqualTo(callId);
    cluster.restart("gateway-1");

    awaitCall(callId, "failed");
    assertThat(two.get("/api/calls/" + callId).json().toString()).contains("process_killed");
    assertThat(ANSWERER.calls).hasSize(before + 1);
    JsonNode session = two.get("/api/sessions/" + sessionId).expect(200).json();
    assertThat(session.path("ending").path("reason").stringValue("")).isEqualTo("process_killed");
    JsonNode turns = two.get("/api/sessions/" + sessionId + "/turns").expect(200).json();
    // The newest may have been on its way into the table.
    assertThat(sequences(turns.path("data").valueStream(), ""))
        .containsAll(told.subList(0, told.size() - 1));
    call.hangUp();
  }

  @Test
  @Order(5)
  void aControlPlaneThatIsKilledBeforeAnybodyDialsLeavesOneCall() throws Exception {
    int before = ANSWERER.calls.size();
    cluster.pause("gateway-1");
    cluster.pause("gateway-2");
    CompletableFuture<Api.Reply> unheard = one.call("orphan", order());
    // Written down, and perhaps neither answered nor told: now it dies.
    UpProcess.await(() -> list().contains("\"reserved\""), "nothing was reserved");
    String callId = reserved();
    cluster.get("control-1").kill();
    Api.Reply repeated = two.call("orphan", order()).get(30, TimeUnit.SECONDS).expect(202);
    assertThat(repeated.text("callId")).isEqualTo(callId);
    assertThat(repeated.isReplay()).isTrue();
    // One of the gateways that could dial it dies too, before it has looked.
    cluster.get("gateway-2").kill();
    cluster.resume("gateway-1");
    awaitCall(callId, "completed");
    assertThat(ANSWERER.calls).hasSize(before + 1);
    unheard.cancel(true);
  }

  @Test
  @Order(6)
  void callsAreAnsweredWhileNoControlPlaneRuns() throws Exception {
    cluster.get("control-2").kill();
    PhoneCall call = talk("gateway-1");
    UpProcess.await(() -> call.talkMs() > 1000, "the call did not last");
    call.hangUp();
    call.ended().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  private static List<Integer> sequences(Stream<JsonNode> turns, String inside) {
    return turns
        .map(it -> (inside.isEmpty() ? it : it.path(inside)).path("sequence").intValue(0))
        .toList();
  }

  private static boolean isActive(String agent) {
    try {
      return one.get("/api/agents/" + agent).text("status").equals("active");
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /// Dials until it is answered, and tells when the call that was began.
  private static long untilAnswered(String gateway) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (true) {
      long begun = System.nanoTime();
      try {
        talk(gateway).hangUp();
        return begun;
      } catch (ExecutionException e) {
        if (begun > deadline) {
          throw new AssertionError(gateway + " does not answer", e);
        }
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }
  }

  private static PhoneCall talk(String gateway) throws Exception {
    PhoneCall call = dial(gateway);
    call.answered().toCompletableFuture().get(30, TimeUnit.SECONDS);
    return call;
  }

  private static PhoneCall dial(String gateway) throws Exception {
    return carrier.dial(
        "sip:" + NUMBER + "@127.0.0.1:" + cluster.get(gateway).sipPort(),
        CallOptions.USUAL.withSound(() -> Sounds.loop(Sounds.speechLike(150, 3), 0)),
        _ -> {});
  }

  /// The session that the stream tells of next to the ones it began with.
  private static String started(Api.Live live) {
    return live.await("a session", it -> it.path("type").stringValue("").equals("session_started"))
        .path("sessionId")
        .stringValue("");
  }

  private static String order() {
    return "{\"agentId\": \"" + agentId + "\", \"to\": \"+14155550142\"}";
  }

  private static String callOf(List<Api.Reply> replies) {
    return replies.getFirst().text("callId");
  }

  private static void awaitCall(String callId, String status) {
    UpProcess.await(
        () -> {
          try {
            return two.get("/api/calls/" + callId).text("status").equals(status);
          } catch (Exception e) {
            throw new AssertionError(e);
          }
        },
        "call " + callId + " was not " + status);
  }

  private static String list() {
    try {
      return two.get("/api/calls?status=reserved").expect(200).json().toString();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static String reserved() throws Exception {
    return two.get("/api/calls?status=reserved")
        .json()
        .path("data")
        .path(0)
        .path("callId")
        .stringValue("");
  }
}
