package io.oratio.control;

import io.micrometer.core.instrument.MeterRegistry;
import io.oratio.control.about.AboutEndpoints;
import io.oratio.control.about.Health;
import io.oratio.control.limit.Budget;
import io.oratio.control.limit.Budgets;
import io.oratio.control.limit.InProcessRateLimits;
import io.oratio.control.limit.SharedRateLimits;
import io.oratio.control.telemetry.RequestMeters;
import io.oratio.control.web.Authentication;
import io.oratio.control.web.Dependency;
import io.oratio.control.web.Endpoints;
import io.oratio.control.web.RateLimits;
import io.oratio.control.web.contract.Contract;
import io.oratio.control.web.door.ContractDoor;
import io.oratio.control.web.door.DoorParts;
import io.oratio.control.web.door.DoorSettings;
import io.oratio.control.web.door.OpenStreams;
import io.oratio.control.web.door.OperationTable;
import io.oratio.control.web.door.RequestWatch;
import io.oratio.control.web.door.ServerErrors;
import io.oratio.domain.limit.SharedBudgets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;

/// Wires what all features share: the contract, the door, the limits. It stands beside the voice
/// plane in one Tomcat or alone. Features are beans of [Endpoints] and [Authentication]; stores and
/// settings come from whoever starts the process.
@Configuration(proxyBeanMethods = false)
@Import(ServerErrors.class)
public class ControlPlane {
  private static final Duration PATIENCE_WITH_DEPENDENCIES = Duration.ofSeconds(3);

  @Bean
  Contract contract() {
    return Contract.standard();
  }

  @Bean(destroyMethod = "close")
  Health health(ObjectProvider<Dependency> dependencies) {
    return new Health(
        dependencies.orderedStream().toList(),
        Executors.newVirtualThreadPerTaskExecutor(),
        PATIENCE_WITH_DEPENDENCIES,
        System::nanoTime);
  }

  @Bean
  AboutEndpoints aboutEndpoints(Contract contract, Health health) {
    return new AboutEndpoints(contract, health);
  }

  @Bean
  OperationTable operationTable(Contract contract, ObjectProvider<Endpoints> features) {
    return new OperationTable(contract, features.orderedStream().toList());
  }

  /// Counts only where somebody keeps count.
  @Bean
  RequestWatch requestMeters(ObjectProvider<MeterRegistry> registry, OpenStreams streams) {
    MeterRegistry found = registry.getIfAvailable();
    return found == null ? (_, _, _) -> {} : new RequestMeters(found, streams);
  }

  @Bean
  OpenStreams openStreams() {
    return new OpenStreams();
  }

  @Bean
  FilterRegistrationBean<ContractDoor> contractDoor(
      Contract contract,
      OperationTable operations,
      ObjectProvider<Authentication> authentications,
      ObjectProvider<RateLimits> rateLimits,
      ObjectProvider<Budgets> budgets,
      ObjectProvider<SharedBudgets> shared,
      ObjectProvider<MeterRegistry> registry,
      OpenStreams streams,
      ObjectProvider<RequestWatch> watches,
      ObjectProvider<DoorSettings> settings) {
    ContractDoor door =
        new ContractDoor(
            new DoorParts(
                contract,
                operations,
                List.copyOf(authentications.orderedStream().toList()),
                rateLimits.getIfAvailable(() -> limits(budgets, shared, registry)),
                streams,
                watches.orderedStream().toList(),
                settings.getIfAvailable(DoorSettings::usual),
                new ContractDoor.Tools(InstantSource.system(), () -> "req_" + UUID.randomUUID())));
    FilterRegistrationBean<ContractDoor> registration = new FilterRegistrationBean<>(door);
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
    registration.addUrlPatterns("/*");
    return registration;
  }

  /// Of all nodes together where they meet, else of this one.
  private static RateLimits limits(
      ObjectProvider<Budgets> budgets,
      ObjectProvider<SharedBudgets> shared,
      ObjectProvider<MeterRegistry> registry) {
    List<Budget> settled = budgets.getIfAvailable(() -> new Budgets(Budget.usual())).all();
    RateLimits local = new InProcessRateLimits(settled, System::nanoTime);
    SharedBudgets found = shared.getIfAvailable();
    if (found == null) {
      return local;
    }
    SharedRateLimits together = new SharedRateLimits(settled, found, local);
    registry.ifAvailable(it -> RequestMeters.countedAlone(it, together::countedAlone));
    return together;
  }
}
