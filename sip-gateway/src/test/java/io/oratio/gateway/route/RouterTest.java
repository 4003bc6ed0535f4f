package io.oratio.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.domain.Samples;
import io.oratio.domain.agent.Agent;
import io.oratio.domain.agent.AgentStatus;
import io.oratio.domain.agent.InMemoryAgents;
import io.oratio.domain.number.InMemoryNumbers;
import io.oratio.domain.number.NumberRule;
import io.oratio.domain.number.Numbers;
import io.oratio.domain.tenant.TenantId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class RouterTest {
  private final TenantId tenant = Samples.newTenant();
  private final InMemoryAgents agents = new InMemoryAgents();
  private final InMemoryNumbers numbers = new InMemoryNumbers();
  private final Router router = new Router(agents, numbers);

  @Test
  void sendsANumberToThePublishedVersionOfItsAgent() {
    agent("reception", AgentStatus.ACTIVE);
    rule("n1", "+15550100", "reception", Optional.empty());
    assertThat(router.byNumber(tenant, "trunk", "+15550100"))
        .isInstanceOfSatisfying(
            Route.Accept.class,
            accept -> {
              assertThat(accept.agent().agentId()).isEqualTo("reception");
              assertThat(accept.version().version()).isEqualTo(1);
            });
  }

  @Test
  void prefersTheMostExactRule() {
    agent("reception", AgentStatus.ACTIVE);
    agent("sales", AgentStatus.ACTIVE);
    agent("carrier", AgentStatus.ACTIVE);
    rule("n1", "+1555*", "reception", Optional.empty());
    rule("n2", "+15550100", "sales", Optional.empty());
    rule("n3", "+15550100", "carrier", Optional.of("trunk-b"));
    assertThat(answering("trunk-a", "+15550100")).isEqualTo("sales");
    assertThat(answering("trunk-b", "+15550100")).isEqualTo("carrier");
    assertThat(answering("trunk-a", "+15550199")).isEqualTo("reception");
  }

  @Test
  void saysThatNothingAnswersToAnUnknownNumber() {
    assertThat(router.byNumber(tenant, "trunk", "+15550100")).isEqualTo(new Route.NoSuchNumber());
    assertThat(router.byAgent(tenant, "nobody")).isEqualTo(new Route.NoSuchNumber());
  }

  @Test
  void neverReachesAnotherTenantsAgent() {
    agent("reception", AgentStatus.ACTIVE);
    rule("n1", "+15550100", "reception", Optional.empty());
    TenantId other = Samples.newTenant();
    assertThat(router.byNumber(other, "trunk", "+15550100")).isEqualTo(new Route.NoSuchNumber());
    assertThat(router.byAgent(other, "reception")).isEqualTo(new Route.NoSuchNumber());
  }

  @Test
  void doesNotReachAPausedAgent() {
    agent("reception", AgentStatus.PAUSED);
    rule("n1", "+15550100", "reception", Optional.empty());
    assertThat(router.byNumber(tenant, "trunk", "+15550100")).isEqualTo(new Route.Paused());
    assertThat(router.byAgent(tenant, "reception")).isEqualTo(new Route.Paused());
  }

  @Test
  void takesAChangeWithTheNextCall() {
    agent("reception", AgentStatus.ACTIVE);
    agent("sales", AgentStatus.ACTIVE);
    rule("n1", "+15550100", "reception", Optional.empty());
    assertThat(answering("trunk", "+15550100")).isEqualTo("reception");
    rule("n1", "+15550100", "sales", Optional.empty());
    assertThat(answering("trunk", "+15550100")).isEqualTo("sales");
    state("sales", AgentStatus.PAUSED);
    assertThat(router.byNumber(tenant, "trunk", "+15550100")).isEqualTo(new Route.Paused());
  }

  @Test
  void findsTheVersionThatIsAskedFor() {
    agent("reception", AgentStatus.ACTIVE);
    agents.add(Samples.agentVersion(tenant, "reception", 2));
    assertThat(versionOf(OptionalInt.of(2))).isEqualTo(2);
    assertThat(versionOf(OptionalInt.empty())).isEqualTo(1);
    assertThat(router.byAgent(tenant, "reception", OptionalInt.of(9)))
        .isEqualTo(new Route.Paused());
  }

  private int versionOf(OptionalInt asked) {
    return ((Route.Accept) router.byAgent(tenant, "reception", asked)).version().version();
  }

  @Test
  void refusesOneCallWhenTheStoresAreAway() {
    Numbers broken =
        new Numbers() {
          @Override
          public void save(NumberRule rule) {}

          @Override
          public boolean saveUnlessTaken(NumberRule rule) {
            return true;
          }

          @Override
          public List<NumberRule> list(TenantId tenantId) {
            throw new IllegalArgumentException("the database is away");
          }

          @Override
          public void remove(TenantId tenantId, String numberId) {}

          @Override
          public List<NumberRule> removeOf(TenantId tenantId, String agentId) {
            return List.of();
          }
        };
    assertThat(new Router(agents, broken).byNumber(tenant, "trunk", "1"))
        .isEqualTo(new Route.Unavailable());
  }

  private String answering(String trunkId, String dialled) {
    return ((Route.Accept) router.byNumber(tenant, trunkId, dialled)).agent().agentId();
  }

  private void agent(String id, AgentStatus status) {
    agents.add(Samples.agentVersion(tenant, id, 1));
    state(id, status);
  }

  private void state(String id, AgentStatus status) {
    Agent agent = Samples.agent(tenant, id);
    agents.save(
        new Agent(
            tenant,
            id,
            agent.userId(),
            agent.agentName(),
            agent.agentType(),
            status,
            OptionalInt.of(1),
            agent.createdAt(),
            agent.updatedAt()));
  }

  private void rule(String id, String pattern, String agentId, Optional<String> trunkId) {
    numbers.save(new NumberRule(tenant, id, pattern, trunkId, agentId, OptionalInt.empty()));
  }
}
