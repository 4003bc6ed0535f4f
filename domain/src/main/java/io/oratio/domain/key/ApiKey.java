package io.oratio.domain.key;

import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.text.Shape;
import io.oratio.domain.trunk.Secret;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// A key of a tenant, without the secret itself.
///
/// @param keyId 12 letters and digits, of which no two keys of any tenants have the same: it is
///   part of the key, so that the key is found by it
/// @param name for people, at most 256 bytes
/// @param secretHmac of the secret under a pepper: 1 to 64 of `a-z A-Z 0-9 _ -`, as HMAC-SHA-256 in
///   hex is
/// @param pepperId which pepper
/// @param last4 the secret's last four letters and digits, for people to tell keys apart
/// @param scopes for example `calls:write`, in order, at most 32
/// @param agentIds the only agents it is good for, at most 100; empty means all
/// @param origins from which pages a widget's key is good, for example `https://example.com`, at
///   most 50; empty for a secret key
/// @param createdBy a user's id
/// @param revokedAt from when on it is not good any more: also a moment to come, where another
///   takes its place
/// @param useCount how often it was used, as far as counted
/// @param replaces the key that this one takes the place of
public record ApiKey(
    TenantId tenantId,
    String keyId,
    Kind kind,
    String name,
    Secret secretHmac,
    String pepperId,
    String last4,
    List<String> scopes,
    List<String> agentIds,
    List<String> origins,
    String createdBy,
    Instant createdAt,
    Instant expiresAt,
    Optional<Instant> lastUsedAt,
    long useCount,
    Optional<Instant> revokedAt,
    Optional<String> replaces) {
  private static final Pattern KEY_ID = Pattern.compile("[a-zA-Z0-9]{12}");
  private static final Pattern LAST_4 = Pattern.compile("[a-zA-Z0-9]{4}");
  private static final Pattern SCOPE = Pattern.compile("[a-z_]{1,32}:[a-z_]{1,31}");
  private static final Pattern ORIGIN = Pattern.compile("https?://[a-zA-Z0-9.:\\[\\]-]{1,240}");

  public ApiKey {
    check("keyId", KEY_ID, keyId);
    if (Shape.text("name", name, 256).isBlank()) {
      throw new IllegalArgumentException("name of a key is not blank");
    }
    Shape.id("secretHmac", secretHmac.reveal());
    Shape.id("pepperId", pepperId);
    check("last4", LAST_4, last4);
    scopes = atMost("scopes", 32, scopes);
    scopes.forEach(it -> check("scopes", SCOPE, it));
    agentIds = atMost("agentIds", 100, agentIds);
    agentIds.forEach(it -> Shape.id("agentIds", it));
    origins = atMost("origins", 50, origins);
    origins.forEach(it -> check("origins", ORIGIN, it));
    Shape.id("createdBy", createdBy);
    replaces.ifPresent(it -> check("replaces", KEY_ID, it));
    if (useCount < 0) {
      throw new IllegalArgumentException("useCount counts from 0");
    }
    createdAt = createdAt.truncatedTo(ChronoUnit.MICROS);
    expiresAt = expiresAt.truncatedTo(ChronoUnit.MICROS);
    lastUsedAt = lastUsedAt.map(it -> it.truncatedTo(ChronoUnit.MICROS));
    revokedAt = revokedAt.map(it -> it.truncatedTo(ChronoUnit.MICROS));
  }

  /// Whether it is good now.
  public boolean isLive(Instant now) {
    return revokedAt.filter(it -> !now.isBefore(it)).isEmpty() && now.isBefore(expiresAt);
  }

  /// Whether it is good for this agent.
  public boolean reaches(String agentId) {
    return agentIds.isEmpty() || agentIds.contains(agentId);
  }

  /// The same key, good until `from` at the latest.
  public ApiKey revoked(Instant from) {
    return revokedAt.filter(it -> !from.isBefore(it)).isPresent()
        ? this
        : with(lastUsedAt, useCount, Optional.of(from));
  }

  /// The same key, used so many times more, last at `at` or later.
  public ApiKey used(long times, Instant at) {
    Instant last = lastUsedAt.filter(it -> it.isAfter(at)).orElse(at);
    return with(Optional.of(last), useCount + times, revokedAt);
  }

  private ApiKey with(Optional<Instant> lastUsedAt, long useCount, Optional<Instant> revokedAt) {
    return new ApiKey(
        tenantId,
        keyId,
        kind,
        name,
        secretHmac,
        pepperId,
        last4,
        scopes,
        agentIds,
        origins,
        createdBy,
        createdAt,
        expiresAt,
        lastUsedAt,
        useCount,
        revokedAt,
        replaces);
  }

  private static void check(String field, Pattern shape, String value) {
    if (!shape.matcher(value).matches()) {
      throw new IllegalArgumentException(field + " of a key is out of shape");
    }
  }

  private static List<String> atMost(String field, int most, List<String> values) {
    if (values.size() > most) {
      throw new IllegalArgumentException(field + " of a key are at most " + most);
    }
    return List.copyOf(values);
  }

  /// Who holds it.
  public enum Kind {
    /// A program, which keeps it secret.
    SECRET,
    /// A page that anybody reads: it only mints short tokens.
    WIDGET;

    /// As it stands in JSON and in the tables.
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }

    /// @throws IllegalArgumentException for another word
    public static Kind fromWire(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }
}
