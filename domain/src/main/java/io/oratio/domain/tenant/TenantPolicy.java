package io.oratio.domain.tenant;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/// What a tenant settles for itself.
///
/// @param homeCountry its calling code, for example `+1` (E.164)
/// @param allowedDestinations where calls may go, at most 300: what numbers begin with, for example
///   `+1` or `+4420`, or a whole extension or SIP user; empty means the home country only
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
  private static final Pattern NUMBER = Pattern.compile("\\+[1-9][0-9]{0,14}");
  private static final Pattern DESTINATION =
      Pattern.compile("\\+[1-9][0-9]{0,14}|[0-9]{1,6}|[A-Za-z][A-Za-z0-9._-]{0,62}");

  public TenantPolicy {
    if (!COUNTRY.matcher(homeCountry).matches()) {
      throw new IllegalArgumentException("homeCountry is '+' and one to three digits");
    }
    allowedDestinations = List.copyOf(allowedDestinations);
    if (allowedDestinations.size() > 300) {
      throw new IllegalArgumentException("allowedDestinations are at most 300");
    }
    if (!allowedDestinations.stream().allMatch(it -> DESTINATION.matcher(it).matches())) {
      throw new IllegalArgumentException(
          "allowedDestinations are '+' and 1 to 15 digits, an extension or a SIP user each");
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

  /// Whether a call may go there.
  ///
  /// @param destination a number in E.164 with its `+`, an extension or a SIP user; anything else
  ///   is not allowed
  public boolean allows(String destination) {
    if (!NUMBER.matcher(destination).matches()) {
      return allowedDestinations.contains(destination);
    }
    return allowedDestinations.isEmpty()
        ? destination.startsWith(homeCountry)
        : allowedDestinations.stream().anyMatch(destination::startsWith);
  }

  private static void checkDays(String field, OptionalInt days) {
    if (days.isPresent() && (days.getAsInt() < 1 || days.getAsInt() > 36_500)) {
      throw new IllegalArgumentException(field + " is 1 to 36500");
    }
  }
}
