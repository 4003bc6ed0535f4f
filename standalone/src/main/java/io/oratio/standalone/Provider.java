package io.oratio.standalone;

import io.oratio.control.account.oidc.OidcFeature;
import io.oratio.control.account.oidc.OidcSettings;
import io.oratio.domain.trunk.Secret;
import java.net.URI;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.type.AnnotatedTypeMetadata;

/// The OpenID provider, where the settings name one.
@Configuration(proxyBeanMethods = false)
@Conditional(Provider.IsNamed.class)
@Import(OidcFeature.class)
class Provider {
  /// An issuer is set.
  static final class IsNamed implements Condition {
    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
      return !context.getEnvironment().getProperty("oratio.api.oidc.issuer", "").isBlank();
    }
  }

  @Bean
  OidcSettings oidcSettings(Settings settings) {
    ApiSettings.Oidc oidc = settings.api().oidc();
    return new OidcSettings(
        URI.create(oidc.issuer()),
        oidc.clientId(),
        Optional.of(oidc.clientSecret()).filter(it -> !it.isBlank()).map(Secret::new),
        oidc.patience());
  }
}
