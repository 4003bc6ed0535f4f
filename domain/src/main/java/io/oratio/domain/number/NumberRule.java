package io.oratio.domain.number;

import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.text.Shape;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/// What is dialled → who answers.
///
/// @param pattern an E.164 number (`+15550100`), a SIP user (`reception`), or either with one
///   trailing `*`
/// @param trunkId only calls of this trunk; empty means any trunk of the tenant
/// @param version only this version; empty means the published one
public record NumberRule(
    TenantId tenantId,
    String numberId,
    String pattern,
    Optional<String> trunkId,
    String agentId,
    OptionalInt version) {
  private static final Pattern SHAPE = Pattern.compile("\\+?[A-Za-z0-9._~-]{0,63}\\*?");

  public NumberRule {
    Shape.id("numberId", numberId);
    trunkId.ifPresent(id -> Shape.id("trunkId", id));
    Shape.id("agentId", agentId);
    if (pattern.isEmpty() || !SHAPE.matcher(pattern).matches()) {
      throw new IllegalArgumentException(
          "a pattern is a number or a SIP user, with at most one '*', at its end");
    }
  }

  /// Whether the dialled user part is meant, compared without case.
  public boolean matches(String dialled) {
    return pattern.endsWith("*")
        ? dialled.regionMatches(true, 0, pattern, 0, pattern.length() - 1)
        : dialled.equalsIgnoreCase(pattern);
  }

  /// How exact the rule is: the longest pattern wins, an exact one before any wildcard, a trunk's
  /// own before a general.
  public int weight() {
    return pattern.length() * 4 + (pattern.endsWith("*") ? 0 : 2) + (trunkId.isPresent() ? 1 : 0);
  }

  /// Whether both are for the same calls.
  public boolean isForTheCallsOf(NumberRule other) {
    return tenantId.equals(other.tenantId)
        && pattern.equalsIgnoreCase(other.pattern)
        && trunkId.equals(other.trunkId);
  }
}
