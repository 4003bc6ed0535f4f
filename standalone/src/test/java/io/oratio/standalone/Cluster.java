package io.oratio.standalone;

import io.oratio.storage.embedded.EmbeddedDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import redis.embedded.RedisServer;

/// Two gateways and two control planes as processes of their own, over one PostgreSQL and one
/// Redis, on this machine. Keys and objects are shared; all else each has for itself.
final class Cluster implements AutoCloseable {
  private final Path folder;
  private final EmbeddedDatabase database;
  private final RedisServer redis;
  private final Map<String, String> environment = new LinkedHashMap<>();
  private final Map<String, UpProcess> processes = new ConcurrentHashMap<>();

  private Cluster(Path folder) throws IOException {
    this.folder = folder;
    int port = freePort();
    this.redis =
        RedisServer.newRedisServer()
            .port(port)
            .bind("127.0.0.1")
            .setting("save \"\"")
            .setting("appendonly no")
            .onShutdownForceStop(true)
            .build();
    redis.start();
    this.database = EmbeddedDatabase.start(folder.resolve("postgres"), Duration.ofSeconds(1));
    environment.put("ORATIO_HOME", "");
    environment.put("ORATIO_KEYSDIR", folder.resolve("keys").toString());
    environment.put("ORATIO_STORAGE_RECORDS", "postgres");
    environment.put("ORATIO_STORAGE_POSTGRES_URL", database.jdbcUrl());
    environment.put("ORATIO_STORAGE_POSTGRES_USER", database.user());
    environment.put("ORATIO_STORAGE_POSTGRES_PASSWORD", database.password().reveal());
    environment.put("ORATIO_STORAGE_POSTGRES_MAXCONNECTIONS", "6");
    environment.put("ORATIO_STORAGE_FILES_FOLDER", folder.resolve("objects").toString());
    environment.put("ORATIO_BUS_KIND", "redis");
    environment.put("ORATIO_BUS_REDIS_URL", "redis://127.0.0.1:" + port);
    environment.put("ORATIO_API_BASEADDRESS", "http://oratio.test");
    // Short-lived processes, four at once: quick to start counts, not what they become.
    environment.put("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
  }

  /// Starts everything; the processes at the same time.
  static Cluster start(Path folder) throws Exception {
    Cluster cluster = new Cluster(folder);
    List<Future<?>> starting = new ArrayList<>();
    // Closing the starters waits for them all, so that nobody is left behind when one fails.
    try (ExecutorService starters = Executors.newVirtualThreadPerTaskExecutor()) {
      for (String name : new String[] {"control-1", "control-2", "gateway-1", "gateway-2"}) {
        starting.add(starters.submit(() -> cluster.restart(name)));
      }
    }
    try {
      for (Future<?> each : starting) {
        each.get();
      }
      return cluster;
    } catch (Exception e) {
      cluster.close();
      throw e;
    }
  }

  /// One of the four by its name.
  UpProcess get(String name) {
    return processes.get(name);
  }

  /// Starts one that does not run, on its own data folder.
  Void restart(String name) throws IOException, InterruptedException {
    processes.put(name, process(name));
    return null;
  }

  /// Freezes a process, as a machine does that has no time for it.
  void pause(String name) throws IOException, InterruptedException {
    signal("-STOP", get(name).pid());
  }

  void resume(String name) throws IOException, InterruptedException {
    signal("-CONT", get(name).pid());
  }

  private UpProcess process(String name) throws IOException, InterruptedException {
    Map<String, String> own = new LinkedHashMap<>(environment);
    own.put("ORATIO_NODE", name);
    return UpProcess.start(
        Files.createDirectories(folder.resolve(name)),
        "scripted",
        own,
        "--only",
        name.substring(0, name.indexOf('-')));
  }

  private static void signal(String which, long pid) throws IOException, InterruptedException {
    new ProcessBuilder("kill", which, Long.toString(pid)).start().waitFor(10, TimeUnit.SECONDS);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() throws IOException {
    for (UpProcess process : processes.values()) {
      try {
        process.kill();
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
    database.close();
    redis.stop();
  }
}
