package io.oratio.standalone;

import io.oratio.domain.live.Commands;
import io.oratio.domain.live.LiveEvents;
import io.oratio.domain.trunk.AddressTrust;
import io.oratio.storage.Stores;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/// Everything that `up` runs: what both planes stand on, and the planes that `oratio.parts` names.
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableConfigurationProperties(Settings.class)
@Import({
  StoreBeans.class,
  GatewayPlane.class,
  ApiPlane.class,
  ControlAlone.class,
  Announcement.class,
  Running.class
})
class StandaloneApplication {
  @Bean
  Trusted trusted(Settings settings) throws WrongUse {
    return Trusted.of(settings.trust());
  }

  @Bean(destroyMethod = "close")
  Foundation foundation(Settings settings, Trusted trusted) {
    return Foundation.lay(settings, trusted);
  }

  @Bean(destroyMethod = "")
  Stores stores(Foundation foundation) {
    return foundation.stores();
  }

  @Bean
  AddressTrust addressTrust(Settings settings, Trusted trusted) {
    AddressTrust trust = AddressTrust.of(DemoTenant.ID);
    return trusted.isOnlyThisMachine() && settings.storage().records() == Settings.Records.EMBEDDED
        ? trust.sharingThisMachine()
        : trust;
  }

  @Bean
  LiveEvents liveEvents(Foundation foundation) {
    return foundation.bus().events();
  }

  @Bean
  Commands commands(Foundation foundation) {
    return foundation.bus().commands();
  }
}
