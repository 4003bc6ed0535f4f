package io.oratio.control.call;

import io.oratio.control.web.Digest;
import io.oratio.domain.call.CallStatus;
import io.oratio.domain.call.OutboundCall;
import io.oratio.domain.tenant.TenantId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A call that somebody asks for, as they put it.
///
/// @param from the number to be shown, if they chose one
/// @param trunkId the way out, if they chose one
record CallWish(
    String agentId,
    String to,
    Optional<String> from,
    Optional<String> trunkId,
    int ringSeconds,
    Map<String, String> metadata) {
  CallWish {
    metadata = Map.copyOf(metadata);
  }

  /// Tells one wish from another, in whatever order and with whatever spaces it was written.
  String hash() {
    List<String> words =
        new ArrayList<>(
            List.of(
                agentId, to, from.orElse(""), trunkId.orElse(""), Integer.toString(ringSeconds)));
    new TreeMap<>(metadata)
        .forEach(
            (name, value) -> {
              words.add(name);
              words.add(value);
            });
    return Digest.of(Words.joined(words).getBytes(StandardCharsets.UTF_8));
  }

  /// The call as it begins.
  ///
  /// @param shown the number that is shown; blank for the trunk's usual one
  OutboundCall reserved(
      TenantId tenantId,
      String callId,
      String shown,
      Optional<String> through,
      String requestedBy,
      Instant now) {
    return new OutboundCall(
        tenantId,
        callId,
        agentId,
        to,
        shown,
        through,
        ringSeconds,
        CallStatus.RESERVED,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        metadata,
        requestedBy,
        now,
        now,
        Optional.empty(),
        Optional.empty());
  }
}
