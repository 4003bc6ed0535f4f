package io.oratio.domain.session;

import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.text.Shape;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/// Sessions kept in memory, for tests.
public final class InMemorySessions implements Sessions {
  private final Map<Key, Record> records = new ConcurrentHashMap<>();

  @Override
  public void open(Session session) {
    Record opened = new Record(session, new ConcurrentSkipListMap<>());
    if (records.putIfAbsent(new Key(session.tenantId(), session.sessionId()), opened) != null) {
      throw new IllegalStateException("session " + session.sessionId() + " is there already");
    }
  }

  @Override
  public void append(TenantId tenantId, String sessionId, Turn turn) {
    present(tenantId, sessionId).turns().putIfAbsent(turn.sequence(), turn);
  }

  @Override
  public Session requestHandoff(TenantId tenantId, String sessionId, String reason) {
    present(tenantId, sessionId);
    return records
        .computeIfPresent(
            new Key(tenantId, sessionId),
            (_, it) -> new Record(it.session().handingOff(reason), it.turns()))
        .counted();
  }

  @Override
  public Session complete(TenantId tenantId, String sessionId, Session.Completion completion) {
    present(tenantId, sessionId);
    return records
        .computeIfPresent(
            new Key(tenantId, sessionId),
            (_, it) ->
                it.session().endTime().isPresent()
                    ? it
                    : new Record(it.session().closed(completion, it.turns().size()), it.turns()))
        .counted();
  }

  @Override
  public Optional<Session> find(TenantId tenantId, String sessionId) {
    return Optional.ofNullable(records.get(new Key(tenantId, sessionId))).map(Record::counted);
  }

  @Override
  public List<Session> recent(TenantId tenantId, int limit) {
    return records.values().stream()
        .map(Record::counted)
        .filter(it -> it.tenantId().equals(tenantId))
        .sorted(Comparator.comparing(Session::startTime).reversed())
        .limit(Shape.limit(limit))
        .toList();
  }

  @Override
  public List<Turn> turns(TenantId tenantId, String sessionId, int afterSequence, int limit) {
    Shape.limit(limit);
    Record there = records.get(new Key(tenantId, sessionId));
    return there == null
        ? List.of()
        : there.turns().tailMap(afterSequence, false).values().stream().limit(limit).toList();
  }

  @Override
  public List<Session> unfinishedOn(String node) {
    return records.values().stream()
        .map(Record::counted)
        .filter(it -> it.node().equals(node) && it.endTime().isEmpty())
        .toList();
  }

  private Record present(TenantId tenantId, String sessionId) {
    Record there = records.get(new Key(tenantId, sessionId));
    if (there == null) {
      throw new IllegalStateException("there is no session " + sessionId);
    }
    return there;
  }

  private record Key(TenantId tenantId, String sessionId) {}

  private record Record(Session session, NavigableMap<Integer, Turn> turns) {
    Session counted() {
      return session.counting(turns.size());
    }
  }
}
