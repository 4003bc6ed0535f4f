package io.oratio.control.conversation;

import io.oratio.control.web.Event;
import io.oratio.control.web.EventStream;
import io.oratio.control.web.Request;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Those who read conversations along. One that may not stay, since their key was revoked or their
/// login has ended, loses the stream at the next look. One thread looks at all of them.
final class Readers implements SmartLifecycle {
  /// The last event of a stream whose caller may not stay.
  static final Event SIGNED_OUT =
      new Event(Optional.empty(), Optional.of("end"), "{\"reason\":\"signed_out\"}");

  private static final Logger LOG = LoggerFactory.getLogger(Readers.class);

  private final Map<EventStream, Request> readers = new ConcurrentHashMap<>();
  private final Duration every;
  private volatile Optional<Thread> thread = Optional.empty();

  Readers(Duration every) {
    this.every = every;
  }

  /// Looks after a stream until it is closed.
  void watch(EventStream stream, Request request) {
    readers.put(stream, request);
    stream.onClose(() -> readers.remove(stream));
  }

  int count() {
    return readers.size();
  }

  @Override
  public void start() {
    thread = Optional.of(Thread.ofVirtual().name("conversation-readers").start(this::look));
  }

  @Override
  public void stop() {
    thread.ifPresent(Thread::interrupt);
    thread = Optional.empty();
    readers.keySet().forEach(EventStream::end);
  }

  @Override
  public boolean isRunning() {
    return thread.isPresent();
  }

  private void look() {
    try {
      while (true) {
        Thread.sleep(every);
        readers.forEach(Readers::look);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static void look(EventStream stream, Request request) {
    try {
      if (!request.isStillAdmitted()) {
        stream.cut(SIGNED_OUT);
      }
    } catch (RuntimeException e) {
      // Nobody can say so just now; it is asked again.
      LOG.debug("a reader's right is not known: {}", e.getClass().getName());
    }
  }
}
