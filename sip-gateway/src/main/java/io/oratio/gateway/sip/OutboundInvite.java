package io.oratio.gateway.sip;

import io.oratio.domain.trunk.Trunk;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// A call to be made through a trunk.
///
/// @param trunk with a host, over UDP or TCP
/// @param at where its host is now
/// @param callId the `Call-ID`; never used before
/// @param to the number or SIP user called
/// @param from the number or SIP user the callee sees
/// @param offer our session description
/// @param ringFor how long an answer is waited for
/// @param sessionExpires the session timer we ask for (RFC 4028)
/// @param headers further ones, names that begin with `X-`
public record OutboundInvite(
    Trunk trunk,
    TrunkAddress at,
    String callId,
    String to,
    String from,
    String offer,
    Duration ringFor,
    Duration sessionExpires,
    Map<String, String> headers) {
  /// What RFC 4028 §4 advises.
  public static final Duration USUAL_SESSION_EXPIRES = Duration.ofMinutes(30);

  private static final int HEADERS_MAX = 32;
  private static final Pattern USER = Pattern.compile("[A-Za-z0-9+._~*-]{1,64}");
  private static final Pattern CALL_ID = Pattern.compile("[A-Za-z0-9._-]{1,160}");
  private static final Pattern HEADER_NAME = Pattern.compile("[Xx]-[A-Za-z0-9-]{1,60}");
  private static final Pattern HEADER_VALUE = Pattern.compile("[\\x20-\\x7e]{0,512}");

  public OutboundInvite {
    headers = Map.copyOf(headers);
    demand(canDial(trunk), "a trunk is called at its host, over UDP or TCP");
    demand(
        isUser(to) && isUser(from), "a number or SIP user is 1 to 64 of A-Z a-z 0-9 + . _ ~ * -");
    demand(CALL_ID.matcher(callId).matches(), "a Call-ID is 1 to 160 plain characters");
    demand(ringFor.isPositive() && sessionExpires.isPositive(), "durations are positive");
    demandHeaders(headers);
  }

  /// Whether this can be called, or shown as a caller.
  public static boolean isUser(String user) {
    return USER.matcher(user).matches();
  }

  /// Refuses headers that no INVITE takes along.
  ///
  /// @throws IllegalArgumentException when there are too many, or one is not well formed
  public static void demandHeaders(Map<String, String> headers) {
    demand(headers.size() <= HEADERS_MAX, "a call takes at most 32 headers along");
    headers.forEach(
        (name, value) ->
            demand(
                HEADER_NAME.matcher(name).matches() && HEADER_VALUE.matcher(value).matches(),
                "a header is X- and letters, its value at most 512 plain characters"));
  }

  /// Whether a trunk can be called at all.
  public static boolean canDial(Trunk trunk) {
    return trunk.host().isPresent() && trunk.transport() != Trunk.Transport.TLS;
  }

  /// The trunk's host as it stands in a URI.
  String host() {
    Optional<String> host = trunk.host();
    String name = host.orElseThrow();
    return name.contains(":") && !name.startsWith("[") ? "[" + name + "]" : name;
  }

  private static void demand(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
