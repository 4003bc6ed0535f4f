package io.oratio.standalone;

import io.oratio.control.account.AccountSettings;
import io.oratio.control.call.CallSettings;
import io.oratio.control.key.KeySettings;
import io.oratio.control.limit.Budget;
import io.oratio.control.limit.Budgets;
import io.oratio.control.live.LiveSettings;
import io.oratio.control.notification.NotificationSettings;
import io.oratio.control.telephony.TelephonySettings;
import io.oratio.control.tenant.TenantSettings;
import io.oratio.control.web.door.DoorSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What the operator settles about the API, for each feature.
@Configuration(proxyBeanMethods = false)
class ApiLimits {
  @Bean
  AccountSettings accountSettings(Settings settings) {
    ApiSettings api = settings.api();
    AccountSettings usual = AccountSettings.usual();
    return new AccountSettings(
        api.accounts().accessLife(),
        api.accounts().programLife(),
        api.accounts().browserLife(),
        api.accounts().openRegistration(),
        Optional.of(DemoTenant.ID),
        api.quotas().members(),
        usual.hashesAtOnce());
  }

  @Bean
  DoorSettings doorSettings(Settings settings) {
    ApiSettings api = settings.api();
    return new DoorSettings(api.origins(), api.bodyPatience(), api.heartbeat());
  }

  @Bean
  Budgets budgets(Settings settings) {
    ApiSettings.PerMinute most = settings.api().perMinute();
    Duration minute = Duration.ofMinutes(1);
    return new Budgets(
        List.of(
            new Budget("reads", most.reads(), minute),
            new Budget("writes", most.writes(), minute),
            new Budget("dials", most.dials(), minute),
            new Budget("ingestion", most.ingestion(), minute),
            new Budget("logins", most.logins(), minute),
            new Budget("failures", most.failures(), minute)));
  }

  @Bean
  TenantSettings tenantSettings(Settings settings) {
    ApiSettings.Quotas most = settings.api().quotas();
    return new TenantSettings(
        TenantSettings.usual().agents(),
        most.trunks(),
        most.numbers(),
        most.apiKeys(),
        most.members());
  }

  @Bean
  TelephonySettings telephonySettings(Settings settings) {
    ApiSettings.Quotas most = settings.api().quotas();
    return new TelephonySettings(most.trunks(), most.numbers());
  }

  @Bean
  KeySettings keySettings(Settings settings) {
    KeySettings usual = KeySettings.usual();
    return new KeySettings(
        settings.api().quotas().apiKeys(),
        usual.rememberedFor(),
        usual.usesWrittenEvery(),
        usual.widgetTokenLife());
  }

  @Bean
  CallSettings outboundSettings(Settings settings) {
    CallSettings usual = CallSettings.usual();
    return new CallSettings(
        settings.api().quotas().callsPerDay(), usual.keptFor(), usual.unknownAfter());
  }

  @Bean
  LiveSettings liveSettings(Settings settings) {
    LiveSettings usual = LiveSettings.usual();
    return new LiveSettings(
        usual.queueEvents(),
        usual.replayEvents(),
        settings.api().quotas().watchers(),
        usual.stateSessionsMax(),
        settings.api().heartbeat(),
        usual.recheckEvery());
  }

  @Bean
  NotificationSettings notificationSettings(Settings settings) {
    return new NotificationSettings(
        settings.api().escalateAfter(), NotificationSettings.usual().lookEvery());
  }
}
