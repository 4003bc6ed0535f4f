package io.oratio.control.call;

import io.oratio.control.web.ErrorCode;
import io.oratio.control.web.Refusal;
import io.oratio.domain.call.CallStatus;
import io.oratio.domain.call.OutboundCall;
import io.oratio.domain.call.OutboundCalls;
import io.oratio.domain.call.Reservation;
import io.oratio.domain.tenant.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;

/// Makes a wish for a call into one call, however often the wish is sent. The call and its key are
/// written together in one conditional write, so there is no moment in which one is there without
/// the other: a repeat is never told to wait, it is answered.
final class Reserving {
  private static final int STRIPES = 64;

  private final OutboundCalls calls;
  private final WayOut ways;
  private final CallLimits limits;
  private final CallNews news;
  private final CallSettings settings;
  private final CallIds ids;
  private final Clock clock;
  private final ReentrantLock[] locks =
      IntStream.range(0, STRIPES).mapToObj(_ -> new ReentrantLock()).toArray(ReentrantLock[]::new);

  /// Who asks, and by which key.
  record Asker(TenantId tenantId, String actor, String idempotencyKey) {}

  /// @param isReplay whether an earlier request made the call
  record Reserved(String callId, boolean isReplay) {}

  Reserving(
      OutboundCalls calls,
      WayOut ways,
      CallLimits limits,
      CallNews news,
      CallSettings settings,
      Clock clock) {
    this.calls = calls;
    this.ways = ways;
    this.limits = limits;
    this.news = news;
    this.settings = settings;
    this.ids = new CallIds(settings.keptFor());
    this.clock = clock;
  }

  /// @throws Refusal if the call may not be made, or the key was used for another wish
  Reserved reserve(Asker asker, CallWish wish) {
    Instant now = clock.instant();
    if (isRepeat(asker, now)) {
      return write(asker, wish, new WayOut.Way("", ""), Reservation.Allowance.ENDLESS, now);
    }
    WayOut.Way way = ways.find(asker.tenantId(), wish);
    // The store lets no more through than there is room for; those of one process take turns here,
    // or they would run into each other there.
    ReentrantLock lock = locks[Math.floorMod(asker.tenantId().hashCode(), STRIPES)];
    lock.lock();
    try {
      now = clock.instant();
      return write(asker, wish, way, limits.allowance(asker.tenantId(), now), now);
    } finally {
      lock.unlock();
    }
  }

  /// What is asked for again needs no room and is checked against nothing: it is there already.
  private boolean isRepeat(Asker asker, Instant now) {
    return ids.before(asker.tenantId(), asker.idempotencyKey(), now).stream()
        .map(it -> calls.find(asker.tenantId(), it))
        .flatMap(Optional::stream)
        .anyMatch(it -> it.createdAt().plus(settings.keptFor()).isAfter(now));
  }

  private Reserved write(
      Asker asker, CallWish wish, WayOut.Way way, Reservation.Allowance allowance, Instant now) {
    OutboundCall call =
        wish.reserved(
            asker.tenantId(),
            ids.now(asker.tenantId(), asker.idempotencyKey(), now),
            way.from(),
            Optional.of(way.trunkId()).filter(it -> !it.isEmpty()),
            asker.actor(),
            now);
    Reservation reservation =
        new Reservation(
            asker.idempotencyKey(), wish.hash(), call.createdAt().plus(settings.keptFor()));
    return switch (calls.reserve(call, reservation, allowance)) {
      case Reservation.Reserved(OutboundCall reserved) -> {
        news.changed(reserved, now);
        news.note(asker.tenantId(), asker.actor(), "call.requested", reserved.callId(), now);
        yield new Reserved(reserved.callId(), false);
      }
      case Reservation.Full(Reservation.Limit limit) -> throw CallLimits.refusal(limit, allowance);
      case Reservation.Replayed(OutboundCall earlier) -> replayed(earlier, now);
      case Reservation.Conflicting _ ->
          throw Refusal.of(
              ErrorCode.IDEMPOTENCY_CONFLICT,
              "This Idempotency-Key was used for another call; choose a new one for this call.");
    };
  }

  private Reserved replayed(OutboundCall earlier, Instant now) {
    Duration longest = Duration.ofSeconds(earlier.ringSeconds()).plus(settings.unknownAfter());
    if (earlier.status() == CallStatus.DIALLING
        && earlier.updatedAt().plus(longest).isBefore(now)) {
      throw Refusal.of(
          ErrorCode.IDEMPOTENCY_STATE_UNKNOWN,
          "A gateway took call "
              + earlier.callId()
              + " and was not heard of again: nobody knows whether it rang. It is not dialled"
              + " again; use a new key if it should be.");
    }
    return new Reserved(earlier.callId(), true);
  }
}
