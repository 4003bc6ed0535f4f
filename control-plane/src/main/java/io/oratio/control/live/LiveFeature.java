package io.oratio.control.live;

import io.oratio.control.web.Admitted;
import io.oratio.domain.live.LiveEvents;
import io.oratio.domain.session.Sessions;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.server.HandshakeInterceptor;

/// Wires the live channel. It needs [LiveEvents], [Sessions], a [SessionView] and a [Clock];
/// [LiveSettings] are the usual ones unless there are others.
@Configuration(proxyBeanMethods = false)
@EnableWebSocket
public class LiveFeature {
  @Bean
  Watchers watchers(
      LiveEvents bus,
      Sessions sessions,
      SessionView view,
      ObjectProvider<LiveSettings> settings,
      Clock clock) {
    return new Watchers(bus, sessions, view, settings.getIfAvailable(LiveSettings::usual), clock);
  }

  @Bean
  LiveEndpoints liveEndpoints(Watchers watchers) {
    return new LiveEndpoints(watchers);
  }

  @Bean
  WatcherCare watcherCare(Watchers watchers, ObjectProvider<LiveSettings> settings) {
    return new WatcherCare(watchers, settings.getIfAvailable(LiveSettings::usual).recheckEvery());
  }

  @Bean
  WebSocketConfigurer dashboardRoute(Watchers watchers, ObjectProvider<LiveSettings> settings) {
    DashboardSocket socket =
        new DashboardSocket(watchers, settings.getIfAvailable(LiveSettings::usual).heartbeat());
    // The door looks at the Origin, for every socket in the same way and before Spring does.
    return registry ->
        registry
            .addHandler(socket, "/ws/dashboard")
            .addInterceptors(new Admission())
            .setAllowedOriginPatterns("*");
  }

  /// Lets the socket know whom the door has let in.
  private static final class Admission implements HandshakeInterceptor {
    @Override
    public boolean beforeHandshake(
        ServerHttpRequest request,
        ServerHttpResponse response,
        WebSocketHandler handler,
        Map<String, Object> attributes) {
      if (request instanceof ServletServerHttpRequest servlet) {
        HttpServletRequest behind = servlet.getServletRequest();
        attributes.put(Admitted.ATTRIBUTE, Admitted.of(behind));
        return true;
      }
      return false;
    }

    @Override
    public void afterHandshake(
        ServerHttpRequest request,
        ServerHttpResponse response,
        WebSocketHandler handler,
        @Nullable Exception failure) {}
  }
}
