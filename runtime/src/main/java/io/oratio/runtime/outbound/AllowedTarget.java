package io.oratio.runtime.outbound;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// A private target that the operator lets tenants reach. Written as `10.1.0.0/16`,
/// `10.1.2.3:8443`, `[fd12::/16]:443`, `crm.internal` or `http://crm.internal:3000`.
///
/// A range allows every address in it, whatever name leads there, link-local and metadata addresses
/// too. A name allows that name alone, and of its addresses the private ones and loopback.
///
/// @param range the addresses; empty for a name
/// @param hostName in ASCII and lower case; blank for a range
/// @param port the only port; 0 for those of [OutboundSettings#ports]
/// @param plainHttp whether `http` is allowed there besides `https`
public record AllowedTarget(Optional<Cidr> range, String hostName, int port, boolean plainHttp) {
  private static final Pattern SHAPE =
      Pattern.compile("(?:(https?)://)?(\\[[^\\]]+\\]|[^:\\[\\]]+)(?::(\\d{1,5}))?");

  public AllowedTarget {
    if (range.isPresent() != hostName.isEmpty()) {
      throw new IllegalArgumentException("an allowed target is either a range or a name");
    }
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("no such port: " + port);
    }
  }

  /// @throws IllegalArgumentException when it is written otherwise
  public static AllowedTarget parse(String text) {
    var parts = SHAPE.matcher(text.strip());
    if (!parts.matches()) {
      throw new IllegalArgumentException("not a range or a name with an optional port: " + text);
    }
    boolean plainHttp = "http".equals(parts.group(1));
    int port = parts.group(3) == null ? 0 : Integer.parseInt(parts.group(3));
    var host = parts.group(2).toLowerCase(Locale.ROOT);
    if (host.startsWith("[")) {
      var range = Cidr.parse(host.substring(1, host.length() - 1));
      return new AllowedTarget(Optional.of(range), "", port, plainHttp);
    }
    if (host.contains("/") || Literals.endsInNumber(host)) {
      return new AllowedTarget(Optional.of(Cidr.parse(host)), "", port, plainHttp);
    }
    return new AllowedTarget(Optional.empty(), Hosts.name(host), port, plainHttp);
  }

  /// Whether an address of a target may be connected to because of this entry.
  boolean allows(Target target, InetAddress address, OutboundSettings settings) {
    if (!covers(target, settings)) {
      return false;
    }
    boolean isInRange = range.map(it -> it.contains(address)).orElse(false);
    return switch (SpecialRanges.purpose(address)) {
      case PUBLIC, PRIVATE -> isInRange || range.isEmpty();
      case METADATA, EMBEDDED -> isInRange;
      case NEVER -> false;
    };
  }

  /// Whether it speaks of the target's name (a range may turn out to cover any name), port and
  /// scheme.
  boolean covers(Target target, OutboundSettings settings) {
    boolean portFits = port == 0 ? settings.ports().contains(target.port()) : port == target.port();
    boolean schemeFits = target.isTls() || plainHttp || settings.plainHttp();
    boolean nameFits = range.isPresent() || hostName.equals(target.host());
    return portFits && schemeFits && nameFits;
  }
}
