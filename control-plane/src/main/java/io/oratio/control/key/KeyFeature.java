package io.oratio.control.key;

import io.oratio.control.trust.Ids;
import io.oratio.control.trust.Refused;
import io.oratio.control.trust.Secrets;
import io.oratio.control.trust.Tokens;
import io.oratio.control.trust.Traces;
import io.oratio.control.trust.TrustSettings;
import io.oratio.domain.agent.Agents;
import io.oratio.domain.audit.AuditLog;
import io.oratio.domain.conversation.Conversations;
import io.oratio.domain.key.ApiKeys;
import io.oratio.domain.live.LiveEvents;
import io.oratio.domain.live.Subscription;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires the feature. Needs beans of: [ApiKeys], [Agents], [Conversations], [AuditLog],
/// [LiveEvents], [Tokens], [TrustSettings]; may have a [KeySettings] and a [Clock].
@Configuration(proxyBeanMethods = false)
public class KeyFeature {
  private static final Duration PEPPER_LIFE = Duration.ofDays(365);

  private final KeySettings settings;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  KeyFeature(ObjectProvider<KeySettings> settings, ObjectProvider<Clock> clock) {
    this.settings = settings.getIfAvailable(KeySettings::usual);
    this.clock = clock.getIfAvailable(Clock::systemUTC);
  }

  @Bean
  Peppers peppers(TrustSettings trust) {
    return new FilePeppers(trust.folder().resolve("api-key-peppers"), PEPPER_LIFE, clock, random);
  }

  @Bean
  KeyChecks keyChecks(ApiKeys keys, Peppers peppers) {
    return new KeyChecks(keys, peppers, clock, settings.rememberedFor(), System::nanoTime);
  }

  /// Hears of revocations until the process ends.
  @Bean(destroyMethod = "close")
  Subscription keyRevocations(LiveEvents live, KeyChecks checks) {
    return live.subscribeAll(checks::hear);
  }

  @Bean(destroyMethod = "close")
  KeyUses keyUses(ApiKeys keys) {
    KeyUses uses =
        new KeyUses(
            keys,
            clock,
            Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("key-uses").daemon().factory()));
    uses.begin(settings.usesWrittenEvery());
    return uses;
  }

  @Bean
  KeyAuthentication keyAuthentication(KeyChecks checks, KeyUses uses, Refused refused) {
    return new KeyAuthentication(checks, uses, refused);
  }

  @Bean
  WidgetAuthentication widgetAuthentication(Tokens tokens, KeyChecks checks) {
    return new WidgetAuthentication(tokens, checks);
  }

  @Bean
  KeyEndpoints keyEndpoints(
      ApiKeys keys,
      Peppers peppers,
      KeyChecks checks,
      KeyUses uses,
      LiveEvents live,
      Agents agents,
      Conversations conversations,
      AuditLog audit,
      Tokens tokens) {
    Keyring keyring =
        new Keyring(keys, peppers, checks, live, new Secrets(random), clock, settings.keysAtMost());
    WidgetTokens widgets =
        new WidgetTokens(
            checks,
            uses,
            conversations,
            tokens,
            new Ids(clock, random),
            settings.widgetTokenLife());
    return new KeyEndpoints(keyring, widgets, agents, new Traces(audit, clock), clock);
  }
}
