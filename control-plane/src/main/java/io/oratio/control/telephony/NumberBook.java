package io.oratio.control.telephony;

import io.oratio.control.telephony.Announcing.Act;
import io.oratio.control.web.ErrorCode;
import io.oratio.control.web.Refusal;
import io.oratio.domain.agent.Agents;
import io.oratio.domain.number.NumberRule;
import io.oratio.domain.number.Numbers;
import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.trunk.Trunks;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/// A tenant's number rules and what is asked of them together. Only the tenant's own rules are ever
/// compared: what another tenant has of the same carrier cannot be found out here. Of rules for the
/// same calls the store lets one in, whichever process is asked; of two processes that add at the
/// same moment both may find the last place free.
final class NumberBook {
  private static final Duration UNTIL_SOMEBODY_TIDIES = Duration.ofHours(1);

  private final Numbers numbers;
  private final Trunks trunks;
  private final Agents agents;
  private final Announcing announcing;
  private final int numbersMax;
  private final ReentrantLock writing = new ReentrantLock();

  NumberBook(Numbers numbers, Trunks trunks, Agents agents, Announcing announcing, int numbersMax) {
    this.numbers = numbers;
    this.trunks = trunks;
    this.agents = agents;
    this.announcing = announcing;
    this.numbersMax = numbersMax;
  }

  /// Whoever asks, and the agents whose rules they may see and make.
  record Asker(TenantId tenantId, String actor, Predicate<String> mayUse) {}

  List<NumberRule> list(Asker asker) {
    return numbers.list(asker.tenantId()).stream()
        .filter(it -> asker.mayUse().test(it.agentId()))
        .toList();
  }

  /// @throws Refusal 404 if it is not there
  NumberRule find(Asker asker, String numberId) {
    return list(asker).stream()
        .filter(it -> it.numberId().equals(numberId))
        .findFirst()
        .orElseThrow(
            () -> Refusal.of(ErrorCode.NUMBER_NOT_FOUND, "There is no number rule with this id."));
  }

  /// @param members the names of what was said of it
  /// @throws Refusal 404 if its agent, version or trunk is not there, 409 if it is taken, 429 if
  ///   the tenant has as many as it may have
  void add(Asker asker, NumberRule rule, Collection<String> members) {
    writing.lock();
    try {
      check(asker, rule);
      if (numbers.list(asker.tenantId()).size() >= numbersMax) {
        throw Refusal.of(
                ErrorCode.QUOTA_EXCEEDED,
                "A tenant has at most " + numbersMax + " number rules; a '*' stands for many.")
            .retryAfter(UNTIL_SOMEBODY_TIDIES);
      }
      write(rule);
    } finally {
      writing.unlock();
    }
    announcing.number(
        new Act(asker.tenantId(), asker.actor(), "number.added"), rule.numberId(), members);
  }

  /// @param change makes the rule from the one that stands
  /// @return the rule as it now stands
  /// @throws Refusal as [#add], and whatever the change throws
  NumberRule change(
      Asker asker, String numberId, UnaryOperator<NumberRule> change, Collection<String> members) {
    NumberRule changed;
    writing.lock();
    try {
      changed = change.apply(find(asker, numberId));
      check(asker, changed);
      write(changed);
    } finally {
      writing.unlock();
    }
    announcing.number(
        new Act(asker.tenantId(), asker.actor(), "number.changed"), numberId, members);
    return changed;
  }

  /// @throws Refusal 404 if it is not there
  void remove(Asker asker, String numberId) {
    writing.lock();
    try {
      find(asker, numberId);
      numbers.remove(asker.tenantId(), numberId);
    } finally {
      writing.unlock();
    }
    announcing.number(
        new Act(asker.tenantId(), asker.actor(), "number.removed"), numberId, List.of());
  }

  private void check(Asker asker, NumberRule rule) {
    TenantId tenantId = asker.tenantId();
    if (!asker.mayUse().test(rule.agentId()) || agents.find(tenantId, rule.agentId()).isEmpty()) {
      throw Refusal.of(ErrorCode.AGENT_NOT_FOUND, "There is no agent with this id.")
          .at("/agentId", "is no agent of yours");
    }
    if (rule.version().isPresent()
        && agents.version(tenantId, rule.agentId(), rule.version().getAsInt()).isEmpty()) {
      throw Refusal.of(ErrorCode.VERSION_NOT_FOUND, "The agent has no such version.")
          .at("/version", "is no version of this agent");
    }
    if (rule.trunkId().isPresent()
        && trunks.list(tenantId).stream()
            .noneMatch(it -> it.trunkId().equals(rule.trunkId().get()))) {
      throw Refusal.of(ErrorCode.TRUNK_NOT_FOUND, "There is no trunk with this id.")
          .at("/trunkId", "is no trunk of yours");
    }
  }

  private void write(NumberRule rule) {
    if (!numbers.saveUnlessTaken(rule)) {
      throw Refusal.of(
              ErrorCode.NUMBER_TAKEN,
              "Another rule has the same pattern for the same calls; change that one.")
          .at("/pattern", "is another rule's already");
    }
  }
}
