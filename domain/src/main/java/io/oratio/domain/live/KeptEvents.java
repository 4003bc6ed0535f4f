package io.oratio.domain.live;

import io.oratio.domain.tenant.TenantId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// The last events of one tenant, in order and without a gap. For one thread at a time.
final class KeptEvents {
  private static final long MOST_CHARACTERS = 8_000_000;

  private final Deque<LiveEvent> events = new ArrayDeque<>();
  private long last;
  private long characters;

  /// @param before the place before the first event
  KeptEvents(long before) {
    this.last = before;
  }

  long last() {
    return last;
  }

  LiveEvent add(TenantId tenantId, LiveEvent.Draft draft) {
    LiveEvent event = draft.placed(tenantId, ++last);
    events.add(event);
    characters += event.body().length();
    while (events.size() > LiveEvents.KEPT || characters > MOST_CHARACTERS) {
      characters -= events.remove().body().length();
    }
    return event;
  }

  LiveEvents.Replay after(long sequence, int limit) {
    long first = last - events.size() + 1;
    if (sequence < first - 1 || sequence > last) {
      return new LiveEvents.TooOld();
    }
    List<LiveEvent> following = events.stream().skip(sequence - first + 1).limit(limit).toList();
    return new LiveEvents.Events(following);
  }
}
