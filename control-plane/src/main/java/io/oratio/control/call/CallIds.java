package io.oratio.control.call;

import io.oratio.control.web.Digest;
import io.oratio.domain.tenant.TenantId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Ids of calls, made from the key that asked for them. So a repeat finds its call by its id,
/// without a write and before anything is checked that may have changed since: a tenant whose one
/// line is taken by the call still gets the same answer for it.
///
/// Time is cut in pieces as long as a key counts, and the piece goes into the id. A key makes at
/// most one call in a piece, and a call whose key still counts is of this piece or the last.
final class CallIds {
  private static final int DIGEST_CHARACTERS = 32;

  private final Duration keptFor;

  CallIds(Duration keptFor) {
    this.keptFor = keptFor;
  }

  /// The id of a call that is asked for now.
  String now(TenantId tenantId, String idempotencyKey, Instant now) {
    return id(tenantId, idempotencyKey, piece(now));
  }

  /// The ids that a call has whose key still counts.
  List<String> before(TenantId tenantId, String idempotencyKey, Instant now) {
    return List.of(
        id(tenantId, idempotencyKey, piece(now)), id(tenantId, idempotencyKey, piece(now) - 1));
  }

  private long piece(Instant now) {
    return Math.floorDiv(now.toEpochMilli(), keptFor.toMillis());
  }

  private static String id(TenantId tenantId, String idempotencyKey, long piece) {
    String words = Words.joined(List.of(tenantId.value(), idempotencyKey, Long.toString(piece)));
    return "call_"
        + Digest.of(words.getBytes(StandardCharsets.UTF_8)).substring(0, DIGEST_CHARACTERS);
  }
}
