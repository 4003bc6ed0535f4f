package io.oratio.control.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oratio.control.rig.ApiClient;
import io.oratio.control.rig.ApiRig;
import io.oratio.control.web.contract.Role;
import io.oratio.domain.tenant.TenantId;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(90)
class ChatSocketTest {
  private final HttpClient http = HttpClient.newHttpClient();
  private ApiRig rig;
  private TenantId tenant;
  private ApiClient client;

  @BeforeEach
  void start() {
    rig = ApiRig.start(TextParts.class);
    tenant = Bakery.open(rig);
    client = rig.as(tenant, Role.OPERATOR);
  }

  @AfterEach
  void stop() {
    http.shutdownNow();
    rig.close();
  }

  @Test
  void talksBothWays() throws Exception {
    String id = begin();
    Frames frames = new Frames();
    WebSocket socket = open(client, id, "", frames);
    socket.sendText("{\"type\":\"message\",\"content\":\"hello\"}", true).join();
    assertThat(frames.take(4).stream().map(it -> it.path("type").asString()))
        .containsExactly("run_status", "message_delta", "sources", "run_status");
    socket.sendText("nonsense", true).join();
    assertThat(frames.take(1).getFirst().path("code").asString()).isEqualTo("REQUEST_INVALID");
    rig.bean(BakeryMind.class).hold();
    socket.sendText("{\"type\":\"message\",\"content\":\"order\"}", true).join();
    String runId = frames.take(3).getLast().path("runId").asString();
    socket.sendText("{\"type\":\"cancel\",\"runId\":\"" + runId + "\"}", true).join();
    List<JsonNode> rest = frames.until("run_status");
    assertThat(rest.getLast().path("status").asString()).isEqualTo("interrupted");
    socket.abort();
  }

  @Test
  void goesOnWhereItWasLost() throws Exception {
    String id = begin();
    Frames first = new Frames();
    WebSocket lost = open(client, id, "", first);
    lost.sendText("{\"type\":\"message\",\"content\":\"one\"}", true).join();
    List<JsonNode> seen = first.take(4);
    lost.abort();
    Frames second = new Frames();
    WebSocket again = open(client, id, "?resumeFrom=" + seen.get(1).path("seq").asString(), second);
    assertThat(second.take(2)).isEqualTo(seen.subList(2, 4));
    again.abort();
  }

  @Test
  void isOpenedOnlyFromOurPagesByThoseWhoSeeTheConversation() {
    String id = begin();
    client.get("/ws/chat/" + id).expect(400, "UPGRADE_REQUIRED");
    assertThat(refused(client, "nowhere", "")).isEqualTo(404);
    assertThat(refused(rig.as(rig.newTenant(), Role.OWNER), id, "")).isEqualTo(404);
    assertThat(refused(client, id, "https://evil.example")).isEqualTo(403);
    assertThat(refused(rig.nobody(), id, "")).isEqualTo(401);
  }

  private int refused(ApiClient who, String id, String origin) {
    List<Integer> status = new ArrayList<>();
    assertThatThrownBy(
            () -> {
              ApiClient from = origin.isEmpty() ? who : who.with("Origin", origin);
              open(from, id, "", new Frames());
            })
        .isInstanceOfSatisfying(
            CompletionException.class,
            it ->
                status.add(
                    ((WebSocketHandshakeException) it.getCause()).getResponse().statusCode()));
    return status.getFirst();
  }

  private WebSocket open(ApiClient who, String id, String query, Frames frames) {
    HttpRequest request = who.request("/ws/chat/" + id + query).build();
    WebSocket.Builder builder = http.newWebSocketBuilder().subprotocols("oratio.v1");
    request.headers().map().forEach((name, values) -> builder.header(name, values.getFirst()));
    return builder
        .buildAsync(URI.create(request.uri().toString().replaceFirst("http", "ws")), frames)
        .join();
  }

  private String begin() {
    return client
        .post("/api/conversations", "{\"agentId\":\"bakery\"}")
        .expect(201)
        .json()
        .path("conversationId")
        .asString();
  }

  /// Frames as they come.
  private static final class Frames implements WebSocket.Listener {
    private final BlockingQueue<JsonNode> queue = new LinkedBlockingQueue<>();
    private final StringBuilder part = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean isLast) {
      part.append(text);
      if (isLast) {
        queue.add(JsonMapper.shared().readTree(part.toString()));
        part.setLength(0);
      }
      socket.request(1);
      return null;
    }

    List<JsonNode> take(int count) throws InterruptedException {
      List<JsonNode> taken = new ArrayList<>();
      while (taken.size() < count) {
        JsonNode next = queue.poll(30, TimeUnit.SECONDS);
        assertThat(next).as("after " + taken).isNotNull();
        taken.add(next);
      }
      return taken;
    }

    List<JsonNode> until(String type) throws InterruptedException {
      List<JsonNode> taken = new ArrayList<>(take(1));
      while (!taken.getLast().path("type").asString().equals(type)) {
        taken.addAll(take(1));
      }
      return taken;
    }
  }
}
