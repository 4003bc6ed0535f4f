package io.oratio.control.account.oidc;

import io.oratio.control.account.OidcFailure;
import io.oratio.domain.tenant.TenantId;
import io.oratio.runtime.outbound.OutboundHttp;
import io.oratio.runtime.outbound.OutboundRefused;
import io.oratio.runtime.outbound.OutboundRequest;
import io.oratio.runtime.outbound.OutboundResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Asks the provider, and reads its JSON within limits.
final class ProviderHttp {
  private static final TenantId PLATFORM = new TenantId("platform");
  private static final long MOST_BYTES = 262_144;

  private final OutboundHttp http;
  private final Duration within;

  ProviderHttp(OutboundHttp http, Duration within) {
    this.http = http;
    this.within = within;
  }

  /// A document.
  ///
  /// @param headers besides `Accept`
  JsonNode get(String url, Map<String, String> headers) throws OidcFailure {
    OutboundRequest request = OutboundRequest.get(PLATFORM, url, within);
    OutboundResponse response = send(request, headers);
    if (!response.isSuccess()) {
      throw OidcFailure.upstream(request + " was answered " + response.status());
    }
    return json(request, response);
  }

  /// The answer to a form. One of status 4xx is a refusal: the code was not good.
  JsonNode post(String url, Map<String, String> form, Map<String, String> headers)
      throws OidcFailure {
    String text =
        form.entrySet().stream()
            .map(it -> encoded(it.getKey()) + "=" + encoded(it.getValue()))
            .collect(Collectors.joining("&"));
    OutboundRequest request =
        OutboundRequest.post(
            PLATFORM,
            url,
            "application/x-www-form-urlencoded",
            text.getBytes(StandardCharsets.US_ASCII),
            within);
    OutboundResponse response = send(request, headers);
    if (response.status() == 400) {
      throw OidcFailure.refused("the code was refused");
    }
    if (!response.isSuccess()) {
      throw OidcFailure.upstream(request + " was answered " + response.status());
    }
    return json(request, response);
  }

  /// Percent-encoded, a space too: some read `+` as itself.
  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private OutboundResponse send(OutboundRequest request, Map<String, String> headers)
      throws OidcFailure {
    OutboundRequest whole =
        request
            .withHeader("Accept", "application/json")
            .withBytesAtMost(MOST_BYTES)
            .withoutRedirects();
    for (Map.Entry<String, String> header : headers.entrySet()) {
      whole = whole.withHeader(header.getKey(), header.getValue());
    }
    try {
      return http.send(whole);
    } catch (OutboundRefused refused) {
      throw OidcFailure.upstream(request + ": " + refused.getMessage());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw OidcFailure.upstream(request + " was interrupted");
    }
  }

  private static JsonNode json(OutboundRequest request, OutboundResponse response)
      throws OidcFailure {
    try {
      return JsonMapper.shared().readTree(response.body());
    } catch (JacksonException _) {
      throw OidcFailure.upstream(request + " was not answered in JSON");
    }
  }
}
