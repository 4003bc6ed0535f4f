package io.oratio.control.tenant;

/// The quotas that are counted here. What refuses beyond them is where the thing is made; these are
/// the same numbers, for people to see.
public record TenantSettings(long agents, long trunks, long numbers, long apiKeys, long members) {
  public static TenantSettings usual() {
    return new TenantSettings(1000, 100, 1000, 100, 500);
  }
}
