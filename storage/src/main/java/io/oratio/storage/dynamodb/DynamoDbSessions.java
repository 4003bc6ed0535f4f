package io.oratio.storage.dynamodb;

import io.oratio.domain.page.Cursor;
import io.oratio.domain.page.Page;
import io.oratio.domain.session.SearchNotOffered;
import io.oratio.domain.session.Session;
import io.oratio.domain.session.SessionFilter;
import io.oratio.domain.session.SessionStatus;
import io.oratio.domain.session.Sessions;
import io.oratio.domain.session.Turn;
import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.text.Shape;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.Select;

/// Sessions in the table `sessions`, their turns in `turns`.
///
/// A session's `messageCount` is the highest sequence written, set before the turn itself: so a
/// turn of no session is refused, and a repeated write changes nothing, without a transaction.
/// Closing counts the turns that are really there.
final class DynamoDbSessions implements Sessions {
  private static final int CLOSING_TRIES = 20;

  private final Table sessions;
  private final Table turns;

  DynamoDbSessions(Table sessions, Table turns) {
    this.sessions = sessions;
    this.turns = turns;
  }

  @Override
  public void open(Session session) {
    if (!sessions.putOnce(SessionItem.write(session.counting(0)), "sessionId")) {
      throw new IllegalStateException("session " + session.sessionId() + " is there already");
    }
  }

  @Override
  public void append(TenantId tenantId, String sessionId, Turn turn) {
    countUpTo(tenantId, sessionId, turn.sequence());
    turns.putOnce(
        turnsKey(tenantId, sessionId)
            .put("sequence", turn.sequence())
            .put("tenantId", tenantId.value())
            .put("sessionId", sessionId)
            .put("role", turn.role().wireName())
            .put("content", turn.content())
            .put("startedAt", turn.startedAt())
            .put("offsetUs", turn.offset().toNanos() / 1000)
            .put("interrupted", turn.interrupted())
            .put("toolName", turn.toolName()),
        "tenantIdSessionId");
  }

  @Override
  public Session requestHandoff(TenantId tenantId, String sessionId, String reason) {
    return sessions
        .updateIf(
            key(tenantId, sessionId),
            "SET #status = :waiting, handoffRequested = :true,"
                + " handoffReason = if_not_exists(handoffReason, :reason)",
            "#status = :active AND attribute_not_exists(endTime)",
            Map.of("#status", "status"),
            Map.of(
                ":waiting",
                AttributeValue.fromS(SessionStatus.HANDOFF_REQUESTED.wireName()),
                ":active",
                AttributeValue.fromS(SessionStatus.ACTIVE.wireName()),
                ":true",
                AttributeValue.fromBool(true),
                ":reason",
                AttributeValue.fromS(Shape.repaired(reason, Session.LONGEST_REASON))))
        .map(SessionItem::readSession)
        .orElseGet(() -> present(tenantId, sessionId));
  }

  @Override
  public Session complete(TenantId tenantId, String sessionId, Session.Completion completion) {
    for (int attempt = 0; attempt < CLOSING_TRIES; attempt++) {
      Session open = present(tenantId, sessionId);
      if (open.endTime().isPresent()) {
        return open;
      }
      Session closed = open.closed(completion, countTurns(tenantId, sessionId));
      boolean isUnchanged =
          sessions.putIf(
              SessionItem.write(closed),
              "attribute_exists(sessionId) AND attribute_not_exists(endTime)"
                  + " AND messageCount = :seen AND handoffRequested = :handoff",
              Map.of(
                  ":seen",
                  AttributeValue.fromN(Integer.toString(open.messageCount())),
                  ":handoff",
                  AttributeValue.fromBool(open.handoffRequested())));
      if (isUnchanged) {
        return closed;
      }
    }
    throw new IllegalStateException(
        "session " + sessionId + " could not be closed: it is written to all the time");
  }

  @Override
  public Optional<Session> find(TenantId tenantId, String sessionId) {
    return sessions.find(key(tenantId, sessionId)).map(SessionItem::readSession);
  }

  @Override
  public List<Session> recent(TenantId tenantId, int limit) {
    return sessions
        .newestOf(tenantId, Tables.Index.NEWEST_FIRST, limit)
        .map(SessionItem::readSession)
        .toList();
  }

  @Override
  public Page<Session> search(
      TenantId tenantId, SessionFilter filter, Optional<Cursor> after, int limit) {
    if (filter.text().isPresent()) {
      throw new SearchNotOffered(
          "These records are kept in DynamoDB, where no words are searched: ask without them.");
    }
    return indexFor(tenantId, filter)
        .page(
            sessions,
            filter.from(),
            filter.to(),
            after,
            limit,
            SessionItem::readSession,
            filter::matches,
            Session::place);
  }

  private static Newest indexFor(TenantId tenantId, SessionFilter filter) {
    String sort = "startTimeSessionId";
    if (filter.liveOnly()) {
      return new Newest(Tables.Index.LIVE, "liveTenantId", tenantId.value(), sort);
    }
    return filter
        .agentId()
        .map(it -> tenantId.value() + "#" + it)
        .map(it -> new Newest(Tables.Index.SESSIONS_OF_AGENT, "tenantIdAgentId", it, sort))
        .orElseGet(() -> new Newest(Tables.Index.NEWEST_FIRST, "tenantId", tenantId.value(), sort));
  }

  @Override
  public List<Turn> turns(TenantId tenantId, String sessionId, int afterSequence, int limit) {
    return turns
        .query(turnsOf(tenantId, sessionId, afterSequence).limit(Shape.limit(limit)).build())
        .limit(limit)
        .map(SessionItem::readTurn)
        .toList();
  }

  @Override
  public List<Session> unfinishedOn(String node) {
    return sessions
        .query(
            QueryRequest.builder()
                .indexName(Tables.Index.UNFINISHED)
                .keyConditionExpression("activeNode = :node")
                .expressionAttributeValues(Map.of(":node", AttributeValue.fromS(node)))
                .build())
        .map(SessionItem::readSession)
        .toList();
  }

  @Override
  public List<Session> olderThan(TenantId tenantId, Instant moment, int limit) {
    Shape.limit(limit);
    return sessions
        .query(
            QueryRequest.builder()
                .indexName(Tables.Index.NEWEST_FIRST)
                .keyConditionExpression("tenantId = :tenantId AND startTimeSessionId < :moment")
                .expressionAttributeValues(
                    Map.of(
                        ":tenantId", AttributeValue.fromS(tenantId.value()),
                        ":moment", AttributeValue.fromS(Item.time(moment))))
                .build())
        .map(SessionItem::readSession)
        .filter(it -> it.endTime().isPresent())
        .limit(limit)
        .toList();
  }

  @Override
  public void forgetRecording(TenantId tenantId, String sessionId) {
    sessions.updateIf(
        key(tenantId, sessionId),
        "REMOVE audioRecordingUrl",
        "endTime > :never",
        Map.of(),
        Map.of(":never", AttributeValue.fromS("0")));
  }

  /// The turns go first, so that a removal that is broken off can be called again; and once more
  /// after the session, since one may have come in between.
  @Override
  public boolean delete(TenantId tenantId, String sessionId) {
    boolean wasThere = find(tenantId, sessionId).isPresent();
    deleteTurns(tenantId, sessionId);
    sessions.delete(key(tenantId, sessionId));
    deleteTurns(tenantId, sessionId);
    return wasThere;
  }

  private void deleteTurns(TenantId tenantId, String sessionId) {
    turns
        .query(turnsOf(tenantId, sessionId, 0).projectionExpression("#sequence").build())
        .mapToInt(it -> it.integer("sequence"))
        .forEach(it -> turns.delete(turnsKey(tenantId, sessionId).put("sequence", it)));
  }

  private void countUpTo(TenantId tenantId, String sessionId, int sequence) {
    boolean isCounted =
        sessions
            .updateIf(
                key(tenantId, sessionId),
                "SET messageCount = :sequence",
                "attribute_exists(sessionId) AND messageCount < :sequence",
                Map.of(),
                Map.of(":sequence", AttributeValue.fromN(Integer.toString(sequence))))
            .isPresent();
    if (!isCounted) {
      // A later turn was first, which is well, or there is no session, which is not.
      present(tenantId, sessionId);
    }
  }

  private int countTurns(TenantId tenantId, String sessionId) {
    QueryRequest request =
        turnsOf(tenantId, sessionId, 0).tableName(turns.name()).select(Select.COUNT).build();
    return turns.client().queryPaginator(request).stream().mapToInt(it -> it.count()).sum();
  }

  private Session present(TenantId tenantId, String sessionId) {
    return find(tenantId, sessionId)
        .orElseThrow(() -> new IllegalStateException("there is no session " + sessionId));
  }

  private static QueryRequest.Builder turnsOf(
      TenantId tenantId, String sessionId, int afterSequence) {
    return QueryRequest.builder()
        .keyConditionExpression("tenantIdSessionId = :session AND #sequence > :after")
        .expressionAttributeNames(Map.of("#sequence", "sequence"))
        .expressionAttributeValues(
            Map.of(
                ":session",
                turnsKey(tenantId, sessionId).attributes().get("tenantIdSessionId"),
                ":after",
                AttributeValue.fromN(Integer.toString(afterSequence))))
        .consistentRead(true);
  }

  private static Item key(TenantId tenantId, String sessionId) {
    return Item.of(tenantId).put("sessionId", sessionId);
  }

  /// Neither part may hold a `#`, so two sessions never share a key.
  private static Item turnsKey(TenantId tenantId, String sessionId) {
    return Item.empty().put("tenantIdSessionId", tenantId.value() + "#" + sessionId);
  }
}
