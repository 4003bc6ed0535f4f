package io.oratio.runtime.outbound;

import io.oratio.domain.tenant.TenantId;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// One request to an address that a tenant chose.
///
/// @param method `GET`, `HEAD`, `POST`, `PUT`, `PATCH`, `DELETE` or `OPTIONS`
/// @param url as written; read strictly
/// @param headers names to values; those that belong to the connection are ours to set
/// @param body what is sent, its type in the header `Content-Type`
/// @param within the time for all of it, redirects and body included; at most
///   [OutboundSettings#totalTime]
/// @param bytesAtMost of the decompressed answer, below what the settings allow; 0 for just that
/// @param redirectsFollowed whether a redirect is followed or returned as it is
public record OutboundRequest(
    TenantId tenantId,
    String method,
    String url,
    Map<String, String> headers,
    Optional<byte[]> body,
    Duration within,
    long bytesAtMost,
    boolean redirectsFollowed) {
  public OutboundRequest {
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    if (!within.isPositive()) {
      throw new IllegalArgumentException("within has to be longer than nothing");
    }
    if (bytesAtMost < 0) {
      throw new IllegalArgumentException("bytesAtMost is not below 0");
    }
  }

  public static OutboundRequest get(TenantId tenantId, String url, Duration within) {
    return new OutboundRequest(tenantId, "GET", url, Map.of(), Optional.empty(), within, 0, true);
  }

  public static OutboundRequest post(
      TenantId tenantId, String url, String contentType, byte[] body, Duration within) {
    return new OutboundRequest(
        tenantId,
        "POST",
        url,
        Map.of("Content-Type", contentType),
        Optional.of(body),
        within,
        0,
        true);
  }

  public OutboundRequest withHeader(String name, String value) {
    var more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new OutboundRequest(
        tenantId, method, url, more, body, within, bytesAtMost, redirectsFollowed);
  }

  public OutboundRequest withoutRedirects() {
    return new OutboundRequest(tenantId, method, url, headers, body, within, bytesAtMost, false);
  }

  public OutboundRequest withBytesAtMost(long bytes) {
    return new OutboundRequest(
        tenantId, method, url, headers, body, within, bytes, redirectsFollowed);
  }

  /// Without its headers, body and query, which may hold secrets.
  @Override
  public String toString() {
    int query = url.indexOf('?');
    return method + " " + (query < 0 ? url : url.substring(0, query) + "?…");
  }
}
