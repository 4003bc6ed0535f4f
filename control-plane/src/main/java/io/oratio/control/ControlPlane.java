package io.oratio.control;

import io.oratio.control.about.AboutEndpoints;
import io.oratio.control.about.Health;
import io.oratio.control.limit.Budget;
import io.oratio.control.limit.InProcessRateLimits;
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
import io.oratio.control.web.door.ServerErrors;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
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

  @Bean(destroyMethod = "shutdownNow")
  ExecutorService healthThreads() {
    return Executors.newVirtualThreadPerTaskExecutor();
  }

  @Bean
  AboutEndpoints aboutEndpoints(
      Contract contract, ObjectProvider<Dependency> dependencies, ExecutorService healthThreads) {
    return new AboutEndpoints(
        contract,
        new Health(
            dependencies.orderedStream().toList(),
            healthThreads,
            PATIENCE_WITH_DEPENDENCIES,
            System::nanoTime));
  }

  @Bean
  OperationTable operationTable(Contract contract, ObjectProvider<Endpoints> features) {
    return new OperationTable(contract, features.orderedStream().toList());
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
      OpenStreams streams,
      ObjectProvider<DoorSettings> settings) {
    ContractDoor door =
        new ContractDoor(
            new DoorParts(
                contract,
                operations,
                List.copyOf(authentications.orderedStream().toList()),
                rateLimits.getIfAvailable(
                    () -> new InProcessRateLimits(Budget.usual(), System::nanoTime)),
                streams,
                settings.getIfAvailable(DoorSettings::usual),
                new ContractDoor.Tools(InstantSource.system(), () -> "req_" + UUID.randomUUID())));
    FilterRegistrationBean<ContractDoor> registration = new FilterRegistrationBean<>(door);
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
    registration.addUrlPatterns("/*");
    return registration;
  }
}
