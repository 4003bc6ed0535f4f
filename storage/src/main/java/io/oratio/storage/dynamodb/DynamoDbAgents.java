package io.oratio.storage.dynamodb;

import io.oratio.domain.agent.Agent;
import io.oratio.domain.agent.AgentStatus;
import io.oratio.domain.agent.AgentType;
import io.oratio.domain.agent.AgentVersion;
import io.oratio.domain.agent.Agents;
import io.oratio.domain.tenant.TenantId;
import io.oratio.storage.body.VersionBody;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/// Agents in the table `agents`, what they say in `agent-versions`.
final class DynamoDbAgents implements Agents {
  private final Table agents;
  private final Table versions;

  DynamoDbAgents(Table agents, Table versions) {
    this.agents = agents;
    this.versions = versions;
  }

  @Override
  public void save(Agent agent) {
    agents.put(write(agent));
  }

  @Override
  public boolean save(Agent agent, Instant expectedUpdatedAt) {
    return agents.putOnceIf(
        write(agent),
        "updatedAt = :expected",
        Map.of(":expected", AttributeValue.fromS(Item.time(expectedUpdatedAt))));
  }

  @Override
  public Optional<Agent> find(TenantId tenantId, String agentId) {
    return agents.find(key(tenantId, agentId)).map(DynamoDbAgents::read);
  }

  @Override
  public List<Agent> list(TenantId tenantId) {
    return agents.of(tenantId).map(DynamoDbAgents::read).toList();
  }

  @Override
  public void add(AgentVersion version) {
    Item item =
        versionKey(version.tenantId(), version.agentId(), version.version())
            .put("agentId", version.agentId())
            .put("version", version.version())
            .put("body", VersionBody.write(version))
            .put("createdAt", version.createdAt());
    if (!versions.putOnce(item, "tenantId")) {
      throw new IllegalStateException(
          "version " + version.version() + " of agent " + version.agentId() + " is there already");
    }
  }

  @Override
  public Optional<AgentVersion> version(TenantId tenantId, String agentId, int version) {
    return versions
        .find(versionKey(tenantId, agentId, version))
        .map(
            it ->
                VersionBody.read(
                    tenantId, agentId, version, it.text("body"), it.instant("createdAt")));
  }

  @Override
  public OptionalInt latestVersion(TenantId tenantId, String agentId) {
    return versions
        .query(latestFirst(tenantId, agentId).limit(1).build())
        .limit(1)
        .mapToInt(it -> it.integer("version"))
        .findFirst();
  }

  @Override
  public List<AgentVersion.Header> versions(TenantId tenantId, String agentId) {
    return versions
        .query(
            latestFirst(tenantId, agentId)
                .projectionExpression("#version, createdAt")
                .expressionAttributeNames(Map.of("#version", "version"))
                .build())
        .limit(MOST_VERSIONS)
        .map(it -> new AgentVersion.Header(it.integer("version"), it.instant("createdAt")))
        .toList();
  }

  /// The versions go first, so that a removal that is broken off can be called again.
  @Override
  public boolean remove(TenantId tenantId, String agentId) {
    boolean wasThere = find(tenantId, agentId).isPresent();
    versions
        .query(
            latestFirst(tenantId, agentId)
                .projectionExpression("#version")
                .expressionAttributeNames(Map.of("#version", "version"))
                .build())
        .mapToInt(it -> it.integer("version"))
        .forEach(it -> versions.delete(versionKey(tenantId, agentId, it)));
    agents.delete(key(tenantId, agentId));
    return wasThere;
  }

  private static QueryRequest.Builder latestFirst(TenantId tenantId, String agentId) {
    return QueryRequest.builder()
        .keyConditionExpression("tenantId = :tenantId AND begins_with(agentIdVersion, :agent)")
        .expressionAttributeValues(
            Map.of(
                ":tenantId",
                AttributeValue.fromS(tenantId.value()),
                ":agent",
                AttributeValue.fromS(agentId + "#")))
        .scanIndexForward(false)
        .consistentRead(true);
  }

  private static Item key(TenantId tenantId, String agentId) {
    return Item.of(tenantId).put("agentId", agentId);
  }

  private static Item versionKey(TenantId tenantId, String agentId, int version) {
    return Item.of(tenantId)
        .put("agentIdVersion", String.format(Locale.ROOT, "%s#%010d", agentId, version));
  }

  private static Item write(Agent agent) {
    return key(agent.tenantId(), agent.agentId())
        .put("userId", agent.userId())
        .put("agentName", agent.agentName())
        .put("agentType", agent.agentType().wireName())
        .put("status", agent.status().wireName())
        .put("publishedVersion", agent.publishedVersion())
        .put("createdAt", agent.createdAt())
        .put("updatedAt", agent.updatedAt());
  }

  private static Agent read(Item item) {
    return new Agent(
        item.tenantId(),
        item.text("agentId"),
        item.text("userId"),
        item.text("agentName"),
        AgentType.fromWire(item.text("agentType")),
        AgentStatus.fromWire(item.text("status")),
        item.optionalInteger("publishedVersion"),
        item.instant("createdAt"),
        item.instant("updatedAt"));
  }
}
