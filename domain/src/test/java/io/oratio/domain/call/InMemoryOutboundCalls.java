package io.oratio.domain.call;

import io.oratio.domain.page.Cursor;
import io.oratio.domain.page.Page;
import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.text.Shape;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Outbound calls kept in memory, for tests.
public final class InMemoryOutboundCalls implements OutboundCalls {
  private final Map<Key, OutboundCall> calls = new HashMap<>();
  private final Map<Key, Held> keys = new HashMap<>();

  @Override
  public synchronized Reservation.Outcome reserve(
      OutboundCall call, Reservation reservation, Reservation.Allowance allowance) {
    OutboundCalls.checkReserved(call);
    Key key = new Key(call.tenantId(), reservation.idempotencyKey());
    Held held = keys.get(key);
    if (held != null && held.reservation().expiresAt().isAfter(call.createdAt())) {
      return held.reservation().requestHash().equals(reservation.requestHash())
          ? new Reservation.Replayed(calls.get(new Key(call.tenantId(), held.callId())))
          : new Reservation.Conflicting();
    }
    List<OutboundCall> counted =
        calls.values().stream()
            .filter(it -> it.tenantId().equals(call.tenantId()))
            .filter(it -> !it.createdAt().isBefore(allowance.since()))
            .toList();
    Optional<Reservation.Full> full =
        allowance.full(
            counted.stream().filter(it -> !it.status().isFinal()).count(), counted.size());
    if (full.isPresent()) {
      return full.get();
    }
    if (calls.putIfAbsent(new Key(call.tenantId(), call.callId()), call) != null) {
      throw new IllegalStateException("call " + call.callId() + " is there already");
    }
    keys.put(key, new Held(reservation, call.callId()));
    return new Reservation.Reserved(call);
  }

  @Override
  public synchronized Optional<OutboundCall> claim(
      TenantId tenantId, String callId, String node, Instant now) {
    return find(tenantId, callId)
        .filter(it -> it.status() == CallStatus.RESERVED)
        .map(it -> write(it.claimedBy(node, now)));
  }

  @Override
  public synchronized Optional<OutboundCall> move(
      TenantId tenantId, String callId, CallStatus status, OutboundCall.Change change) {
    OutboundCalls.checkMove(status);
    return find(tenantId, callId)
        .filter(it -> it.status().mayBecome(status))
        .map(it -> write(it.moved(status, change)));
  }

  @Override
  public synchronized Optional<OutboundCall> find(TenantId tenantId, String callId) {
    return Optional.ofNullable(calls.get(new Key(tenantId, callId)));
  }

  @Override
  public synchronized Page<OutboundCall> list(
      TenantId tenantId, CallFilter filter, Optional<Cursor> after, int limit) {
    return Page.of(
        calls.values().stream(),
        it -> it.tenantId().equals(tenantId) && filter.matches(it),
        OutboundCall::place,
        after,
        limit);
  }

  @Override
  public synchronized List<OutboundCall> waiting(int limit) {
    return calls.values().stream()
        .filter(it -> it.status() == CallStatus.RESERVED)
        .sorted(Comparator.comparing(OutboundCall::createdAt))
        .limit(Shape.limit(limit))
        .toList();
  }

  @Override
  public synchronized List<OutboundCall> unfinishedOn(String node) {
    return calls.values().stream()
        .filter(it -> it.status().isHeld() && it.node().filter(node::equals).isPresent())
        .toList();
  }

  @Override
  public synchronized int forgetExpired(Instant now, int limit) {
    List<Key> expired =
        keys.entrySet().stream()
            .filter(it -> !it.getValue().reservation().expiresAt().isAfter(now))
            .map(Map.Entry::getKey)
            .limit(Shape.limit(limit))
            .toList();
    expired.forEach(keys::remove);
    return expired.size();
  }

  private OutboundCall write(OutboundCall call) {
    calls.put(new Key(call.tenantId(), call.callId()), call);
    return call;
  }

  private record Key(TenantId tenantId, String id) {}

  private record Held(Reservation reservation, String callId) {}
}
