package io.oratio.phone.call;

/// What became of an attempt to call.
public enum CallOutcome {
  /// A 200 came and was usable.
  ANSWERED,
  /// A final status of 300 or more came, or an answer we cannot use.
  REFUSED,
  /// Nothing final came in time.
  NO_ANSWER,
  /// We took it back before it was answered, or the caller did.
  CANCELLED,
  /// The other side cannot be reached at all.
  UNREACHABLE
}
