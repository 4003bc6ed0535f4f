package io.oratio.control.live;

import io.oratio.control.web.Event;
import io.oratio.control.web.EventStream;
import io.oratio.control.web.Json;
import io.oratio.control.web.Request;
import io.oratio.domain.live.LiveEvent;
import io.oratio.domain.live.LiveEvents;
import io.oratio.domain.page.Page;
import io.oratio.domain.session.Session;
import io.oratio.domain.session.SessionFilter;
import io.oratio.domain.session.Sessions;
import io.oratio.domain.tenant.TenantId;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// All who watch on this node. A tenant has a [Feed] as long as somebody watches it. Safe from any
/// thread; [#watch] may block.
public final class Watchers implements AutoCloseable {
  private static final int RECHECKING = 8;

  private final LiveEvents bus;
  private final Sessions sessions;
  private final SessionView view;
  private final LiveSettings settings;
  private final InstantSource clock;
  private final Map<TenantId, Feed> feeds = new HashMap<>();
  private final ExecutorService rechecking =
      Executors.newFixedThreadPool(
          RECHECKING, Thread.ofVirtual().name("live-recheck-", 0).factory());
  private boolean isClosed;

  Watchers(
      LiveEvents bus,
      Sessions sessions,
      SessionView view,
      LiveSettings settings,
      InstantSource clock) {
    this.bus = bus;
    this.sessions = sessions;
    this.view = view;
    this.settings = settings;
    this.clock = clock;
  }

  /// Begins to watch: the state, or what was missed since, then whatever happens. It lasts until
  /// the stream is closed.
  ///
  /// @param lastSeen the id of the last event that was seen, as it was sent
  /// @return empty if too many watch this tenant
  Optional<EventStream> watch(Request request, Optional<String> lastSeen) {
    EventStream stream = EventStream.forgiving(settings.queueEvents());
    Watcher watcher = new Watcher(request, stream);
    if (!join(watcher)) {
      return Optional.empty();
    }
    stream.onClose(() -> leave(watcher));
    try {
      begin(watcher, lastSeen);
    } catch (RuntimeException failure) {
      stream.close();
      throw failure;
    }
    return Optional.of(stream);
  }

  /// How many watch on this node.
  public synchronized int count() {
    return feeds.values().stream().mapToInt(it -> it.watchers().size()).sum();
  }

  /// Ends the streams of those who may not stay. Blocks until all were looked at.
  void recheck() {
    recheck(all());
  }

  /// Ends all streams; nobody begins to watch any more.
  @Override
  public void close() {
    List<Watcher> last;
    synchronized (this) {
      isClosed = true;
      last = all();
    }
    last.forEach(it -> it.stream().cut(Frame.STOPPING));
    rechecking.shutdownNow();
  }

  private void recheck(List<Watcher> some) {
    List<Callable<Void>> looks = new ArrayList<>(some.size());
    for (Watcher watcher : some) {
      looks.add(
          () -> {
            watcher.recheck();
            return null;
          });
    }
    try {
      rechecking.invokeAll(looks);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized List<Watcher> all() {
    return feeds.values().stream().flatMap(it -> it.watchers().stream()).toList();
  }

  private synchronized List<Watcher> of(TenantId tenantId) {
    Feed feed = feeds.get(tenantId);
    return feed == null ? List.of() : List.copyOf(feed.watchers());
  }

  private synchronized boolean join(Watcher watcher) {
    if (isClosed) {
      return false;
    }
    Feed feed =
        feeds.computeIfAbsent(
            watcher.tenantId(),
            it ->
                new Feed(
                    it,
                    bus,
                    () -> Thread.ofVirtual().name("live-revoked").start(() -> recheck(of(it)))));
    return feed.watchers().size() < settings.tenantWatchersMax() && feed.watchers().add(watcher);
  }

  private synchronized void leave(Watcher watcher) {
    Feed feed = feeds.get(watcher.tenantId());
    if (feed != null && feed.watchers().remove(watcher) && feed.watchers().isEmpty()) {
      feeds.remove(watcher.tenantId());
      feed.close();
    }
  }

  private void begin(Watcher watcher, Optional<String> lastSeen) {
    List<Event> first = new ArrayList<>();
    if (lastSeen.isPresent()) {
      OptionalLong missed = missed(watcher, sequence(lastSeen.get()), first);
      if (missed.isPresent()) {
        watcher.begin(first, missed.getAsLong());
        return;
      }
      first.add(EventStream.RESYNC);
    }
    long upTo = bus.latest(watcher.tenantId());
    first.add(state(watcher, upTo));
    watcher.begin(first, upTo);
  }

  /// What a watcher that comes back has missed.
  ///
  /// @return up to where; empty if it is too much, or not kept any more
  private OptionalLong missed(Watcher watcher, OptionalLong lastSeen, List<Event> first) {
    if (lastSeen.isEmpty()
        || !(bus.after(watcher.tenantId(), lastSeen.getAsLong(), settings.replayEvents() + 1)
            instanceof LiveEvents.Events(List<LiveEvent> events))
        || events.size() > settings.replayEvents()) {
      return OptionalLong.empty();
    }
    events.stream()
        .filter(watcher.sight()::sees)
        .map(it -> Frame.of(it).event())
        .forEach(first::add);
    return OptionalLong.of(events.isEmpty() ? lastSeen.getAsLong() : events.getLast().sequence());
  }

  private Event state(Watcher watcher, long upTo) {
    Page<Session> live =
        sessions.search(
            watcher.tenantId(),
            SessionFilter.all().live(),
            Optional.empty(),
            settings.stateSessionsMax());
    List<Session> seen = live.items().stream().filter(watcher.sight()::sees).toList();
    return Frame.state(upTo, clock.instant(), Json.list(seen, view::json), live.next().isEmpty());
  }

  private static OptionalLong sequence(String id) {
    return id.matches("[0-9]{1,16}") ? OptionalLong.of(Long.parseLong(id)) : OptionalLong.empty();
  }
}
