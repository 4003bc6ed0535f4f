package io.oratio.domain.session;

import io.oratio.domain.text.Shape;
import java.util.Optional;

/// What is known of the other side. All of it is the other side's claim, so each is made storable
/// and cut after 1,024 characters ([Shape#repaired]).
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
  private static final int LONGEST = 1024;

  public CustomerMetadata {
    userAgent = userAgent.map(it -> Shape.repaired(it, LONGEST));
    ipAddress = ipAddress.map(it -> Shape.repaired(it, LONGEST));
    callId = callId.map(it -> Shape.repaired(it, LONGEST));
    phoneNumber = phoneNumber.map(it -> Shape.repaired(it, LONGEST));
  }

  /// Nothing known.
  public static CustomerMetadata none() {
    return new CustomerMetadata(
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }
}
