package io.oratio.control.account.oidc;

import io.oratio.control.account.OidcIssuer;
import io.oratio.runtime.outbound.AllowedTarget;
import io.oratio.runtime.outbound.OutboundHttp;
import io.oratio.runtime.outbound.OutboundSettings;
import io.oratio.runtime.outbound.SystemResolver;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires a provider: imported where the operator has named one. Needs a bean of [OidcSettings]; may
/// have a [Clock].
@Configuration(proxyBeanMethods = false)
public class OidcFeature {
  /// Its own client: what the operator allows here, no tenant's address may reach.
  record Client(OutboundHttp http, SystemResolver resolver) implements AutoCloseable {
    @Override
    public void close() {
      http.close();
      resolver.close();
    }
  }

  @Bean(destroyMethod = "close")
  Client oidcClient(OidcSettings settings) {
    OutboundSettings allowing =
        OutboundSettings.USUAL.withAllowed(List.of(target(settings.issuer())));
    SystemResolver resolver = new SystemResolver();
    return new Client(new OutboundHttp(allowing, resolver), resolver);
  }

  @Bean
  OidcIssuer oidcIssuer(OidcSettings settings, Client oidcClient, ObjectProvider<Clock> clock) {
    return new DiscoveredIssuer(
        settings,
        new ProviderHttp(oidcClient.http(), settings.within()),
        clock.getIfAvailable(Clock::systemUTC));
  }

  private static AllowedTarget target(URI issuer) {
    String scheme = issuer.getScheme().equals("http") ? "http://" : "";
    String port = issuer.getPort() < 0 ? "" : ":" + issuer.getPort();
    return AllowedTarget.parse(scheme + issuer.getHost() + port);
  }
}
