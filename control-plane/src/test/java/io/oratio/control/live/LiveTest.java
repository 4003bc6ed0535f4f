package io.oratio.control.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.oratio.control.rig.ApiClient;
import io.oratio.control.rig.ApiRig;
import io.oratio.control.web.Authentication;
import io.oratio.control.web.Caller;
import io.oratio.control.web.Credentials;
import io.oratio.control.web.contract.Role;
import io.oratio.domain.Samples;
import io.oratio.domain.live.LiveEvents;
import io.oratio.domain.session.Sessions;
import io.oratio.domain.tenant.TenantId;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(120)
class LiveTest {
  private static ApiRig rig;
  private static HttpClient http;

  private final TenantId tenant = rig.newTenant();
  private final ApiClient viewer = rig.as(tenant, Role.VIEWER);

  /// Knows one sort of key that a test can revoke.
  static final class Revocable implements Authentication {
    private final Map<String, TenantId> tenants = new ConcurrentHashMap<>();

    @Override
    public Optional<Caller> caller(Credentials credentials) {
      return credentials
          .bearer()
          .flatMap(it -> Optional.ofNullable(tenants.get(it)))
          .map(it -> new Caller.Person("usr_1", it, Role.OPERATOR, Optional.empty()));
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class Fast {
    @Bean
    Revocable revocable() {
      return new Revocable();
    }

    @Bean
    LiveSettings liveSettings() {
      return new LiveSettings(1024, 900, 100, 500, Duration.ofMillis(300), Duration.ofMillis(200));
    }
  }

  @BeforeAll
  static void start() {
    rig = ApiRig.start(LiveMatrixPart.class, Fast.class);
    http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  }

  @AfterAll
  static void stop() {
    http.shutdownNow();
    rig.close();
  }

  @Test
  void isTheSameByServerSentEventsAndByWebSocket() throws Exception {
    rig.bean(Sessions.class).open(Samples.session(tenant, "ses_1", Samples.MORNING));
    Frames frames = new Frames();
    WebSocket socket = socket(viewer, "", frames);
    assertThat(socket.getSubprotocol()).isEqualTo("oratio.v1");
    try (BufferedReader lines = stream(viewer)) {
      JsonNode state = frames.next("state");
      assertThat(state.at("/sessions/0/customerMetadata/callId").stringValue())
          .isEqualTo("call-ses_1");
      assertThat(event(lines).path("sessions")).isEqualTo(state.path("sessions"));
      rig.bean(LiveEvents.class).publish(tenant, Watch.started("ses_2"));
      JsonNode event = frames.next("session_started");
      assertThat(event.path("sessionId").stringValue()).isEqualTo("ses_2");
      assertThat(event(lines)).isEqualTo(event);

      // Gone, and come back.
      rig.bean(LiveEvents.class).publish(tenant, Watch.started("ses_3"));
      JsonNode last = frames.next("session_started");
      long seen = event.path("seq").longValue();
      Frames resumed = new Frames();
      socket(viewer, "?resumeFrom=" + seen, resumed);
      assertThat(resumed.next("session_started")).isEqualTo(last);
      try (BufferedReader again = stream(viewer.with("Last-Event-ID", Long.toString(seen)))) {
        assertThat(event(again)).isEqualTo(last);
      }
      Frames lost = new Frames();
      socket(viewer, "?resumeFrom=17", lost);
      lost.next("resync");
      assertThat(lost.next("state").path("seq").longValue()).isGreaterThan(seen);
    }
    socket.abort();
  }

  @Test
  void saysThatItIsStillThere() throws Exception {
    Frames frames = new Frames();
    WebSocket socket = socket(viewer, "", frames);
    long sequence = frames.next("state").path("seq").longValue();
    assertThat(frames.next("heartbeat").path("seq").longValue()).isEqualTo(sequence);
    socket.abort();
  }

  @Test
  void refusesAPageOfAnotherOriginAndWhoeverIsNotKnown() {
    assertThat(refusal(viewer.with("Origin", "https://evil.example"))).isEqualTo(403);
    assertThat(refusal(rig.nobody())).isEqualTo(401);
    assertThat(refusal(rig.withKey(tenant, "agents:read"))).isEqualTo(403);
    String own = "http://127.0.0.1:" + rig.base().getPort();
    socket(viewer.with("Origin", own), "", new Frames()).abort();
    viewer.get("/ws/dashboard").expect(400, "UPGRADE_REQUIRED");
    viewer.get("/api/live/events?since=1").expect(400, "REQUEST_INVALID");
  }

  @Test
  void endsTheStreamsOfALoginThatIsOver() throws Exception {
    Revocable logins = rig.bean(Revocable.class);
    logins.tenants.put("token-1", tenant);
    ApiClient signedIn = rig.nobody().with("Authorization", "Bearer token-1");
    Frames frames = new Frames();
    socket(signedIn, "", frames);
    frames.next("state");
    try (BufferedReader lines = stream(signedIn)) {
      event(lines);
      long begun = System.nanoTime();
      logins.tenants.remove("token-1");
      assertThat(frames.next("end").path("reason").stringValue()).isEqualTo("signed_out");
      assertThat(frames.closed.poll(20, TimeUnit.SECONDS)).isEqualTo(1008);
      assertThat(event(lines).path("reason").stringValue()).isEqualTo("signed_out");
      assertThat(lines.lines()).as("nothing comes after it").allMatch(String::isBlank);
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
    }
  }

  @Test
  void forgetsAWatcherWhoIsGone() throws Exception {
    Watchers watchers = rig.bean(Watchers.class);
    Frames frames = new Frames();
    WebSocket socket = socket(viewer, "", frames);
    frames.next("state");
    int before = watchers.count();
    socket.sendClose(WebSocket.NORMAL_CLOSURE, "").get(20, TimeUnit.SECONDS);
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (watchers.count() >= before) {
      assertThat(System.nanoTime()).as("the watcher is forgotten").isLessThan(end);
      Thread.onSpinWait();
    }
  }

  private BufferedReader stream(ApiClient client) throws Exception {
    HttpResponse<InputStream> answer =
        http.send(
            client.request("/api/live/events").build(), HttpResponse.BodyHandlers.ofInputStream());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("text/event-stream");
    return new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
  }

  /// The data of the next event.
  private static JsonNode event(BufferedReader lines) throws Exception {
    String line = lines.readLine();
    while (line != null && !line.startsWith("data: ")) {
      line = lines.readLine();
    }
    assertThat(line).isNotNull();
    return JsonMapper.shared().readTree(line.substring("data: ".length()));
  }

  private WebSocket socket(ApiClient client, String query, Frames frames) {
    URI uri = rig.base().resolve("/ws/dashboard" + query);
    WebSocket.Builder builder = http.newWebSocketBuilder().subprotocols("oratio.v1");
    HttpHeaders headers = client.request("/ws/dashboard").build().headers();
    headers.map().forEach((name, values) -> values.forEach(it -> builder.header(name, it)));
    return builder
        .buildAsync(URI.create(uri.toString().replaceFirst("^http", "ws")), frames)
        .join();
  }

  private int refusal(ApiClient client) {
    Throwable failure = catchThrowable(() -> socket(client, "", new Frames()));
    assertThat(failure).isInstanceOf(CompletionException.class);
    assertThat(failure.getCause()).isInstanceOf(WebSocketHandshakeException.class);
    return ((WebSocketHandshakeException) failure.getCause()).getResponse().statusCode();
  }

  /// What a socket was sent.
  private static final class Frames implements WebSocket.Listener {
    private final BlockingQueue<JsonNode> frames = new LinkedBlockingQueue<>();
    private final BlockingQueue<Integer> closed = new LinkedBlockingQueue<>();
    private final StringBuilder part = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      part.append(data);
      if (last) {
        frames.add(JsonMapper.shared().readTree(part.toString()));
        part.setLength(0);
      }
      socket.request(1);
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int statusCode, String reason) {
      closed.add(statusCode);
      return CompletableFuture.completedFuture(null);
    }

    /// The next frame of this type; heartbeats in between are passed over.
    JsonNode next(String type) throws InterruptedException {
      while (true) {
        JsonNode frame = frames.poll(20, TimeUnit.SECONDS);
        assertThat(frame).as("a frame comes").isNotNull();
        String is = frame.path("type").stringValue("");
        if (is.equals(type)) {
          return frame;
        }
        assertThat(is).isEqualTo("heartbeat");
      }
    }
  }
}
