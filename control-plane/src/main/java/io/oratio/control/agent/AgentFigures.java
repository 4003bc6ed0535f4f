package io.oratio.control.agent;

import io.oratio.control.web.Json;
import io.oratio.domain.agent.Agent;
import io.oratio.domain.page.Cursor;
import io.oratio.domain.page.Page;
import io.oratio.domain.session.Session;
import io.oratio.domain.session.SessionFilter;
import io.oratio.domain.session.Sessions;
import io.oratio.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// How much agents are talked to. Counted from their sessions, so an answer is kept for a moment:
/// figures may be that old. Safe from any thread.
final class AgentFigures {
  private static final Duration COUNTED = Duration.ofDays(30);
  private static final int PAGE = 1_000;
  private static final int PAGES_MAX = 20;
  private static final int KEPT_MAX = 1_000;

  private final Sessions sessions;
  private final InstantSource clock;
  private final Duration keptFor;
  private final Map<Key, Counted> kept =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Counted> eldest) {
          return size() > KEPT_MAX;
        }
      };

  private record Key(TenantId tenantId, String agentId) {}

  private record Counted(
      Instant at, long sessions, long live, long handoffs, Optional<Instant> last) {}

  AgentFigures(Sessions sessions, InstantSource clock, Duration keptFor) {
    this.sessions = sessions;
    this.clock = clock;
    this.keptFor = keptFor;
  }

  Json of(Agent agent) {
    Key key = new Key(agent.tenantId(), agent.agentId());
    Instant now = clock.instant();
    Counted counted;
    synchronized (kept) {
      counted = kept.get(key);
    }
    if (counted == null || counted.at().plus(keptFor).isBefore(now)) {
      counted = count(key, now);
      synchronized (kept) {
        kept.put(key, counted);
      }
    }
    return Json.object()
        .with("sessions", counted.sessions())
        .with("liveSessions", counted.live())
        .with("handoffs", counted.handoffs())
        .with("lastSessionAt", counted.last());
  }

  private Counted count(Key key, Instant now) {
    SessionFilter ofAgent = SessionFilter.all().ofAgent(key.agentId());
    SessionFilter lately = ofAgent.between(now.minus(COUNTED), now.plusSeconds(1));
    long all = 0;
    long handoffs = 0;
    Optional<Instant> last = Optional.empty();
    Optional<Cursor> after = Optional.empty();
    for (int i = 0; i < PAGES_MAX; i++) {
      Page<Session> page = sessions.search(key.tenantId(), lately, after, PAGE);
      all += page.items().size();
      handoffs += page.items().stream().filter(Session::handoffRequested).count();
      if (last.isEmpty() && !page.items().isEmpty()) {
        last = Optional.of(page.items().getFirst().startTime());
      }
      after = page.next();
      if (after.isEmpty()) {
        break;
      }
    }
    if (last.isEmpty()) {
      last =
          sessions.search(key.tenantId(), ofAgent, Optional.empty(), 1).items().stream()
              .findFirst()
              .map(Session::startTime);
    }
    long live =
        sessions.search(key.tenantId(), ofAgent.live(), Optional.empty(), PAGE).items().size();
    return new Counted(now, all, live, handoffs, last);
  }
}
