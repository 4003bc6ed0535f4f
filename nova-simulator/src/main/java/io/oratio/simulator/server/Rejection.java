package io.oratio.simulator.server;

/// An answer instead of a stream.
///
/// @param status the HTTP status
/// @param type the exception's name, as in `x-amzn-ErrorType`
/// @param message the service's wording
record Rejection(int status, String type, String message) {
  static Rejection throttled() {
    return new Rejection(
        429, "ThrottlingException", "Too many requests, please wait before trying again.");
  }

  static Rejection invalid(String message) {
    return new Rejection(400, "ValidationException", message);
  }
}
