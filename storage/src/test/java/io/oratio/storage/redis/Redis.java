package io.oratio.storage.redis;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.opentest4j.TestAbortedException;
import redis.embedded.RedisServer;

/// Gives every test of a run the same Redis, on a free port of the loopback. Where its program
/// cannot be run the tests are skipped with the reason, or fail when `ORATIO_REQUIRE_PEERS` is
/// `true`.
public final class Redis implements ParameterResolver {
  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Running.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(ExtensionContext.Namespace.create(Redis.class))
        .computeIfAbsent(Running.class, _ -> Running.start(), Running.class);
  }

  /// A server of one's own can be stopped and started again at its port.
  public static final class Running implements AutoCloseable {
    private final int port;
    private RedisServer server;

    private Running(int port) throws IOException {
      this.port = port;
      this.server = startAt(port);
    }

    /// Starts it, for whoever has no test's parameter to take it from.
    public static Running start() {
      try {
        return new Running(freePort());
      } catch (IOException | RuntimeException e) {
        String message = "Redis cannot be run here: " + e.getMessage();
        if ("true".equals(System.getenv("ORATIO_REQUIRE_PEERS"))) {
          throw new IllegalStateException(message, e);
        }
        throw new TestAbortedException(message, e);
      }
    }

    public String url() {
      return "redis://127.0.0.1:" + port;
    }

    public void stop() throws IOException {
      server.stop();
    }

    void startAgain() throws IOException {
      server = startAt(port);
    }

    @Override
    public void close() throws IOException {
      server.stop();
    }

    private static RedisServer startAt(int port) throws IOException {
      RedisServer server =
          RedisServer.newRedisServer()
              .port(port)
              .bind("127.0.0.1")
              .setting("save \"\"")
              .setting("appendonly no")
              .onShutdownForceStop(true)
              .build();
      server.start();
      return server;
    }

    private static int freePort() throws IOException {
      try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
        return socket.getLocalPort();
      }
    }
  }
}
