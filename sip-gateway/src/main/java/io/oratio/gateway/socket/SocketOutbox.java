package io.oratio.gateway.socket;

import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.web.socket.BinaryMessage;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketMessage;
import org.springframework.web.socket.WebSocketSession;

/// Writes to one socket on a virtual thread of its own, so that nobody who has something to say
/// ever waits for a slow reader. A reader two seconds behind is cut off: what it would hear is no
/// conversation any more.
final class SocketOutbox {
  private static final int MESSAGES_MAX = 200;

  private final WebSocketSession session;
  private final BlockingQueue<WebSocketMessage<?>> waiting = new ArrayBlockingQueue<>(MESSAGES_MAX);
  private final AtomicBoolean closing = new AtomicBoolean();
  private volatile CloseStatus status = CloseStatus.NORMAL;

  SocketOutbox(WebSocketSession session) {
    this.session = session;
    Thread.ofVirtual().name("socket-" + session.getId()).start(this::write);
  }

  void sound(byte[] pcm) {
    put(new BinaryMessage(pcm));
  }

  void event(String json) {
    put(new TextMessage(json));
  }

  /// Closes the socket when everything before has been written.
  void close(CloseStatus why) {
    if (closing.compareAndSet(false, true)) {
      status = why;
    }
  }

  private void put(WebSocketMessage<?> message) {
    if (!closing.get() && !waiting.offer(message)) {
      close(CloseStatus.SESSION_NOT_RELIABLE.withReason("reads too slowly"));
    }
  }

  private void write() {
    try {
      while (true) {
        WebSocketMessage<?> next = waiting.poll(100, TimeUnit.MILLISECONDS);
        if (next != null) {
          session.sendMessage(next);
        } else if (closing.get()) {
          session.close(status);
          return;
        } else if (!session.isOpen()) {
          return;
        }
      }
    } catch (IOException | IllegalStateException _) {
      closing.set(true); // the other side is gone; the socket's own close event says so
    } catch (InterruptedException _) {
      closing.set(true);
    }
  }
}
