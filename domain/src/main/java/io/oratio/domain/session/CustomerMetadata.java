package io.oratio.domain.session;

import java.util.Optional;

/// What is known of the other side. All of it is the other side's claim.
///
/// @param userAgent the SIP or HTTP User-Agent
/// @param ipAddress where the signalling came from
/// @param callId the SIP Call-ID
/// @param phoneNumber the caller's number as signalled
public record CustomerMetadata(
    Optional<String> userAgent,
    Optional<String> ipAddress,
    Optional<String> callId,
    Optional<String> phoneNumber) {
  /// Nothing known.
  public static CustomerMetadata none() {
    return new CustomerMetadata(
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }
}
