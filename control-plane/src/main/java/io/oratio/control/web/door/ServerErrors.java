package io.oratio.control.web.door;

import org.apache.catalina.core.StandardHost;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Makes the server itself answer as the API does: what never reaches the door (a broken request
/// line, a flood of headers) or is answered behind it (a path that nobody has) is a problem too,
/// and never a page. It also waits for a request's head only so long.
@Configuration(proxyBeanMethods = false)
public class ServerErrors {
  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemsOfTheServer() {
    return factory ->
        factory.addContextCustomizers(
            context -> {
              if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass(ProblemValve.class.getName());
              }
            });
  }

  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> patienceOfTheServer(
      ObjectProvider<HeaderPatience> patience) {
    return factory -> {
      factory.setProtocol(PatientProtocol.class.getName());
      factory.addConnectorCustomizers(
          connector -> {
            if (connector.getProtocolHandler() instanceof PatientProtocol protocol) {
              protocol.patience(patience.getIfAvailable(HeaderPatience::usual));
            }
          });
    };
  }

  @Bean
  ProblemErrorController problemErrorController() {
    return new ProblemErrorController();
  }
}
