package io.oratio.runtime.outbound;

import io.oratio.runtime.outbound.OutboundRefused.Reason;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/// Decides where a target may be connected to. What it returns is connected to, and nothing else.
final class CheckedAddresses {
  // More addresses than any honest name has; each one could cost a connect time.
  private static final int MOST_ADDRESSES = 32;
  private static final int TRIED = 4;

  private final OutboundSettings settings;
  private final Resolver resolver;

  CheckedAddresses(OutboundSettings settings, Resolver resolver) {
    this.settings = settings;
    this.resolver = resolver;
  }

  /// Resolves once and checks every address: one bad address among good ones refuses them all.
  ///
  /// @return at least one address, to be tried in this order
  List<InetAddress> of(Target target) throws OutboundRefused, InterruptedException {
    checkSchemeAndPort(target);
    var addresses = target.literal().map(List::of).orElse(List.of());
    if (addresses.isEmpty()) {
      addresses = resolved(target.host());
    }
    for (var address : addresses) {
      if (!isAllowed(target, address)) {
        throw new OutboundRefused(
            Reason.PRIVATE_ADDRESS,
            "The address leads to a private or reserved network, which the operator has not"
                + " allowed.");
      }
    }
    return addresses.stream().limit(TRIED).toList();
  }

  private void checkSchemeAndPort(Target target) throws OutboundRefused {
    boolean isListed = settings.allowed().stream().anyMatch(it -> it.covers(target, settings));
    if (isListed) {
      return;
    }
    if (!target.isTls() && !settings.plainHttp()) {
      throw new OutboundRefused(Reason.SCHEME, "Only https addresses can be fetched.");
    }
    if (!settings.ports().contains(target.port())) {
      throw new OutboundRefused(
          Reason.PORT, "The port " + target.port() + " is not one of those the operator allows.");
    }
  }

  // A target that only a range made look listed must not keep the range's port or scheme when its
  // address lies outside of it: every address needs one rule that allows all of it.
  private boolean isAllowed(Target target, InetAddress address) {
    boolean isUsual =
        settings.ports().contains(target.port()) && (target.isTls() || settings.plainHttp());
    var purpose = SpecialRanges.purpose(address);
    if (isUsual && purpose == SpecialRanges.Purpose.PUBLIC) {
      return true;
    }
    boolean isListed =
        settings.allowed().stream().anyMatch(it -> it.allows(target, address, settings));
    if (purpose != SpecialRanges.Purpose.EMBEDDED) {
      return isListed;
    }
    return isListed
        && SpecialRanges.embedded(address).map(inner -> isAllowed(target, inner)).orElse(false);
  }

  private List<InetAddress> resolved(String host) throws OutboundRefused, InterruptedException {
    List<InetAddress> addresses;
    try {
      addresses = resolver.resolve(host);
    } catch (UnknownHostException _) {
      throw noSuchName();
    }
    if (addresses.isEmpty()) {
      throw noSuchName();
    }
    if (addresses.size() > MOST_ADDRESSES) {
      throw new OutboundRefused(Reason.NAME, "The host's name has too many addresses.");
    }
    return List.copyOf(addresses);
  }

  private static OutboundRefused noSuchName() {
    return new OutboundRefused(Reason.NAME, "The host's name has no address.");
  }
}
