package io.oratio.runtime.destination;

import io.oratio.domain.tenant.TenantPolicy;
import java.util.Optional;
import java.util.stream.Stream;

/// Where a tenant's calls may go. Toll fraud is the dearest thing that can happen to a telephone
/// platform, so all is closed that is not opened:
///
/// - a tenant that lists destinations reaches what begins with one of them, and no other;
/// - one that lists none reaches the numbers of the trunk's own country. Where several countries
///   share a calling code, as twenty-five do `+1`, the others are abroad. A trunk without a country
///   stands in the tenant's, the first of its calling code;
/// - an extension or a SIP user is reached only if it is listed whole;
/// - premium and emergency numbers are reached only if what is listed names them: more of them than
///   their country's code.
public final class DestinationGate {
  private final PhoneNumbers numbers;

  public DestinationGate(PhoneNumbers numbers) {
    this.numbers = numbers;
  }

  /// What keeps a call from going there.
  ///
  /// @param to a number in E.164 with its `+`, an extension or a SIP user
  /// @param trunkCountry where the trunk is, ISO 3166-1 alpha-2
  /// @return a sentence for whoever asked, which says who must act; empty if it may go
  public Optional<String> obstacle(String to, Optional<String> trunkCountry, TenantPolicy policy) {
    return to.startsWith("+")
        ? ofNumber(to, trunkCountry, policy)
        : ofWord(to, country(trunkCountry, policy), policy);
  }

  private Optional<String> ofNumber(String to, Optional<String> trunkCountry, TenantPolicy policy) {
    Optional<PhoneNumbers.Facts> known = numbers.of(to);
    if (known.isEmpty()) {
      return Optional.of("No country has the code that this number begins with.");
    }
    PhoneNumbers.Facts facts = known.get();
    if (facts.isEmergency() && !isNamed(to, facts, policy)) {
      return Optional.of("This is an emergency number; no agent calls it.");
    }
    if (facts.isPremium() && !isNamed(to, facts, policy)) {
      return Optional.of(
          "This is a premium number; an owner or admin must list it in allowedDestinations first.");
    }
    boolean mayGo =
        policy.allowedDestinations().isEmpty()
            ? isAtHome(facts, country(trunkCountry, policy))
            : policy.allows(to);
    return mayGo
        ? Optional.empty()
        : Optional.of(
            policy.allowedDestinations().isEmpty()
                ? "Calls go to numbers of the trunk's own country only; an owner or admin lists"
                    + " others in allowedDestinations, or sets the trunk's country."
                : "The tenant's allowedDestinations have no beginning of this number; an owner or"
                    + " admin must add it first.");
  }

  private Optional<String> ofWord(String to, Optional<String> country, TenantPolicy policy) {
    if (policy.allowedDestinations().contains(to)) {
      return Optional.empty();
    }
    return Optional.of(
        isEmergency(to, country)
            ? "This is an emergency number; no agent calls it."
            : "An extension or SIP user is called only if allowedDestinations list it whole; an"
                + " owner or admin must add it first.");
  }

  /// Whether these digits call for help where the trunk is, or where many know them.
  boolean isEmergency(String digits, Optional<String> trunkCountry, TenantPolicy policy) {
    return isEmergency(digits, country(trunkCountry, policy));
  }

  private boolean isEmergency(String digits, Optional<String> country) {
    return Stream.concat(country.stream(), Stream.of("US", "GB"))
        .anyMatch(it -> numbers.isEmergency(digits, it));
  }

  /// Unknown numbers of the right code are at home: plans change faster than tables, and the
  /// numbers of examples are nobody's.
  private boolean isAtHome(PhoneNumbers.Facts facts, Optional<String> country) {
    return country
        .filter(it -> numbers.callingCode(it) == facts.callingCode())
        .filter(it -> facts.countries().stream().allMatch(it::equals))
        .isPresent();
  }

  private Optional<String> country(Optional<String> trunkCountry, TenantPolicy policy) {
    return trunkCountry.or(
        () -> numbers.mainCountry(Integer.parseInt(policy.homeCountry().substring(1))));
  }

  private static boolean isNamed(String to, PhoneNumbers.Facts facts, TenantPolicy policy) {
    int codeCharacters = 1 + Integer.toString(facts.callingCode()).length();
    return policy.allowedDestinations().stream()
        .anyMatch(it -> it.length() > codeCharacters && to.startsWith(it));
  }
}
