package io.oratio.control.live;

import io.oratio.control.web.Event;
import io.oratio.control.web.EventStream;
import io.oratio.control.web.Request;
import io.oratio.domain.tenant.TenantId;
import java.util.ArrayList;
import java.util.List;

/// One who watches: what they may see, and the queue of what they have not read yet. Until the
/// state was read, what happens meanwhile is put aside; what the state told already is left out.
/// Frames are taken from one thread, the rest from any.
final class Watcher {
  private static final int ASIDE_MAX = 1000;
  private static final int UNKNOWN_MAX = 10;

  private final Request request;
  private final Sight sight;
  private final EventStream stream;
  private final List<Frame> aside = new ArrayList<>();
  private boolean isReady;
  private boolean isOverflown;
  private long seen;
  private int unknown;

  Watcher(Request request, EventStream stream) {
    this.request = request;
    this.sight = new Sight(request.caller());
    this.stream = stream;
  }

  TenantId tenantId() {
    return request.tenantId();
  }

  Sight sight() {
    return sight;
  }

  EventStream stream() {
    return stream;
  }

  /// Takes what happened. Never waits.
  synchronized void take(Frame frame) {
    if (isReady) {
      tell(frame);
    } else if (aside.size() < ASIDE_MAX) {
      aside.add(frame);
    } else {
      isOverflown = true;
    }
  }

  /// Takes that events were missed.
  synchronized void missed() {
    if (isReady) {
      stream.offer(EventStream.RESYNC);
    } else {
      isOverflown = true;
    }
  }

  /// Begins: tells these first, then what was put aside and is newer, then what comes.
  ///
  /// @param upTo the place of the bus that these stand for
  synchronized void begin(List<Event> first, long upTo) {
    first.forEach(stream::offer);
    seen = upTo;
    isReady = true;
    if (isOverflown) {
      stream.offer(EventStream.RESYNC);
    }
    aside.forEach(this::tell);
    aside.clear();
  }

  /// Ends the stream if its caller may not stay, or nobody could say so for some time.
  void recheck() {
    boolean mayStay;
    try {
      mayStay = request.isStillAdmitted();
      unknown = 0;
    } catch (RuntimeException _) {
      mayStay = ++unknown < UNKNOWN_MAX;
    }
    if (!mayStay) {
      stream.cut(Frame.SIGNED_OUT);
    }
  }

  private void tell(Frame frame) {
    if (frame.live().sequence() > seen) {
      seen = frame.live().sequence();
      if (sight.sees(frame.live())) {
        stream.offer(frame.event());
      }
    }
  }
}
