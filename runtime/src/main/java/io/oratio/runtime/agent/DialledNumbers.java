package io.oratio.runtime.agent;

import io.oratio.domain.number.NumberRule;
import io.oratio.domain.number.Numbers;
import io.oratio.domain.tenant.TenantId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/// The number rules that come from agents' definitions. A rule's id is made of its pattern, so that
/// two agents can never own the same one; rules with another id were made by somebody else and are
/// left alone.
final class DialledNumbers {
  private final Numbers numbers;

  DialledNumbers(Numbers numbers) {
    this.numbers = numbers;
  }

  /// All rules there are, whoever made them.
  Numbers all() {
    return numbers;
  }

  /// Tells of numbers that reach another agent already.
  void check(TenantId tenantId, AgentDefinition agent, Faults faults) {
    List<NumberRule> rules = numbers.list(tenantId);
    for (int i = 0; i < agent.dialledNumbers().size(); i++) {
      String pattern = agent.dialledNumbers().get(i);
      String pointer = "/dialledNumbers/" + i;
      rules.stream()
          .filter(it -> it.pattern().equalsIgnoreCase(pattern) && it.trunkId().isEmpty())
          .filter(it -> !it.agentId().equals(agent.agentId()))
          .findFirst()
          .ifPresent(
              it -> faults.add(pointer, "'" + pattern + "' reaches the agent " + it.agentId()));
    }
  }

  /// Lets exactly the definition's numbers reach the agent.
  ///
  /// @return whether anything was written
  boolean set(TenantId tenantId, AgentDefinition agent) {
    List<NumberRule> wished =
        agent.dialledNumbers().stream()
            .map(
                it ->
                    new NumberRule(
                        tenantId,
                        id(it),
                        it,
                        Optional.empty(),
                        agent.agentId(),
                        OptionalInt.empty()))
            .toList();
    List<NumberRule> there =
        numbers.list(tenantId).stream()
            .filter(it -> it.agentId().equals(agent.agentId()))
            .filter(it -> it.numberId().equals(id(it.pattern())))
            .toList();
    List<NumberRule> gone =
        there.stream()
            .filter(old -> wished.stream().noneMatch(it -> it.numberId().equals(old.numberId())))
            .toList();
    List<NumberRule> added = wished.stream().filter(it -> !there.contains(it)).toList();
    added.forEach(numbers::save);
    gone.forEach(it -> numbers.remove(tenantId, it.numberId()));
    return !gone.isEmpty() || !added.isEmpty();
  }

  private static String id(String pattern) {
    String lower = pattern.toLowerCase(Locale.ROOT);
    return lower.matches("[a-z0-9_-]{1,48}")
        ? "num_" + lower
        : "num_"
            + lower
                .replaceAll("[^a-z0-9_-]", "")
                .transform(it -> it.substring(0, Math.min(40, it.length())))
            + "_"
            + Sha256.of(lower).substring(0, 8);
  }
}
