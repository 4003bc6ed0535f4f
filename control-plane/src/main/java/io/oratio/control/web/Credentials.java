package io.oratio.control.web;

import java.util.Map;
import java.util.Optional;

/// What a request shows to prove who sends it, not yet looked at.
///
/// @param bearer after `Authorization: Bearer` (RFC 6750)
/// @param apiKey from `X-API-Key`, or from `?api_key=` where the contract has that parameter
/// @param cookies by name
/// @param origin the page that asks, as the browser tells it (RFC 6454)
/// @param address where the request came from
public record Credentials(
    Optional<String> bearer,
    Optional<String> apiKey,
    Map<String, String> cookies,
    Optional<String> origin,
    String address) {
  public Credentials {
    cookies = Map.copyOf(cookies);
  }

  /// Whether nothing at all was shown.
  public boolean areNone() {
    return bearer.isEmpty() && apiKey.isEmpty() && cookies.isEmpty();
  }

  /// Tells what sort was shown, never the thing itself.
  @Override
  public String toString() {
    return "Credentials[bearer=%s, apiKey=%s, cookies=%s]"
        .formatted(bearer.isPresent(), apiKey.isPresent(), cookies.keySet());
  }
}
