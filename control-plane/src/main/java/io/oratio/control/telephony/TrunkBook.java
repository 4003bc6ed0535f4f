package io.oratio.control.telephony;

import io.oratio.control.telephony.Announcing.Act;
import io.oratio.control.web.ErrorCode;
import io.oratio.control.web.Refusal;
import io.oratio.domain.number.Numbers;
import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.trunk.Trunk;
import io.oratio.domain.trunk.Trunks;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;

/// A tenant's trunks and what is asked of them together. Changes through this process go one after
/// the other; of two processes that change the same trunk at once, the later wins whole.
final class TrunkBook {
  private static final Duration UNTIL_SOMEBODY_TIDIES = Duration.ofHours(1);

  private final Trunks trunks;
  private final Numbers numbers;
  private final Announcing announcing;
  private final int trunksMax;
  private final ReentrantLock writing = new ReentrantLock();

  TrunkBook(Trunks trunks, Numbers numbers, Announcing announcing, int trunksMax) {
    this.trunks = trunks;
    this.numbers = numbers;
    this.announcing = announcing;
    this.trunksMax = trunksMax;
  }

  List<Trunk> list(TenantId tenantId) {
    return trunks.list(tenantId);
  }

  /// @throws Refusal 404 if it is not there
  Trunk find(TenantId tenantId, String trunkId) {
    return trunks.list(tenantId).stream()
        .filter(it -> it.trunkId().equals(trunkId))
        .findFirst()
        .orElseThrow(
            () -> Refusal.of(ErrorCode.TRUNK_NOT_FOUND, "There is no trunk with this id."));
  }

  /// @param members the names of what was said of it
  /// @throws Refusal 429 if the tenant has as many as it may have, 409 if its addresses are taken
  void add(Trunk trunk, String actor, Collection<String> members) {
    writing.lock();
    try {
      if (trunks.list(trunk.tenantId()).size() >= trunksMax) {
        throw Refusal.of(
                ErrorCode.QUOTA_EXCEEDED,
                "A tenant has at most " + trunksMax + " trunks; remove one that is not used.")
            .retryAfter(UNTIL_SOMEBODY_TIDIES);
      }
      claim(trunk);
    } finally {
      writing.unlock();
    }
    announcing.trunk(new Act(trunk.tenantId(), actor, "trunk.added"), trunk.trunkId(), members);
  }

  /// @param change makes the trunk from the one that stands
  /// @return the trunk as it now stands
  /// @throws Refusal 404 if it is not there, 409 if its addresses are taken, and whatever the
  ///   change throws
  Trunk change(
      TenantId tenantId,
      String trunkId,
      UnaryOperator<Trunk> change,
      String actor,
      Collection<String> members) {
    Trunk changed;
    writing.lock();
    try {
      Trunk before = find(tenantId, trunkId);
      changed = change.apply(before);
      if (isKnownAs(before, changed)) {
        trunks.save(changed);
      } else {
        claim(changed);
      }
    } finally {
      writing.unlock();
    }
    announcing.trunk(new Act(tenantId, actor, "trunk.changed"), trunkId, members);
    return changed;
  }

  /// @throws Refusal 404 if it is not there, 409 if a number rule is about it
  void remove(TenantId tenantId, String trunkId, String actor) {
    writing.lock();
    try {
      find(tenantId, trunkId);
      List<String> users =
          numbers.list(tenantId).stream()
              .filter(it -> it.trunkId().filter(trunkId::equals).isPresent())
              .map(it -> it.numberId())
              .toList();
      if (!users.isEmpty()) {
        throw Refusal.of(
            ErrorCode.TRUNK_IN_USE,
            "Number rules are about this trunk, among them "
                + users.getFirst()
                + "; remove or change them first.");
      }
      trunks.remove(tenantId, trunkId);
    } finally {
      writing.unlock();
    }
    announcing.trunk(new Act(tenantId, actor, "trunk.removed"), trunkId, List.of());
  }

  private static boolean isKnownAs(Trunk before, Trunk after) {
    return before.allowedSources().equals(after.allowedSources())
        && before.isKnownByAddressAlone() == after.isKnownByAddressAlone();
  }

  /// Says no more than that they are taken: by whom is nobody's business.
  private void claim(Trunk trunk) {
    if (!trunks.claim(trunk)) {
      throw Refusal.of(
              ErrorCode.ADDRESSES_TAKEN,
              trunk.isKnownByAddressAlone()
                  ? "Callers from some of these addresses are known already, so addresses alone"
                      + " cannot tell yours: add a username with a password and leave the addresses"
                      + " out, or list only those that are yours."
                  : "Callers from some of these addresses are known by them alone: leave the"
                      + " addresses out, the password tells who you are.")
          .at("/allowedSources", "has addresses that tell another peer already");
    }
  }
}
