package io.oratio.control.telephony;

import io.oratio.domain.agent.Agents;
import io.oratio.domain.audit.AuditLog;
import io.oratio.domain.live.LiveEvents;
import io.oratio.domain.number.Numbers;
import io.oratio.domain.trunk.AddressTrust;
import io.oratio.domain.trunk.Trunks;
import java.time.Clock;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires trunks and numbers. It needs the stores and the bus; the clock and the settings are the
/// usual ones where there is no bean.
@Configuration(proxyBeanMethods = false)
public class TelephonyFeature {
  @Bean
  Announcing telephonyAnnouncing(AuditLog audit, LiveEvents events, ObjectProvider<Clock> clock) {
    return new Announcing(audit, events, clock.getIfAvailable(Clock::systemUTC));
  }

  @Bean
  TrunkEndpoints trunkEndpoints(
      Trunks trunks,
      Numbers numbers,
      Announcing announcing,
      ObjectProvider<TelephonySettings> settings,
      ObjectProvider<AddressTrust> trust) {
    return new TrunkEndpoints(
        new TrunkBook(
            trunks,
            numbers,
            announcing,
            settings.getIfAvailable(TelephonySettings::usual).trunksMax()),
        trust.getIfAvailable(AddressTrust::ofNoOperator),
        () -> "trk_" + UUID.randomUUID());
  }

  @Bean
  NumberEndpoints numberEndpoints(
      Numbers numbers,
      Trunks trunks,
      Agents agents,
      Announcing announcing,
      ObjectProvider<TelephonySettings> settings) {
    return new NumberEndpoints(
        new NumberBook(
            numbers,
            trunks,
            agents,
            announcing,
            settings.getIfAvailable(TelephonySettings::usual).numbersMax()),
        () -> "num_" + UUID.randomUUID());
  }
}
