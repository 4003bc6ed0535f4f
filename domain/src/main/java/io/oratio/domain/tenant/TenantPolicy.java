package io.oratio.domain.tenant;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/// What a tenant settles for itself.
///
/// @param homeCountry its calling code, for example `+1` (E.164)
/// @param allowedDestinations what numbers that are called out begin with, for example `+1` or
///   `+4420`, at most 300; empty means the home country only
/// @param maxOutboundCalls at the same time, 0 to 10,000; 0 for none at all
/// @param recordingRetentionDays after how many days recordings are deleted, 1 to 36,500; empty
///   means never
/// @param sessionRetentionDays the same of whole sessions
/// @param updatedAt kept to the microsecond; [Instant#EPOCH] where nothing was settled yet
public record TenantPolicy(
    TenantId tenantId,
    String homeCountry,
    List<String> allowedDestinations,
    int maxOutboundCalls,
    OptionalInt recordingRetentionDays,
    OptionalInt sessionRetentionDays,
    Instant updatedAt) {
  private static final Pattern COUNTRY = Pattern.compile("\\+[1-9][0-9]{0,2}");
  private static final Pattern PREFIX = Pattern.compile("\\+[1-9][0-9]{0,14}");

  public TenantPolicy {
    if (!COUNTRY.matcher(homeCountry).matches()) {
      throw new IllegalArgumentException("homeCountry is '+' and one to three digits");
    }
    allowedDestinations = List.copyOf(allowedDestinations);
    if (allowedDestinations.size() > 300) {
      throw new IllegalArgumentException("allowedDestinations are at most 300");
    }
    if (!allowedDestinations.stream().allMatch(it -> PREFIX.matcher(it).matches())) {
      throw new IllegalArgumentException("allowedDestinations are '+' and 1 to 15 digits each");
    }
    if (maxOutboundCalls < 0 || maxOutboundCalls > 10_000) {
      throw new IllegalArgumentException("maxOutboundCalls is 0 to 10000");
    }
    checkDays("recordingRetentionDays", recordingRetentionDays);
    checkDays("sessionRetentionDays", sessionRetentionDays);
    updatedAt = updatedAt.truncatedTo(ChronoUnit.MICROS);
  }

  /// What holds for a tenant that has settled nothing: `+1` only, ten calls at the same time,
  /// everything is kept.
  public static TenantPolicy usual(TenantId tenantId) {
    return new TenantPolicy(
        tenantId, "+1", List.of(), 10, OptionalInt.empty(), OptionalInt.empty(), Instant.EPOCH);
  }

  /// Whether this number may be called out.
  ///
  /// @param e164 `+` and digits; anything else is not allowed
  public boolean allows(String e164) {
    return PREFIX.matcher(e164).matches()
        && (allowedDestinations.isEmpty()
            ? e164.startsWith(homeCountry)
            : allowedDestinations.stream().anyMatch(e164::startsWith));
  }

  private static void checkDays(String field, OptionalInt days) {
    if (days.isPresent() && (days.getAsInt() < 1 || days.getAsInt() > 36_500)) {
      throw new IllegalArgumentException(field + " is 1 to 36500");
    }
  }
}
