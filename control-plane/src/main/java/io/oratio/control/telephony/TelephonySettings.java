package io.oratio.control.telephony;

/// How much of it a tenant may have.
///
/// @param trunksMax trunks of one tenant
/// @param numbersMax number rules of one tenant
public record TelephonySettings(int trunksMax, int numbersMax) {
  public TelephonySettings {
    if (trunksMax < 1 || numbersMax < 1) {
      throw new IllegalArgumentException("a tenant may have at least one trunk and one number");
    }
  }

  /// A hundred trunks, a thousand rules.
  public static TelephonySettings usual() {
    return new TelephonySettings(100, 1000);
  }
}
