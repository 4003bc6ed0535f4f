package io.oratio.control.web.door;

import io.oratio.control.web.ErrorCode;
import io.oratio.control.web.EventStream;
import io.oratio.control.web.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.SmartLifecycle;

/// The streams of events that are open: so many and no more, and all of them ended when the process
/// stops, before the server waits for its last requests.
public final class OpenStreams implements SmartLifecycle {
  private static final int STREAMS_MAX = 10_000;
  private static final Duration WORTH_ANOTHER_TRY = Duration.ofSeconds(5);

  private final Set<EventStream> streams = ConcurrentHashMap.newKeySet();
  private volatile boolean isRunning;

  /// @throws Refusal 503 if there are too many, or the process stops
  void add(EventStream stream) {
    if (!isRunning) {
      throw Refusal.of(ErrorCode.DRAINING, "This server is about to stop; ask another one.")
          .retryAfter(WORTH_ANOTHER_TRY);
    }
    if (streams.size() >= STREAMS_MAX) {
      throw Refusal.of(ErrorCode.UNAVAILABLE, "Too many streams are open; try again later.")
          .retryAfter(WORTH_ANOTHER_TRY);
    }
    streams.add(stream);
  }

  void remove(EventStream stream) {
    streams.remove(stream);
  }

  /// How many are open.
  public int count() {
    return streams.size();
  }

  @Override
  public void start() {
    isRunning = true;
  }

  @Override
  public void stop() {
    isRunning = false;
    List.copyOf(streams).forEach(EventStream::end);
  }

  @Override
  public boolean isRunning() {
    return isRunning;
  }
}
