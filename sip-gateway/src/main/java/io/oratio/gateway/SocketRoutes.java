package io.oratio.gateway;

import io.oratio.gateway.socket.VoiceSocket;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;
import org.springframework.web.socket.server.standard.ServletServerContainerFactoryBean;

/// Where the sockets are. A page of another origin is refused by the handshake (OWASP ASVS 4.4.2);
/// programs send no Origin and are judged by their address.
@Configuration(proxyBeanMethods = false)
@EnableWebSocket
class SocketRoutes implements WebSocketConfigurer {
  private static final int FRAME_BYTES_MAX = 64 * 1024;

  private final List<VoiceSocket> sockets;

  SocketRoutes(List<VoiceSocket> sockets) {
    this.sockets = sockets;
  }

  @Override
  public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
    sockets.forEach(socket -> registry.addHandler(socket, "/ws/*"));
  }

  @Bean
  ServletServerContainerFactoryBean socketLimits() {
    ServletServerContainerFactoryBean limits = new ServletServerContainerFactoryBean();
    limits.setMaxBinaryMessageBufferSize(FRAME_BYTES_MAX);
    limits.setMaxTextMessageBufferSize(FRAME_BYTES_MAX);
    return limits;
  }
}
