package io.oratio.runtime.destination;

import io.oratio.domain.tenant.TenantPolicy;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Where a tenant's calls may be sent on. A transfer makes somebody else's exchange dial, so what
/// reads as a telephone number goes through the same gate as a call of ours ([DestinationGate]),
/// however its URI is written. A SIP user or an extension is reached through the peer that the call
/// came with: it is free while the tenant lists no destinations, and must be listed whole as soon
/// as it lists some.
public final class TransferTargets {
  private static final Pattern SEPARATORS = Pattern.compile("[-. ()]");
  private static final Pattern DIGITS = Pattern.compile("[0-9]+");
  private static final Pattern ABROAD = Pattern.compile("(?:00|011)([1-9][0-9]{6,14})");
  private static final int LONGEST_EXTENSION = 6;

  private final DestinationGate gate;

  public TransferTargets(DestinationGate gate) {
    this.gate = gate;
  }

  /// What keeps a call from being sent there.
  ///
  /// @param uri a `sip:`, `sips:` or `tel:` URI (RFC 3261 §19.1, RFC 3966)
  /// @param trunkCountry where the trunk is, ISO 3166-1 alpha-2
  /// @return a sentence which says who must act; empty if it may go
  public Optional<String> obstacle(String uri, Optional<String> trunkCountry, TenantPolicy policy) {
    Optional<String> subscriber = subscriber(uri);
    if (subscriber.isEmpty()) {
      return Optional.of("The transfer target is no sip:, sips: or tel: URI that can be read.");
    }
    String word = subscriber.get();
    String bare = SEPARATORS.matcher(word).replaceAll("");
    if (bare.startsWith("+")) {
      return gate.obstacle(bare, trunkCountry, policy);
    }
    if (!DIGITS.matcher(bare).matches()) {
      return ofName(word, policy);
    }
    var abroad = ABROAD.matcher(bare);
    if (abroad.matches()) {
      return gate.obstacle("+" + abroad.group(1), trunkCountry, policy);
    }
    if (bare.length() > LONGEST_EXTENSION) {
      return Optional.of(
          "A transfer to a telephone number needs it in E.164, with '+' and its country's code;"
              + " whoever writes the agent changes the target.");
    }
    return gate.isEmergency(bare, trunkCountry, policy)
        ? Optional.of("This is an emergency number; no agent sends a call there.")
        : ofName(bare, policy);
  }

  private static Optional<String> ofName(String word, TenantPolicy policy) {
    return policy.allowedDestinations().isEmpty() || policy.allowedDestinations().contains(word)
        ? Optional.empty()
        : Optional.of(
            "The tenant's allowedDestinations do not list this target whole; an owner or admin"
                + " must add it first.");
  }

  /// The number, or the user of a SIP URI; its host where it has none.
  private static Optional<String> subscriber(String uri) {
    String plain =
        uri.startsWith("<") && uri.endsWith(">") ? uri.substring(1, uri.length() - 1) : uri;
    int colon = plain.indexOf(':');
    if (colon < 0) {
      return Optional.empty();
    }
    String rest = plain.substring(colon + 1);
    String wanted =
        switch (plain.substring(0, colon).toLowerCase(Locale.ROOT)) {
          case "tel" -> rest.split("[;?]", 2)[0];
          case "sip", "sips" -> {
            int at = rest.indexOf('@');
            yield at < 0 ? rest.split("[;?:]", 2)[0] : rest.substring(0, at).split("[;:]", 2)[0];
          }
          default -> "";
        };
    try {
      String decoded = URLDecoder.decode(wanted.replace("+", "%2B"), StandardCharsets.UTF_8);
      return Optional.of(decoded).filter(it -> !it.isBlank());
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
