package io.oratio.storage.body;

import io.oratio.domain.session.CustomerMetadata;
import io.oratio.domain.session.LineQuality;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The nested parts of a session. Field names are the domain's.
public final class SessionBody {
  private SessionBody() {}

  /// What is known of the other side, as JSON.
  public static String write(CustomerMetadata metadata) {
    ObjectNode body = Json.object();
    metadata.userAgent().ifPresent(it -> body.put("userAgent", it));
    metadata.ipAddress().ifPresent(it -> body.put("ipAddress", it));
    metadata.callId().ifPresent(it -> body.put("callId", it));
    metadata.phoneNumber().ifPresent(it -> body.put("phoneNumber", it));
    return body.toString();
  }

  /// @throws IllegalStateException if it is no JSON
  public static CustomerMetadata readMetadata(String json) {
    JsonNode body = Json.read(json);
    return new CustomerMetadata(
        Json.optionalText(body, "userAgent"),
        Json.optionalText(body, "ipAddress"),
        Json.optionalText(body, "callId"),
        Json.optionalText(body, "phoneNumber"));
  }

  /// What the line was like, as JSON.
  public static String write(LineQuality quality) {
    return Json.object()
        .put("packetsReceived", quality.packetsReceived())
        .put("packetsLost", quality.packetsLost())
        .put("packetsLate", quality.packetsLate())
        .put("jitterMs", quality.jitterMs())
        .put("roundTripMs", quality.roundTripMs())
        .put("meanOpinionScore", quality.meanOpinionScore())
        .toString();
  }

  /// @throws IllegalStateException if it is no JSON
  public static LineQuality readQuality(String json) {
    JsonNode body = Json.read(json);
    return new LineQuality(
        body.path("packetsReceived").asLong(0),
        body.path("packetsLost").asLong(0),
        body.path("packetsLate").asLong(0),
        body.path("jitterMs").asDouble(0),
        body.path("roundTripMs").asDouble(0),
        body.path("meanOpinionScore").asDouble(1));
  }
}
