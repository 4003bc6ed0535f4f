package io.oratio.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.domain.Samples;
import io.oratio.domain.agent.Agent;
import io.oratio.domain.agent.AgentStatus;
import io.oratio.domain.agent.AgentType;
import io.oratio.domain.agent.AgentVersion;
import io.oratio.domain.agent.InMemoryAgents;
import io.oratio.domain.live.InProcessLiveEvents;
import io.oratio.domain.live.LiveEvent;
import io.oratio.domain.live.LiveEventType;
import io.oratio.domain.tenant.InMemoryTenants;
import io.oratio.domain.tenant.Tenant;
import io.oratio.domain.tenant.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class PublishedAgentsTest {
  /// So that what happens after the first round comes of the bus.
  private static final Duration SELDOM = Duration.ofHours(1);

  private final TenantId first = Samples.newTenant();
  private final TenantId second = Samples.newTenant();
  private final InMemoryTenants tenants = new InMemoryTenants();
  private final InMemoryAgents agents = new InMemoryAgents();
  private final InProcessLiveEvents events = new InProcessLiveEvents(Clock.systemUTC());
  private final Collection<String> prepared = new ConcurrentLinkedQueue<>();
  private final Collection<String> renewed = new ConcurrentLinkedQueue<>();
  private volatile boolean isNews;

  private final PublishedAgents published =
      new PublishedAgents(
          tenants,
          agents,
          events,
          Optional.of(
              (tenantId, agentId, version) -> {
                renewed.add(tenantId + "/" + agentId + "/" + version);
                return isNews;
              }),
          Optional.of(
              new PublishedAgents.Preparing() {
                @Override
                public void prepare(AgentVersion version) {
                  // Told when it is rehearsed, which comes after.
                }

                @Override
                public void rehearse(AgentVersion version) {
                  prepared.add(named(version));
                }
              }));

  @BeforeEach
  void settle() {
    for (TenantId each : List.of(first, second)) {
      tenants.save(new Tenant(each, "A tenant", Samples.MORNING));
    }
  }

  @AfterEach
  void close() {
    published.close();
    events.close();
  }

  @Test
  void makesReadyForTheAgentsOfEveryTenantThatCanBeCalled() {
    publish(first, "reception", 1);
    publish(second, "sales", 1);
    publish(second, "writer", 1);
    agents.save(
        agents
            .find(second, "writer")
            .orElseThrow()
            .named("Writer", AgentType.TEXT, Samples.MORNING));
    publish(second, "asleep", 1);
    agents.save(
        agents.find(second, "asleep").orElseThrow().as(AgentStatus.PAUSED, Samples.MORNING));
    agents.save(Samples.agent(second, "draft"));

    published.goOn(SELDOM);

    UpProcess.await(() -> prepared.size() >= 2 && renewed.size() >= 3, "too few were made ready");
    assertThat(prepared).containsExactlyInAnyOrder(first + "/reception/1", second + "/sales/1");
    assertThat(renewed).contains(second + "/writer/1");
  }

  @Test
  void hearsOfTheBusWhatIsPublishedElsewhere() {
    published.goOn(SELDOM);
    publish(second, "sales", 1);
    tell(second);
    UpProcess.await(() -> prepared.contains(second + "/sales/1"), "it was not made ready");
    publish(second, "sales", 2);
    tell(second);
    UpProcess.await(() -> prepared.contains(second + "/sales/2"), "it was not made ready again");
    assertThat(prepared).hasSize(2);
  }

  @Test
  void makesReadyAgainWhatKnowsSomethingElse() {
    publish(first, "reception", 1);
    published.goOn(SELDOM);
    UpProcess.await(() -> prepared.size() == 1, "it was not made ready");
    isNews = true;
    tell(first);
    UpProcess.await(() -> prepared.size() == 2, "it was not made ready again");
    isNews = false;
    int looks = renewed.size();
    tell(first);
    UpProcess.await(() -> renewed.size() > looks, "it was not looked at again");
    assertThat(prepared).hasSize(2);
  }

  private void publish(TenantId tenantId, String agentId, int version) {
    agents.add(Samples.agentVersion(tenantId, agentId, version));
    Agent agent = agents.find(tenantId, agentId).orElse(Samples.agent(tenantId, agentId));
    agents.save(agent.publishing(version, Samples.MORNING));
  }

  private void tell(TenantId tenantId) {
    events.publish(
        tenantId, LiveEvent.Draft.ofTenant(LiveEventType.AGENT_CHANGED, Samples.MORNING, "{}"));
  }

  private static String named(AgentVersion version) {
    return version.tenantId() + "/" + version.agentId() + "/" + version.version();
  }
}
