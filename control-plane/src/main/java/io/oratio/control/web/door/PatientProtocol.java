package io.oratio.control.web.door;

import java.io.IOException;
import java.time.Duration;
import org.apache.coyote.Adapter;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/// Tomcat's HTTP with an end to its patience: by itself it bounds the pause between two bytes of a
/// request's head, never the whole. Made by Tomcat, by name.
public final class PatientProtocol extends Http11NioProtocol {
  private volatile Duration patience = HeaderPatience.usual().longest();

  public PatientProtocol() {}

  void patience(HeaderPatience patience) {
    this.patience = patience.longest();
  }

  @Override
  protected Processor createProcessor() {
    return new Patient(this, getAdapter());
  }

  /// Asked anew whenever more of a head has come. It is used again for other connections, so it
  /// notes whose head it waits for.
  private static final class Patient extends Http11Processor {
    private final PatientProtocol protocol;
    private @Nullable SocketWrapperBase<?> waitingFor;
    private long sinceNanos;

    Patient(PatientProtocol protocol, Adapter adapter) {
      super((AbstractHttp11Protocol<?>) protocol, adapter);
      this.protocol = protocol;
    }

    @Override
    public SocketState service(SocketWrapperBase<?> socket) throws IOException {
      long now = System.nanoTime();
      if (waitingFor != socket) {
        waitingFor = socket;
        sinceNanos = now;
      } else if (now - sinceNanos > protocol.patience.toNanos()) {
        waitingFor = null;
        return SocketState.CLOSED;
      }
      SocketState state = super.service(socket);
      if (state != SocketState.LONG) { // that is: the head is not whole yet
        waitingFor = null;
      }
      return state;
    }
  }
}
