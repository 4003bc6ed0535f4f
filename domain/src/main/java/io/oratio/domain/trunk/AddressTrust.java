package io.oratio.domain.trunk;

import io.oratio.domain.tenant.TenantId;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/// Which addresses may tell by themselves whose caller it is. Whoever runs the process may name any
/// for a tenant of its own, the operator's: its machine, its networks. Another tenant's word is no
/// proof that a machine is its own, so for it neither this machine counts, nor what is so wide that
/// strangers stand in it.
///
/// Where nobody but this machine can call at all, whoever uses it stands at it: there its addresses
/// may be shared, and what was dialled tells whose call it is.
///
/// @param operator the operator's own tenant; empty where there is none
/// @param sharesThisMachine whether every tenant may name this machine's loopback addresses
public record AddressTrust(Optional<TenantId> operator, boolean sharesThisMachine) {
  private static final List<Cidr> THIS_MACHINE =
      List.of(Cidr.parse("127.0.0.0/8"), Cidr.parse("::1/128"));
  private static final int WIDEST_IPV4_BITS = 8;
  private static final int WIDEST_IPV6_BITS = 16;

  /// No tenant is the operator's.
  public static AddressTrust ofNoOperator() {
    return new AddressTrust(Optional.empty(), false);
  }

  /// This tenant is the operator's.
  public static AddressTrust of(TenantId operator) {
    return new AddressTrust(Optional.of(operator), false);
  }

  /// The same, with this machine for everybody: only where no other machine can call.
  public AddressTrust sharingThisMachine() {
    return new AddressTrust(operator, true);
  }

  /// Whether callers from an address may be several tenants', so that what they dial decides.
  public boolean isShared(InetAddress source) {
    return sharesThisMachine && source.isLoopbackAddress();
  }

  /// Whether a range holds nothing but loopback addresses.
  static boolean isLoopback(Cidr range) {
    return THIS_MACHINE.stream()
        .anyMatch(it -> it.overlaps(range) && range.prefixBits() >= it.prefixBits());
  }

  /// Whether a tenant is the operator's own.
  public boolean isOperators(TenantId tenantId) {
    return operator.filter(tenantId::equals).isPresent();
  }

  /// What keeps a tenant's caller from being known by this range alone, in words that follow the
  /// range; empty if nothing does.
  public Optional<String> obstacle(TenantId tenantId, Cidr range) {
    if (isOperators(tenantId)) {
      return Optional.empty();
    }
    return width(range)
        .or(
            () ->
                !(sharesThisMachine && isLoopback(range))
                        && THIS_MACHINE.stream().anyMatch(range::overlaps)
                    ? Optional.of(
                        "is this machine itself, not a peer; add a username with a password")
                    : Optional.empty());
  }

  /// The same for whoever writes a trunk down: so wide a range is named on the command line, and
  /// nowhere else, whosever it is.
  public static Optional<String> width(Cidr range) {
    int widest = range.network() instanceof Inet4Address ? WIDEST_IPV4_BITS : WIDEST_IPV6_BITS;
    return range.prefixBits() < widest
        ? Optional.of("is too wide to know anybody by; add a username with a password")
        : Optional.empty();
  }
}
