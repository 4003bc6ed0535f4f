package io.oratio.control.web.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oratio.control.rig.ApiRig;
import io.oratio.control.web.Admitted;
import io.oratio.control.web.Caller;
import io.oratio.control.web.contract.Role;
import io.oratio.domain.tenant.TenantId;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.socket.SubProtocolCapable;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;
import org.springframework.web.socket.handler.TextWebSocketHandler;

/// A WebSocket of the contract is answered by Spring, and knows who is on the other side.
@Timeout(60)
class SocketTest {
  private static ApiRig rig;

  @Configuration(proxyBeanMethods = false)
  @EnableWebSocket
  static class Sockets implements WebSocketConfigurer {
    @Override
    public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
      registry
          .addHandler(new SaysWho(), "/ws/dashboard")
          .addInterceptors(Admitted.handshake())
          .setAllowedOriginPatterns("*");
    }
  }

  private static final class SaysWho extends TextWebSocketHandler implements SubProtocolCapable {
    @Override
    public void afterConnectionEstablished(WebSocketSession session) throws Exception {
      session.sendMessage(new TextMessage(Admitted.of(session).actor()));
    }

    @Override
    public List<String> getSubProtocols() {
      return List.of("oratio.v1");
    }
  }

  @BeforeAll
  static void start() {
    rig = ApiRig.start(SomeEndpoints.class, Sockets.class);
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  @Test
  void knowsWhoOpenedIt() throws Exception {
    TenantId tenant = rig.newTenant();
    Caller.Person person = new Caller.Person("usr_1", tenant, Role.VIEWER, Optional.empty());
    String header =
        rig.as(person).request("/").build().headers().firstValue("Authorization").orElseThrow();
    assertThat(open("Authorization", header)).isEqualTo("user/usr_1");
    assertThat(open("Sec-WebSocket-Protocol", "oratio.v1, bearer." + header.substring(7)))
        .isEqualTo("user/usr_1");
  }

  @Test
  void isNotOpenedForNobodyOrForAForeignPage() {
    assertThatThrownBy(() -> open("X-Nothing", "at all"))
        .hasCauseInstanceOf(WebSocketHandshakeException.class);
    assertThatThrownBy(() -> open("Origin", "https://evil.example.com"))
        .hasCauseInstanceOf(WebSocketHandshakeException.class);
  }

  private static String open(String header, String value) throws Exception {
    CompletableFuture<String> first = new CompletableFuture<>();
    try (HttpClient http = HttpClient.newHttpClient()) {
      WebSocket.Builder builder = http.newWebSocketBuilder();
      if (header.equals("Sec-WebSocket-Protocol")) {
        String[] protocols = value.split(", ");
        builder.subprotocols(protocols[0], protocols[1]);
      } else {
        builder.header(header, value);
      }
      WebSocket socket =
          builder
              .buildAsync(
                  URI.create(rig.base().toString().replace("http", "ws") + "/ws/dashboard"),
                  new WebSocket.Listener() {
                    @Override
                    public CompletionStage<?> onText(
                        WebSocket it, CharSequence data, boolean last) {
                      first.complete(data.toString());
                      return CompletableFuture.completedStage(null);
                    }
                  })
              .get(20, TimeUnit.SECONDS);
      String said = first.get(20, TimeUnit.SECONDS);
      socket.abort();
      return said;
    }
  }
}
