package io.oratio.control.web;

import java.util.Map;

/// Every code that an error may have: the contract's closed list, in its order. A code belongs to
/// one status.
public enum ErrorCode {
  REQUEST_INVALID(400),
  CURSOR_INVALID(400),
  FIELD_UNSUPPORTED(400),
  UPGRADE_REQUIRED(400),
  OIDC_STATE_INVALID(400),
  UNAUTHENTICATED(401),
  CREDENTIALS_INVALID(401),
  TOKEN_EXPIRED(401),
  TOKEN_REUSED(401),
  OIDC_REFUSED(401),
  FORBIDDEN(403),
  SCOPE_MISSING(403),
  CSRF_TOKEN_INVALID(403),
  ORIGIN_NOT_ALLOWED(403),
  EMAIL_NOT_VERIFIED(403),
  NOT_FOUND(404),
  MEMBER_NOT_FOUND(404),
  INVITATION_NOT_FOUND(404),
  TENANT_NOT_FOUND(404),
  API_KEY_NOT_FOUND(404),
  AGENT_NOT_FOUND(404),
  VERSION_NOT_FOUND(404),
  DOCUMENT_NOT_FOUND(404),
  ADDRESS_NOT_FOUND(404),
  TRUNK_NOT_FOUND(404),
  NUMBER_NOT_FOUND(404),
  CALL_NOT_FOUND(404),
  SESSION_NOT_FOUND(404),
  RECORDING_NOT_FOUND(404),
  CONVERSATION_NOT_FOUND(404),
  RUN_NOT_FOUND(404),
  NOTIFICATION_NOT_FOUND(404),
  OIDC_NOT_CONFIGURED(404),
  METHOD_NOT_ALLOWED(405),
  NOT_ACCEPTABLE(406),
  REQUEST_TIMEOUT(408),
  ALREADY_CLAIMED(409),
  MEMBER_EXISTS(409),
  LAST_OWNER(409),
  KEY_NOT_ROTATABLE(409),
  AGENT_EXISTS(409),
  AGENT_NOT_READY(409),
  AGENT_STATE_CONFLICT(409),
  VERSION_STATE_CONFLICT(409),
  DOCUMENT_EXISTS(409),
  KNOWLEDGE_NOT_READY(409),
  TRUNK_IN_USE(409),
  ADDRESSES_TAKEN(409),
  NUMBER_TAKEN(409),
  CALL_STATE_CONFLICT(409),
  SESSION_ACTIVE(409),
  CONVERSATION_CLOSED(409),
  RUN_ENDED(409),
  RUN_QUEUE_FULL(409),
  NOTIFICATION_CLAIMED(409),
  IDEMPOTENCY_CONFLICT(409),
  IDEMPOTENCY_IN_PROGRESS(409),
  IDEMPOTENCY_STATE_UNKNOWN(409),
  PRECONDITION_FAILED(412),
  BODY_TOO_LARGE(413),
  URI_TOO_LONG(414),
  MEDIA_TYPE_UNSUPPORTED(415),
  RANGE_NOT_SATISFIABLE(416),
  VALIDATION_FAILED(422),
  TOKEN_INVALID(422),
  PASSWORD_TOO_WEAK(422),
  DEFINITION_INVALID(422),
  ARCHIVE_INVALID(422),
  PATH_INVALID(422),
  ADDRESS_REFUSED(422),
  DESTINATION_NOT_ALLOWED(422),
  NO_TRUNK(422),
  TRANSFER_TARGET_UNKNOWN(422),
  SEARCH_NOT_OFFERED(422),
  RATE_LIMITED(429),
  QUOTA_EXCEEDED(429),
  LOCKED_OUT(429),
  HEADERS_TOO_LARGE(431),
  INTERNAL_ERROR(500),
  UPSTREAM_FAILED(502),
  UNAVAILABLE(503),
  DRAINING(503),
  GATEWAY_UNAVAILABLE(503);

  private static final Map<Integer, String> TITLES =
      Map.ofEntries(
          Map.entry(400, "The request does not fit the contract"),
          Map.entry(401, "It is not known who asks"),
          Map.entry(403, "Not allowed"),
          Map.entry(404, "Not there"),
          Map.entry(405, "Not this method"),
          Map.entry(406, "Not in a form that is accepted"),
          Map.entry(408, "The request came too slowly"),
          Map.entry(409, "Not as things stand"),
          Map.entry(412, "It was changed since"),
          Map.entry(413, "The body is too large"),
          Map.entry(414, "The address is too long"),
          Map.entry(415, "Not this media type"),
          Map.entry(416, "No such part"),
          Map.entry(422, "It cannot be done"),
          Map.entry(429, "Too many"),
          Map.entry(431, "The headers are too large"),
          Map.entry(500, "A fault of ours"),
          Map.entry(502, "Something outside failed"),
          Map.entry(503, "Not now"));

  private final int status;

  ErrorCode(int status) {
    this.status = status;
  }

  /// The HTTP status that goes with it.
  public int status() {
    return status;
  }

  /// The status in words, the same for all codes of it.
  public String title() {
    return TITLES.getOrDefault(status, "Not done");
  }
}
