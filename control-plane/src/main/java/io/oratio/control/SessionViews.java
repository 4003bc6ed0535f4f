package io.oratio.control;

import io.oratio.control.live.SessionView;
import io.oratio.control.session.SessionJson;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Lets the live channel show a session as the API does, though neither knows the other.
@Configuration(proxyBeanMethods = false)
public class SessionViews {
  @Bean
  SessionView sessionView() {
    return SessionJson::of;
  }
}
