package io.oratio.domain.tool;

import io.oratio.domain.tenant.TenantId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Tool executions kept in memory, for tests.
public final class InMemoryToolExecutions implements ToolExecutions {
  private final Map<Key, ToolExecution> executions = new ConcurrentHashMap<>();

  @Override
  public Optional<ToolExecution> begin(ToolExecution running) {
    return Optional.ofNullable(executions.putIfAbsent(keyOf(running), running));
  }

  @Override
  public void end(ToolExecution ended) {
    ToolExecutions.checkEnded(ended);
    ToolExecution now =
        executions.computeIfPresent(
            keyOf(ended),
            (_, it) ->
                it.state() == ToolExecution.State.RUNNING
                    ? new ToolExecution(
                        it.tenantId(),
                        it.sessionId(),
                        it.key(),
                        it.toolName(),
                        it.authority(),
                        it.arguments(),
                        ended.state(),
                        ended.result(),
                        it.startedAt(),
                        ended.endedAt())
                    : it);
    if (now == null) {
      throw new IllegalStateException("there is no tool execution " + ended.key());
    }
  }

  @Override
  public Optional<ToolExecution> find(TenantId tenantId, String sessionId, String key) {
    return Optional.ofNullable(executions.get(new Key(tenantId, sessionId, key)));
  }

  @Override
  public List<ToolExecution> ofSession(TenantId tenantId, String sessionId) {
    return executions.values().stream()
        .filter(it -> it.tenantId().equals(tenantId) && it.sessionId().equals(sessionId))
        .sorted(Comparator.comparing(ToolExecution::startedAt).thenComparing(ToolExecution::key))
        .limit(MOST)
        .toList();
  }

  @Override
  public void deleteOf(TenantId tenantId, String sessionId) {
    executions
        .keySet()
        .removeIf(it -> it.tenantId().equals(tenantId) && it.sessionId().equals(sessionId));
  }

  private static Key keyOf(ToolExecution execution) {
    return new Key(execution.tenantId(), execution.sessionId(), execution.key());
  }

  private record Key(TenantId tenantId, String sessionId, String key) {}
}
