package io.oratio.control.web.door;

import io.oratio.control.web.ErrorCode;
import io.oratio.control.web.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;

/// What a status that the server chose comes to in the words of the contract.
final class ServerRefusals {
  private static final Duration WORTH_ANOTHER_TRY = Duration.ofSeconds(5);

  /// The request's attribute for what the door has found already.
  static final String FOUND = ServerRefusals.class.getName();

  private ServerRefusals() {}

  /// What the door has found, else what the status comes to.
  static Refusal of(HttpServletRequest request, int status) {
    return request.getAttribute(FOUND) instanceof Refusal found ? found : of(status);
  }

  private static Refusal of(int status) {
    return switch (status) {
      case 401 -> Refusal.of(ErrorCode.UNAUTHENTICATED, "Sign in first.");
      case 403 -> Refusal.of(ErrorCode.FORBIDDEN, "This may not be done.");
      case 404 -> Refusal.of(ErrorCode.NOT_FOUND, "There is nothing at this path.");
      case 405 -> Refusal.of(ErrorCode.METHOD_NOT_ALLOWED, "This path does not know this method.");
      case 406 -> Refusal.of(ErrorCode.NOT_ACCEPTABLE, "It is not offered in that form.");
      case 408 -> Refusal.of(ErrorCode.REQUEST_TIMEOUT, "The request came too slowly.");
      case 413 -> Refusal.of(ErrorCode.BODY_TOO_LARGE, "The body is too large.");
      case 414 -> Refusal.of(ErrorCode.URI_TOO_LONG, "The address is too long.");
      case 415 -> Refusal.of(ErrorCode.MEDIA_TYPE_UNSUPPORTED, "Not this media type.");
      case 431 -> Refusal.of(ErrorCode.HEADERS_TOO_LARGE, "The headers are too large.");
      case 503 ->
          Refusal.of(ErrorCode.UNAVAILABLE, "Not now; try again later.")
              .retryAfter(WORTH_ANOTHER_TRY);
      default ->
          status < 500
              ? Refusal.of(ErrorCode.REQUEST_INVALID, "This is not HTTP as it is wanted here.")
              : Refusal.of(ErrorCode.INTERNAL_ERROR, "Something failed on our side.");
    };
  }
}
