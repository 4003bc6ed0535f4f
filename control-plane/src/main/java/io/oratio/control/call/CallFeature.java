package io.oratio.control.call;

import io.oratio.domain.agent.Agents;
import io.oratio.domain.audit.AuditLog;
import io.oratio.domain.call.OutboundCalls;
import io.oratio.domain.live.Commands;
import io.oratio.domain.live.LiveEvents;
import io.oratio.domain.number.Numbers;
import io.oratio.domain.session.Sessions;
import io.oratio.domain.tenant.TenantPolicies;
import io.oratio.domain.trunk.Trunks;
import io.oratio.runtime.destination.DestinationGate;
import io.oratio.runtime.destination.PhoneNumbers;
import io.oratio.runtime.destination.TransferTargets;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires calls. It needs the stores, the bus and the commands; the clock and the settings are the
/// usual ones where there is no bean.
@Configuration(proxyBeanMethods = false)
public class CallFeature {
  @Bean
  Reserving callReserving(
      OutboundCalls calls,
      WayOut ways,
      TenantPolicies policies,
      CallNews news,
      ObjectProvider<CallSettings> settings,
      ObjectProvider<Clock> clock) {
    CallSettings settled = settings.getIfAvailable(CallSettings::usual);
    return new Reserving(
        calls,
        ways,
        new CallLimits(policies, settled.callsPerDay()),
        news,
        settled,
        clock.getIfAvailable(Clock::systemUTC));
  }

  @Bean
  DestinationGate destinationGate() {
    return new DestinationGate(new PhoneNumbers());
  }

  @Bean
  WayOut callWayOut(
      Agents agents,
      Trunks trunks,
      Numbers numbers,
      TenantPolicies policies,
      DestinationGate gate) {
    return new WayOut(agents, trunks, numbers, policies, gate);
  }

  @Bean
  WayOn callWayOn(Trunks trunks, TenantPolicies policies, DestinationGate gate) {
    return new WayOn(trunks, policies, new TransferTargets(gate));
  }

  @Bean
  CallNews callNews(LiveEvents events, AuditLog audit) {
    return new CallNews(events, audit);
  }

  @Bean
  CallEndpoints callEndpoints(
      Reserving reserving,
      OutboundCalls calls,
      Sessions sessions,
      Agents agents,
      Commands commands,
      CallNews news,
      WayOn wayOn,
      ObjectProvider<Clock> clock) {
    Telephone telephone = new Telephone(calls, sessions);
    return new CallEndpoints(
        reserving,
        telephone,
        new CallList(calls, sessions),
        new CallControl(
            telephone,
            calls,
            agents,
            wayOn,
            commands,
            news,
            clock.getIfAvailable(Clock::systemUTC)));
  }
}
