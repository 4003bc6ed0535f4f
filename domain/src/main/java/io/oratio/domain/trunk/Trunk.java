package io.oratio.domain.trunk;

import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.text.Shape;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// A SIP peer of a tenant and what is agreed with it.
///
/// @param host where we call; empty for a trunk that only calls us
/// @param port 1 to 65535
/// @param credentials digest for both directions; empty means the address list alone decides
/// @param allowedSources who may call as this trunk; empty means digest alone decides
/// @param codecs in the order we prefer them, IANA names: `PCMU`, `PCMA`
/// @param mediaFromAnywhere whether RTP may come from another address than the signalling (media
///   servers apart)
/// @param maxCalls calls at the same time
/// @param maxCallsPerSecond new calls a second
/// @param callerId the number or SIP user shown on calls through it; empty where it has none of its
///   own
/// @param country where it reaches the telephone network, two capitals (ISO 3166-1 alpha-2); empty
///   where nobody said
public record Trunk(
    TenantId tenantId,
    String trunkId,
    String name,
    Optional<String> host,
    int port,
    Transport transport,
    Optional<Credentials> credentials,
    List<Cidr> allowedSources,
    List<String> codecs,
    boolean mediaFromAnywhere,
    int maxCalls,
    int maxCallsPerSecond,
    Optional<String> callerId,
    Optional<String> country) {
  private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");

  public Trunk {
    Shape.id("trunkId", trunkId);
    Shape.text("name", name, 256);
    host.ifPresent(it -> Shape.text("host", it, 256));
    allowedSources = List.copyOf(allowedSources);
    codecs = List.copyOf(codecs);
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException("port of a trunk is 1 to 65535");
    }
    if (allowedSources.isEmpty() && credentials.isEmpty()) {
      throw new IllegalArgumentException(
          "a trunk is known by its addresses, by its credentials, or by both");
    }
    if (codecs.isEmpty() || maxCalls < 1 || maxCallsPerSecond < 1) {
      throw new IllegalArgumentException("a trunk has a codec and limits of at least 1");
    }
    callerId.ifPresent(
        it -> {
          if (Shape.text("callerId", it, 256).isBlank()) {
            throw new IllegalArgumentException("a callerId is not blank");
          }
        });
    if (country.isPresent() && !COUNTRY.matcher(country.get()).matches()) {
      throw new IllegalArgumentException("a country is two capital letters");
    }
  }

  /// A trunk without a caller id of its own, in no particular country.
  public Trunk(
      TenantId tenantId,
      String trunkId,
      String name,
      Optional<String> host,
      int port,
      Transport transport,
      Optional<Credentials> credentials,
      List<Cidr> allowedSources,
      List<String> codecs,
      boolean mediaFromAnywhere,
      int maxCalls,
      int maxCallsPerSecond) {
    this(
        tenantId,
        trunkId,
        name,
        host,
        port,
        transport,
        credentials,
        allowedSources,
        codecs,
        mediaFromAnywhere,
        maxCalls,
        maxCallsPerSecond,
        Optional.empty(),
        Optional.empty());
  }

  /// Whether its addresses are all that it is known by.
  public boolean isKnownByAddressAlone() {
    return credentials.isEmpty();
  }

  /// Whether a caller from some address could be either tenant's: both trunks list it, and one of
  /// them asks for nothing else. This machine's own addresses are nobody's, for trunks that both
  /// ask for nothing else: whose word counts for them is [AddressTrust]'s to say.
  public boolean isContestedBy(Trunk other) {
    boolean isPlain = isKnownByAddressAlone() && other.isKnownByAddressAlone();
    return !tenantId.equals(other.tenantId)
        && (isKnownByAddressAlone() || other.isKnownByAddressAlone())
        && allowedSources.stream()
            .anyMatch(
                mine ->
                    other.allowedSources.stream()
                        .anyMatch(
                            theirs ->
                                mine.overlaps(theirs)
                                    && !(isPlain
                                        && (AddressTrust.isLoopback(mine)
                                            || AddressTrust.isLoopback(theirs)))));
  }

  /// How SIP messages travel.
  public enum Transport {
    UDP,
    TCP,
    TLS
  }

  /// Digest credentials (RFC 8760).
  public record Credentials(String username, Secret password, String realm) {
    public Credentials {
      if (Shape.text("username", username, 256).isBlank() || password.reveal().isEmpty()) {
        throw new IllegalArgumentException("credentials have a username and a password");
      }
      Shape.text("password", password.reveal(), 1024);
      Shape.text("realm", realm, 256);
    }
  }
}
