package io.oratio.control.tenant;

import io.oratio.control.trust.Traces;
import io.oratio.domain.account.Members;
import io.oratio.domain.agent.Agents;
import io.oratio.domain.audit.AuditLog;
import io.oratio.domain.key.ApiKeys;
import io.oratio.domain.number.Numbers;
import io.oratio.domain.tenant.TenantPolicies;
import io.oratio.domain.tenant.Tenants;
import io.oratio.domain.trunk.Trunks;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires the feature. Needs beans of: [Tenants], [TenantPolicies], [AuditLog], [Agents], [Trunks],
/// [Numbers], [ApiKeys], [Members]; may have [Quota]s, a [TenantSettings] and a [Clock].
@Configuration(proxyBeanMethods = false)
public class TenantFeature {
  /// The stores that are counted.
  record Counted(Agents agents, Trunks trunks, Numbers numbers, ApiKeys keys, Members members) {}

  @Bean
  Counted countedOfTenant(
      Agents agents, Trunks trunks, Numbers numbers, ApiKeys keys, Members members) {
    return new Counted(agents, trunks, numbers, keys, members);
  }

  @Bean
  TenantEndpoints tenantEndpoints(
      Tenants tenants,
      TenantPolicies policies,
      AuditLog audit,
      Counted counted,
      ObjectProvider<Quota> others,
      ObjectProvider<TenantSettings> settings,
      ObjectProvider<Clock> maybeClock) {
    Clock clock = maybeClock.getIfAvailable(Clock::systemUTC);
    List<Quota> quotas = new ArrayList<>();
    quotas.addAll(ours(counted, settings.getIfAvailable(TenantSettings::usual), clock));
    quotas.addAll(others.orderedStream().toList());
    return new TenantEndpoints(tenants, policies, quotas, new Traces(audit, clock), clock);
  }

  private static List<Quota> ours(Counted counted, TenantSettings limits, Clock clock) {
    return List.of(
        new Quota("agents", _ -> limits.agents(), it -> counted.agents().list(it).size()),
        new Quota("trunks", _ -> limits.trunks(), it -> counted.trunks().list(it).size()),
        new Quota("numbers", _ -> limits.numbers(), it -> counted.numbers().list(it).size()),
        new Quota(
            "apiKeys",
            _ -> limits.apiKeys(),
            it ->
                counted.keys().list(it).stream()
                    .filter(key -> key.isLive(clock.instant()))
                    .count()),
        new Quota("members", _ -> limits.members(), it -> counted.members().ofTenant(it).size()));
  }
}
