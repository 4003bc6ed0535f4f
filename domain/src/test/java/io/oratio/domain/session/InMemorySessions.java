package io.oratio.domain.session;

import io.oratio.domain.page.Cursor;
import io.oratio.domain.page.Page;
import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.text.Shape;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;

/// Sessions kept in memory, for tests. Of a search's words it knows only that all must stand in one
/// turn.
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
  public Page<Session> search(
      TenantId tenantId, SessionFilter filter, Optional<Cursor> after, int limit) {
    return Page.of(
        records.values().stream()
            .filter(it -> it.session().tenantId().equals(tenantId))
            .filter(it -> filter.text().map(it::says).orElse(true))
            .map(Record::counted),
        filter::matches,
        Session::place,
        after,
        limit);
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

  @Override
  public List<Session> olderThan(TenantId tenantId, Instant moment, int limit) {
    return records.values().stream()
        .map(Record::counted)
        .filter(it -> it.tenantId().equals(tenantId))
        .filter(it -> it.endTime().isPresent() && it.startTime().isBefore(moment))
        .sorted(Comparator.comparing(Session::place).reversed())
        .limit(Shape.limit(limit))
        .toList();
  }

  @Override
  public void forgetRecording(TenantId tenantId, String sessionId) {
    records.computeIfPresent(
        new Key(tenantId, sessionId),
        (_, it) ->
            it.session().endTime().isEmpty()
                ? it
                : new Record(it.session().withoutRecording(), it.turns()));
  }

  @Override
  public boolean delete(TenantId tenantId, String sessionId) {
    return records.remove(new Key(tenantId, sessionId)) != null;
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

    boolean says(String text) {
      Set<String> wanted = words(text);
      return !wanted.isEmpty()
          && turns.values().stream().anyMatch(it -> words(it.content()).containsAll(wanted));
    }

    private static Set<String> words(String text) {
      return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"))
          .filter(it -> !it.isEmpty())
          .collect(Collectors.toSet());
    }
  }
}
