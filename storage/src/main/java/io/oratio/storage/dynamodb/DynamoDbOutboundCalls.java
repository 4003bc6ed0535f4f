package io.oratio.storage.dynamodb;

import io.oratio.domain.call.CallFilter;
import io.oratio.domain.call.CallStatus;
import io.oratio.domain.call.OutboundCall;
import io.oratio.domain.call.OutboundCalls;
import io.oratio.domain.call.Reservation;
import io.oratio.domain.page.Cursor;
import io.oratio.domain.page.Page;
import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.text.Shape;
import io.oratio.storage.body.PairsBody;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/// Outbound calls in the table `outbound-calls`, their keys in `call-reservations`, written in one
/// transaction. A call has `waiting` while nobody has claimed it, and `heldNode` while a node has.
final class DynamoDbOutboundCalls implements OutboundCalls {
  /// The one partition of the index of calls that wait.
  private static final String EVERYBODYS = "all";

  /// The key of the item by which reservations of a tenant come one after the other; longer than
  /// any idempotency key, of which none is it.
  private static final String LOOK = "#look" + "#".repeat(300);

  /// How many of the newest calls are counted by their keys: more than are reserved while the index
  /// lags.
  private static final int INDEX_LAG = 30;

  private static final int COUNTED_AT_ONCE = 1000;
  private static final int RESERVING_TRIES = 100;
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(50);

  private final Table calls;
  private final Table reservations;

  DynamoDbOutboundCalls(Table calls, Table reservations) {
    this.calls = calls;
    this.reservations = reservations;
  }

  /// Transactions over the same key cancel each other, so whoever lost looks what the winner wrote
  /// and else tries again.
  @Override
  public Reservation.Outcome reserve(
      OutboundCall call, Reservation reservation, Reservation.Allowance allowance) {
    OutboundCalls.checkReserved(call);
    LookThenWrite order = new LookThenWrite(reservations, reservationKey(call.tenantId(), LOOK));
    for (int attempt = 0; attempt < RESERVING_TRIES; attempt++) {
      Optional<Reservation.Outcome> before = outcomeBefore(call, reservation);
      if (before.isPresent()) {
        return before.get();
      }
      List<TransactWriteItem> further = List.of();
      if (!allowance.equals(Reservation.Allowance.ENDLESS)) {
        LookThenWrite.Seen seen = order.look();
        Optional<Reservation.Full> full = full(call.tenantId(), allowance, seen);
        if (full.isPresent()) {
          return full.get();
        }
        further = List.of(order.next(seen, newest(seen.note(), call.callId())));
      }
      if (write(call, reservation, further)) {
        return new Reservation.Reserved(call);
      }
      LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(LONGEST_PAUSE.toNanos()));
    }
    throw new IllegalStateException("call " + call.callId() + " could not be reserved");
  }

  /// Counts by the index, which may lag, and those that were reserved last by their keys.
  private Optional<Reservation.Full> full(
      TenantId tenantId, Reservation.Allowance allowance, LookThenWrite.Seen seen) {
    Map<String, OutboundCall> counted = new HashMap<>();
    CallFilter since =
        new CallFilter(
            Optional.empty(), Optional.empty(), Optional.of(allowance.since()), Optional.empty());
    Optional<Cursor> after = Optional.empty();
    do {
      Page<OutboundCall> page = list(tenantId, since, after, COUNTED_AT_ONCE);
      page.items().forEach(it -> counted.put(it.callId(), it));
      after = page.next();
    } while (after.isPresent() && counted.size() < allowance.inAll());
    for (String callId : seen.note().split(" ")) {
      if (!callId.isEmpty()) {
        find(tenantId, callId).filter(since::matches).ifPresent(it -> counted.put(it.callId(), it));
      }
    }
    return allowance.full(
        counted.values().stream().filter(it -> !it.status().isFinal()).count(), counted.size());
  }

  /// The calls that the index may not know yet.
  private static String newest(String before, String callId) {
    return Stream.concat(Stream.of(callId), Arrays.stream(before.split(" ")))
        .filter(it -> !it.isEmpty())
        .limit(INDEX_LAG)
        .collect(Collectors.joining(" "));
  }

  private boolean write(
      OutboundCall call, Reservation reservation, List<TransactWriteItem> further) {
    Item held =
        reservationKey(call.tenantId(), reservation.idempotencyKey())
            .put("requestHash", reservation.requestHash())
            .put("callId", call.callId())
            .put("expiresAt", reservation.expiresAt())
            .put("expiresAtSeconds", reservation.expiresAt().getEpochSecond() + 1);
    Map<String, AttributeValue> now =
        Map.of(":now", AttributeValue.fromS(Item.time(call.createdAt())));
    TransactWriteItem key =
        TransactWriteItem.builder()
            .put(
                it ->
                    it.tableName(reservations.name())
                        .item(held.attributes())
                        .conditionExpression(
                            "attribute_not_exists(idempotencyKey) OR expiresAt <= :now")
                        .expressionAttributeValues(now))
            .build();
    TransactWriteItem record =
        TransactWriteItem.builder()
            .put(
                it ->
                    it.tableName(calls.name())
                        .item(write(call).attributes())
                        .conditionExpression("attribute_not_exists(callId)"))
            .build();
    try {
      List<TransactWriteItem> all = new ArrayList<>(List.of(key, record));
      all.addAll(further);
      calls.client().transactWriteItems(it -> it.transactItems(all));
      return true;
    } catch (TransactionCanceledException e) {
      if (isTaken(e.cancellationReasons())) {
        throw new IllegalStateException("call " + call.callId() + " is there already", e);
      }
      return false;
    }
  }

  /// Whether the call's id is taken, and the key is not.
  private static boolean isTaken(List<CancellationReason> reasons) {
    return reasons.size() >= 2
        && !"ConditionalCheckFailed".equals(reasons.get(0).code())
        && "ConditionalCheckFailed".equals(reasons.get(1).code());
  }

  private Optional<Reservation.Outcome> outcomeBefore(OutboundCall call, Reservation reservation) {
    return reservations
        .find(reservationKey(call.tenantId(), reservation.idempotencyKey()))
        .filter(it -> it.instant("expiresAt").isAfter(call.createdAt()))
        .flatMap(
            it ->
                it.text("requestHash").equals(reservation.requestHash())
                    ? find(call.tenantId(), it.text("callId")).map(Reservation.Replayed::new)
                    : Optional.of(new Reservation.Conflicting()));
  }

  @Override
  public Optional<OutboundCall> claim(TenantId tenantId, String callId, String node, Instant now) {
    return calls
        .updateOnceIf(
            key(tenantId, callId),
            "#status = :dialling, #node = :node, heldNode = :node, updatedAt = :now",
            "waiting",
            "#status = :reserved",
            Map.of("#status", "status", "#node", "node"),
            Map.of(
                ":dialling",
                AttributeValue.fromS(CallStatus.DIALLING.wireName()),
                ":reserved",
                AttributeValue.fromS(CallStatus.RESERVED.wireName()),
                ":node",
                AttributeValue.fromS(node),
                ":now",
                AttributeValue.fromS(Item.time(now))))
        .map(DynamoDbOutboundCalls::read);
  }

  @Override
  public Optional<OutboundCall> move(
      TenantId tenantId, String callId, CallStatus status, OutboundCall.Change change) {
    OutboundCalls.checkMove(status);
    Map<String, AttributeValue> values = new HashMap<>();
    StringBuilder setting = new StringBuilder("#status = :status, updatedAt = :at");
    values.put(":status", AttributeValue.fromS(status.wireName()));
    values.put(":at", AttributeValue.fromS(Item.time(change.at())));
    change
        .sessionId()
        .ifPresent(
            it -> {
              setting.append(", sessionId = if_not_exists(sessionId, :sessionId)");
              values.put(":sessionId", AttributeValue.fromS(it));
            });
    change
        .failure()
        .ifPresent(
            it -> {
              setting.append(", failure = :failure");
              values.put(":failure", AttributeValue.fromS(it));
            });
    if (status == CallStatus.ANSWERED) {
      setting.append(", answeredAt = if_not_exists(answeredAt, :at)");
    }
    if (status.isFinal()) {
      setting.append(", endedAt = :at");
    }
    List<String> before = status.before().stream().map(CallStatus::wireName).toList();
    before.forEach(it -> values.put(":" + it, AttributeValue.fromS(it)));
    return calls
        .updateOnceIf(
            key(tenantId, callId),
            setting.toString(),
            status.isFinal() ? "waiting, heldNode" : "waiting",
            "#status IN (" + String.join(", ", before.stream().map(it -> ":" + it).toList()) + ")",
            Map.of("#status", "status"),
            values)
        .map(DynamoDbOutboundCalls::read);
  }

  @Override
  public Optional<OutboundCall> find(TenantId tenantId, String callId) {
    return calls.find(key(tenantId, callId)).map(DynamoDbOutboundCalls::read);
  }

  @Override
  public Page<OutboundCall> list(
      TenantId tenantId, CallFilter filter, Optional<Cursor> after, int limit) {
    Newest newest =
        filter
            .agentId()
            .map(
                it ->
                    new Newest(
                        Tables.Index.CALLS_OF_AGENT,
                        "tenantIdAgentId",
                        tenantId.value() + "#" + it,
                        "createdAtCallId"))
            .orElseGet(
                () ->
                    new Newest(
                        Tables.Index.NEWEST_CALLS,
                        "tenantId",
                        tenantId.value(),
                        "createdAtCallId"));
    return newest.page(
        calls,
        filter.from(),
        filter.to(),
        after,
        limit,
        DynamoDbOutboundCalls::read,
        filter::matches,
        OutboundCall::place);
  }

  @Override
  public List<OutboundCall> waiting(int limit) {
    return calls
        .query(of(Tables.Index.WAITING, "waiting", EVERYBODYS).limit(Shape.limit(limit)).build())
        .limit(limit)
        .map(DynamoDbOutboundCalls::read)
        .toList();
  }

  @Override
  public List<OutboundCall> unfinishedOn(String node) {
    return calls
        .query(of(Tables.Index.HELD, "heldNode", node).build())
        .map(DynamoDbOutboundCalls::read)
        .toList();
  }

  /// DynamoDB does it by itself, by the attribute `expiresAtSeconds`.
  @Override
  public int forgetExpired(Instant now, int limit) {
    Shape.limit(limit);
    return 0;
  }

  private static QueryRequest.Builder of(String index, String partition, String value) {
    return QueryRequest.builder()
        .indexName(index)
        .keyConditionExpression(partition + " = :value")
        .expressionAttributeValues(Map.of(":value", AttributeValue.fromS(value)));
  }

  private static Item key(TenantId tenantId, String callId) {
    return Item.of(tenantId).put("callId", callId);
  }

  private static Item reservationKey(TenantId tenantId, String idempotencyKey) {
    return Item.of(tenantId).put("idempotencyKey", idempotencyKey);
  }

  /// A call that begins: [OutboundCalls#checkReserved].
  private static Item write(OutboundCall call) {
    return key(call.tenantId(), call.callId())
        .put("tenantIdAgentId", call.tenantId().value() + "#" + call.agentId())
        .put("createdAtCallId", Newest.place(call.createdAt(), call.callId()))
        .put("waiting", EVERYBODYS)
        .put("agentId", call.agentId())
        .put("toNumber", call.to())
        .put("fromNumber", call.from())
        .put("trunkId", call.trunkId())
        .put("ringSeconds", call.ringSeconds())
        .put("status", call.status().wireName())
        .put("sessionId", call.sessionId())
        .put("failure", call.failure())
        .put("metadata", PairsBody.write(call.metadata()))
        .put("requestedBy", call.requestedBy())
        .put("createdAt", call.createdAt())
        .put("updatedAt", call.updatedAt());
  }

  private static OutboundCall read(Item item) {
    return new OutboundCall(
        item.tenantId(),
        item.text("callId"),
        item.text("agentId"),
        item.text("toNumber"),
        item.text("fromNumber"),
        item.optionalText("trunkId"),
        item.integer("ringSeconds"),
        CallStatus.fromWire(item.text("status")),
        item.optionalText("sessionId"),
        item.optionalText("failure"),
        item.optionalText("node"),
        PairsBody.read(item.text("metadata")),
        item.text("requestedBy"),
        item.instant("createdAt"),
        item.instant("updatedAt"),
        item.optionalInstant("answeredAt"),
        item.optionalInstant("endedAt"));
  }
}
