package io.oratio.runtime.outbound;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An answer, read to its end and decompressed.
///
/// @param headers names in lower case
/// @param address where it came from, after redirects
/// @param redirects how many were followed
public record OutboundResponse(
    int status, Map<String, List<String>> headers, byte[] body, URI address, int redirects) {
  /// The first value of a header.
  ///
  /// @param name in lower case
  public Optional<String> header(String name) {
    return headers.getOrDefault(name, List.of()).stream().findFirst();
  }

  public boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  @Override
  public String toString() {
    return status + " (" + body.length + " bytes)";
  }
}
