package io.oratio.control.web;

import io.oratio.control.web.contract.Fault;
import java.time.Instant;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/// Writes a refusal as `application/problem+json` (RFC 9457) with the member `error`.
public final class Problem {
  /// The media type of every error.
  public static final String MEDIA_TYPE = "application/problem+json";

  private static final int LONGEST_MESSAGE = 1024;

  private Problem() {}

  /// The body of the answer.
  ///
  /// @param instance the path that was asked for; may be cut
  public static ObjectNode of(Refusal refusal, String instance, String requestId, Instant now) {
    ErrorCode code = refusal.code();
    String message = cut(String.valueOf(refusal.getMessage()), 2048);
    Json error =
        Json.object()
            .with("code", code.name())
            .with("message", message)
            .with("details", Json.list(refusal.details(), Problem::detail))
            .with("timestamp", now)
            .with("request_id", requestId)
            .with("service", refusal.service())
            .with("retry_after", refusal.retryAfter().map(RetryAfter::seconds));
    return Json.object()
        .with(
            "type", "urn:oratio:problem:" + code.name().toLowerCase(Locale.ROOT).replace('_', '-'))
        .with("title", code.title())
        .with("status", code.status())
        .with("detail", message)
        .with("instance", cut(instance, 2048))
        .with("error", error)
        .node();
  }

  private static ObjectNode detail(Fault fault) {
    return Json.object()
        .with("pointer", cut(fault.pointer(), 512))
        .with("message", cut(fault.sentence(), LONGEST_MESSAGE))
        .node();
  }

  private static String cut(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
  }
}
