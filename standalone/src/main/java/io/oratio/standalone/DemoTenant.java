package io.oratio.standalone;

import io.oratio.domain.agent.AgentVersion;
import io.oratio.domain.tenant.Tenant;
import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.trunk.Cidr;
import io.oratio.domain.trunk.Trunk;
import io.oratio.engine.EngineSetup;
import io.oratio.storage.Stores;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What a newcomer finds on the first start: a tenant, and a trunk for this machine, which follows
/// the command line at every start. Its agents are [ExampleAgents].
final class DemoTenant {
  static final TenantId ID = new TenantId("demo");

  /// The example that is made ready first, and its SIP user.
  static final String AGENT = "harbour-hotel";

  static final String USER = "demo";

  private static final String BUILT_IN = "demo";

  /// Who owns what is made here.
  static final String USER_ID = "demo";

  private DemoTenant() {}

  /// Makes the tenant if it is missing.
  static void ensure(Stores stores, Clock clock) {
    Instant now = clock.instant();
    if (stores.tenants().find(ID).isEmpty()) {
      stores.tenants().save(new Tenant(ID, "Demo", now));
    }
    retire(stores);
  }

  /// Lets these networks call.
  static void trust(Stores stores, List<Cidr> trusted) {
    stores.trunks().save(trunk(trusted));
  }

  /// What an engine is told so that it can be made ready for a version before the first call.
  ///
  /// @param id in place of a session's
  static EngineSetup setup(AgentVersion version, String id) {
    return new EngineSetup(
        id,
        version.prompt(),
        version.greeting(),
        version.voiceConfig().language(),
        version.voiceConfig().voice(),
        version.voiceConfig().engineModel(),
        version.voiceConfig().endpointingSensitivity(),
        8000,
        8000,
        List.of(),
        List.of(),
        version.questionsAndAnswers().stream()
            .map(it -> new EngineSetup.Answer(it.questions(), it.answer()))
            .toList());
  }

  /// Earlier releases had an agent built in: it gives its numbers to the example.
  private static void retire(Stores stores) {
    boolean isBuiltIn =
        stores
            .agents()
            .published(ID, BUILT_IN)
            .filter(it -> it.definition().isBlank() && it.version() == 1)
            .isPresent();
    if (isBuiltIn) {
      stores.numbers().list(ID).stream()
          .filter(it -> it.agentId().equals(BUILT_IN))
          .forEach(it -> stores.numbers().remove(ID, it.numberId()));
    }
  }

  /// Whoever calls from a trusted address is this trunk.
  private static Trunk trunk(List<Cidr> trusted) {
    return new Trunk(
        ID,
        "local",
        "Whoever is trusted by the operator",
        Optional.empty(),
        5060,
        Trunk.Transport.UDP,
        Optional.empty(),
        trusted,
        List.of("PCMU", "PCMA"),
        true,
        100_000,
        10_000);
  }
}
