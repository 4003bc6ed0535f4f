package io.oratio.domain.trunk;

import io.oratio.domain.tenant.TenantId;
import java.net.Inet4Address;
import java.util.List;
import java.util.Optional;

/// Which addresses may tell by themselves whose caller it is. Whoever runs the process may name any
/// for a tenant of its own, the operator's: its machine, its networks. Another tenant's word is no
/// proof that a machine is its own, so for it neither this machine counts, nor what is so wide that
/// strangers stand in it.
///
/// @param operator the operator's own tenant; empty where there is none
public record AddressTrust(Optional<TenantId> operator) {
  private static final List<Cidr> THIS_MACHINE =
      List.of(Cidr.parse("127.0.0.0/8"), Cidr.parse("::1/128"));
  private static final int WIDEST_IPV4_BITS = 8;
  private static final int WIDEST_IPV6_BITS = 16;

  /// No tenant is the operator's.
  public static AddressTrust ofNoOperator() {
    return new AddressTrust(Optional.empty());
  }

  /// This tenant is the operator's.
  public static AddressTrust of(TenantId operator) {
    return new AddressTrust(Optional.of(operator));
  }

  /// What keeps a tenant's caller from being known by this range alone, in words that follow the
  /// range; empty if nothing does.
  public Optional<String> obstacle(TenantId tenantId, Cidr range) {
    if (operator.filter(tenantId::equals).isPresent()) {
      return Optional.empty();
    }
    return width(range)
        .or(
            () ->
                THIS_MACHINE.stream().anyMatch(range::overlaps)
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
