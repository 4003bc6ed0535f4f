package io.oratio.gateway.trunk;

import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.trunk.Cidr;
import io.oratio.domain.trunk.Trunk;
import io.oratio.domain.trunk.Trunks;
import io.oratio.gateway.trunk.SourceVerdict.Challenge;
import io.oratio.gateway.trunk.SourceVerdict.Known;
import io.oratio.gateway.trunk.SourceVerdict.Unknown;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/// A snapshot of every tenant's trunks, asked about each packet. [#refresh] swaps it while calls
/// run; any thread may ask.
public final class TrunkDirectory {
  /// How many sources a snapshot remembers the answer for; beyond it each is looked up anew.
  private static final int REMEMBERED_SOURCES = 10_000;

  private static final int REALMS_MAX = 2;

  private final Trunks trunks;
  private volatile Snapshot snapshot;

  /// Reads the store once, so it may block.
  public TrunkDirectory(Trunks trunks) {
    this.trunks = trunks;
    this.snapshot = new Snapshot(trunks.all());
  }

  /// Reads the store again. Calls in progress keep the trunk they came with.
  public void refresh() {
    List<Trunk> all = trunks.all();
    if (!all.equals(snapshot.all)) {
      snapshot = new Snapshot(all);
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
  /// address ranges the narrowest wins.
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
    if (candidates.byAddress.isPresent()) {
      return new Known(candidates.byAddress.get());
    }
    if (candidates.byDigest.isEmpty()) {
      return new Unknown();
    }
    return new Challenge(digestUser.isPresent() ? List.of() : candidates.byDigest);
  }

  /// Whether anything at all may be answered to this source.
  public boolean mayBeAnswered(InetAddress source) {
    Candidates candidates = snapshot.of(source);
    return candidates.byAddress.isPresent() || !candidates.byDigest.isEmpty();
  }

  /// Whether the source stands on an address list of some trunk.
  public boolean isListed(InetAddress source) {
    return snapshot.of(source).isListed;
  }

  /// The realms a source is challenged for, at most two, in alphabetical order.
  public List<String> realms(InetAddress source) {
    TreeSet<String> realms = new TreeSet<>();
    snapshot.of(source).byDigest.stream()
        .flatMap(trunk -> trunk.credentials().stream())
        .forEach(credentials -> realms.add(credentials.realm()));
    return realms.stream().limit(REALMS_MAX).toList();
  }

  private static boolean isUserOf(Trunk trunk, String user) {
    return trunk.credentials().filter(own -> own.username().equals(user)).isPresent();
  }

  private record Candidates(Optional<Trunk> byAddress, List<Trunk> byDigest, boolean isListed) {}

  private static final class Snapshot {
    private final List<Trunk> all;
    private final Map<InetAddress, Candidates> remembered = new ConcurrentHashMap<>();

    Snapshot(List<Trunk> all) {
      this.all = List.copyOf(all);
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
      Optional<Trunk> byAddress =
          all.stream()
              .filter(trunk -> trunk.credentials().isEmpty() && narrowest(trunk, source) >= 0)
              .max(Comparator.comparingInt(trunk -> narrowest(trunk, source)));
      List<Trunk> byDigest = new ArrayList<>();
      for (Trunk trunk : all) {
        boolean addressFits = trunk.allowedSources().isEmpty() || narrowest(trunk, source) >= 0;
        if (trunk.credentials().isPresent() && addressFits) {
          byDigest.add(trunk);
        }
      }
      boolean isListed = all.stream().anyMatch(trunk -> narrowest(trunk, source) >= 0);
      return new Candidates(byAddress, List.copyOf(byDigest), isListed);
    }

    /// The longest prefix of the trunk's ranges that holds the source, or -1.
    private static int narrowest(Trunk trunk, InetAddress source) {
      return trunk.allowedSources().stream()
          .filter(range -> range.contains(source))
          .mapToInt(Cidr::prefixBits)
          .max()
          .orElse(-1);
    }
  }
}
