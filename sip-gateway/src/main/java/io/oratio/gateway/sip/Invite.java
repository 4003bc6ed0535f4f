package io.oratio.gateway.sip;

import io.oratio.domain.trunk.Trunk;
import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;

/// What a caller sent.
///
/// @param source where the packet or connection came from, whatever the headers say
/// @param dialledUser the user part of the request URI, percent-decoded, or the number of a `tel:`;
///   empty when there is none
/// @param callerUser the user part of `From`, likewise
/// @param callerName the display name of `From`
/// @param offer the session description, as it came
/// @param headers those that begin with `X-`, at most 32 of at most 512 characters, by their name
///   as first written
/// @param localAddress the literal address the caller reaches us at: it belongs into the session
///   description
public record Invite(
    String callId,
    Trunk trunk,
    InetAddress source,
    int sourcePort,
    String dialledUser,
    String requestUri,
    String callerUser,
    Optional<String> callerName,
    Optional<String> userAgent,
    Optional<String> offer,
    Map<String, String> headers,
    String localAddress) {
  public Invite {
    headers = Map.copyOf(headers);
  }
}
