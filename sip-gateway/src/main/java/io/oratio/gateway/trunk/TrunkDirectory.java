package io.oratio.gateway.trunk;

import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.trunk.AddressTrust;
import io.oratio.domain.trunk.Cidr;
import io.oratio.domain.trunk.Trunk;
import io.oratio.domain.trunk.Trunks;
import io.oratio.gateway.trunk.SourceVerdict.Challenge;
import io.oratio.gateway.trunk.SourceVerdict.Contested;
import io.oratio.gateway.trunk.SourceVerdict.Known;
import io.oratio.gateway.trunk.SourceVerdict.Shared;
import io.oratio.gateway.trunk.SourceVerdict.Unknown;
import java.net.InetAddress;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;

/// A snapshot of every tenant's trunks, asked about each packet. [#refresh] swaps it while calls
/// run; any thread may ask.
public final class TrunkDirectory {
  /// How many sources a snapshot remembers the answer for; beyond it each is looked up anew.
  private static final int REMEMBERED_SOURCES = 10_000;

  private static final int REALMS_MAX = 2;

  private final Trunks trunks;
  private final AddressTrust trust;
  private final BiPredicate<Trunk, String> answers;
  private volatile Snapshot snapshot;

  /// Reads the store once, so it may block.
  ///
  /// @param trust which addresses are proof by themselves; what a trunk lists beyond them is none
  public TrunkDirectory(Trunks trunks, AddressTrust trust) {
    this(trunks, trust, (_, _) -> false);
  }

  /// @param answers whether a trunk's tenant has a rule for what is dialled through it; it may
  ///   block
  public TrunkDirectory(Trunks trunks, AddressTrust trust, BiPredicate<Trunk, String> answers) {
    this.trunks = trunks;
    this.trust = trust;
    this.answers = answers;
    this.snapshot = new Snapshot(trunks.all(), trust);
  }

  /// Reads the store again. Calls in progress keep the trunk they came with.
  public void refresh() {
    List<Trunk> all = trunks.all();
    if (!all.equals(snapshot.all)) {
      snapshot = new Snapshot(all, trust);
    }
  }

  /// A trunk of the tenant's, as it was when the store was last read.
  public Optional<Trunk> find(TenantId tenantId, String trunkId) {
    return snapshot.all.stream()
        .filter(trunk -> trunk.tenantId().equals(tenantId) && trunk.trunkId().equals(trunkId))
        .findFirst();
  }

  /// Who a source is. A trunk with addresses and no credentials is known by its address; one with
  /// credentials must prove them, and when it has addresses too, both must match. Of several
  /// address ranges of one tenant the narrowest wins. An address that trunks of two tenants list
  /// proves nothing: credentials decide, or nobody is known by it; save where it may be shared.
  ///
  /// @param digestUser the user named in the request's credentials
  public SourceVerdict identify(InetAddress source, Optional<String> digestUser) {
    Candidates candidates = snapshot.of(source);
    if (digestUser.isPresent()) {
      List<Trunk> named =
          candidates.byDigest.stream().filter(trunk -> isUserOf(trunk, digestUser.get())).toList();
      if (!named.isEmpty()) {
        return new Challenge(named);
      }
    }
    if (candidates.shared.size() > 1) {
      return new Shared(candidates.shared);
    }
    if (candidates.byAddress.isPresent() && !candidates.isContested) {
      return new Known(candidates.byAddress.get());
    }
    if (candidates.byDigest.isEmpty()) {
      return candidates.isContested ? new Contested() : new Unknown();
    }
    return new Challenge(digestUser.isPresent() ? List.of() : candidates.byDigest);
  }

  /// Of trunks that share an address the first that answers what is dialled; the first of all where
  /// none does. Asks the stores, so it may block.
  public Trunk answering(Shared shared, String dialled) {
    return shared.trunks().stream()
        .filter(trunk -> answers.test(trunk, dialled))
        .findFirst()
        .orElseGet(shared.trunks()::getFirst);
  }

  /// Whether anything at all may be answered to this source.
  public boolean mayBeAnswered(InetAddress source) {
    return !(identify(source, Optional.empty()) instanceof Unknown);
  }

  /// Whether the source stands on an address list of some trunk.
  public boolean isListed(InetAddress source) {
    return snapshot.of(source).isListed;
  }

  /// The realms a source is challenged for, at most two: those of trunks that list the source, then
  /// those that most tenants have, then in alphabetical order. So no tenant keeps another's from
  /// being asked for by making up some of its own.
  public List<String> realms(InetAddress source) {
    Map<String, Set<TenantId>> tenants = new TreeMap<>();
    Set<String> listed = new HashSet<>();
    for (Trunk trunk : snapshot.of(source).byDigest) {
      String realm = trunk.credentials().map(Trunk.Credentials::realm).orElse("");
      tenants.computeIfAbsent(realm, _ -> new HashSet<>()).add(trunk.tenantId());
      if (!trunk.allowedSources().isEmpty()) {
        listed.add(realm);
      }
    }
    return tenants.keySet().stream()
        .sorted(
            Comparator.comparing((String it) -> !listed.contains(it))
                .thenComparing(it -> -tenants.get(it).size()))
        .limit(REALMS_MAX)
        .toList();
  }

  private static boolean isUserOf(Trunk trunk, String user) {
    return trunk.credentials().filter(own -> own.username().equals(user)).isPresent();
  }

  /// @param isContested whether trunks of two tenants list the address, one of them without
  ///   credentials
  /// @param shared where the address may be shared, each tenant's narrowest, the operator's first
  private record Candidates(
      Optional<Trunk> byAddress,
      List<Trunk> byDigest,
      boolean isListed,
      boolean isContested,
      List<Trunk> shared) {}

  private static final class Snapshot {
    private final List<Trunk> all;
    private final AddressTrust trust;
    private final Map<InetAddress, Candidates> remembered = new ConcurrentHashMap<>();

    Snapshot(List<Trunk> all, AddressTrust trust) {
      this.all = List.copyOf(all);
      this.trust = trust;
    }

    Candidates of(InetAddress source) {
      Candidates known = remembered.get(source);
      if (known != null) {
        return known;
      }
      Candidates found = find(source);
      if (remembered.size() < REMEMBERED_SOURCES) {
        remembered.put(source, found);
      }
      return found;
    }

    private Candidates find(InetAddress source) {
      List<Trunk> listed = all.stream().filter(trunk -> narrowest(trunk, source) >= 0).toList();
      Optional<Trunk> byAddress =
          listed.stream()
              .filter(Trunk::isKnownByAddressAlone)
              .max(Comparator.comparingInt(trunk -> narrowest(trunk, source)));
      List<Trunk> byDigest =
          all.stream()
              .filter(trunk -> !trunk.isKnownByAddressAlone())
              .filter(trunk -> trunk.allowedSources().isEmpty() || listed.contains(trunk))
              .toList();
      boolean isContested =
          byAddress.isPresent()
              && listed.stream().map(Trunk::tenantId).distinct().limit(2).count() > 1;
      return new Candidates(
          byAddress,
          byDigest,
          !listed.isEmpty(),
          isContested,
          trust.isShared(source) ? shared(listed, source) : List.of());
    }

    private List<Trunk> shared(List<Trunk> listed, InetAddress source) {
      Map<TenantId, Trunk> narrowest = new LinkedHashMap<>();
      listed.stream()
          .filter(Trunk::isKnownByAddressAlone)
          .sorted(
              Comparator.comparing((Trunk it) -> !trust.isOperators(it.tenantId()))
                  .thenComparing(it -> -narrowest(it, source)))
          .forEach(it -> narrowest.putIfAbsent(it.tenantId(), it));
      return List.copyOf(narrowest.values());
    }

    /// The longest prefix of the trunk's ranges that holds the source, or -1.
    private int narrowest(Trunk trunk, InetAddress source) {
      return trunk.allowedSources().stream()
          .filter(range -> range.contains(source))
          .filter(range -> !trunk.isKnownByAddressAlone() || isProof(trunk, range))
          .mapToInt(Cidr::prefixBits)
          .max()
          .orElse(-1);
    }

    private boolean isProof(Trunk trunk, Cidr range) {
      return trust.obstacle(trunk.tenantId(), range).isEmpty();
    }
  }
}
