package io.oratio.phone.call;

/// What a phone does when it is asked to call someone else (RFC 3515).
public sealed interface Referrals {
  /// Takes the request, says 100 and then this status, and calls nobody.
  ///
  /// @param status 200 to 699
  record Pretend(int status) implements Referrals {}

  /// Takes the request, calls the target and reports what becomes of that call.
  record Follow() implements Referrals {}

  /// Refuses the request.
  ///
  /// @param status 400 to 699
  record Refuse(int status) implements Referrals {}
}
