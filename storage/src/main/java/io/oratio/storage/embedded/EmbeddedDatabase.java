package io.oratio.storage.embedded;

import io.oratio.domain.trunk.Secret;
import io.oratio.storage.StoresUnavailableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A PostgreSQL server that runs from a folder which is kept. It listens on 127.0.0.1 only, on a
/// free port, with a random password that lies in the folder (mode 0600).
///
/// - A JVM that is killed leaves the server running; the next start takes it over.
/// - A server that is killed is started again on the same port and recovers from its log; after
///   [#MOST_RESTARTS] in one life of the JVM it is left alone and the log says so.
/// - The server ends with [#close], or else with the JVM: a JVM that is told to stop gives its own
///   [#close] some time first, so that what is being finished can still be written.
///
/// Starting and stopping block; any thread may call.
public final class EmbeddedDatabase implements AutoCloseable {
  /// How often a server that ended by itself is started again.
  public static final int MOST_RESTARTS = 5;

  private static final Logger log = LoggerFactory.getLogger(EmbeddedDatabase.class);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(15);
  private static final Duration OTHERS_START = Duration.ofSeconds(30);

  private final ServerFolder folder;
  private final int port;
  private final Secret password;
  private final @Nullable FolderLock lock;
  private final Thread stopWithJvm;
  private final AtomicBoolean closing = new AtomicBoolean();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final AtomicInteger restarts = new AtomicInteger();
  private volatile Postmaster postmaster;

  private EmbeddedDatabase(
      ServerFolder folder, Postmaster postmaster, @Nullable FolderLock lock, Duration closeGrace)
      throws IOException {
    this.folder = folder;
    this.postmaster = postmaster;
    this.port = postmaster.port();
    this.password = folder.password();
    this.lock = lock;
    this.stopWithJvm =
        Thread.ofPlatform()
            .name("embedded-database-stop")
            .unstarted(
                () -> {
                  awaitClose(closeGrace);
                  stop();
                });
    if (lock != null) {
      Runtime.getRuntime().addShutdownHook(stopWithJvm);
      watch(postmaster);
    }
  }

  /// Starts the server of this folder, making it the first time; takes over one that a killed JVM
  /// left running.
  ///
  /// @param folder only for the database; the user that starts it owns it
  /// @param closeGrace how long a stopping JVM waits for [#close] before the server is stopped
  /// @throws StoresUnavailableException when it cannot be started; it says what to do
  public static EmbeddedDatabase start(Path folder, Duration closeGrace) {
    try {
      ServerFolder place = ServerFolder.at(folder);
      Optional<FolderLock> lock = FolderLock.take(place.lockFile());
      if (lock.isEmpty()) {
        throw new StoresUnavailableException(
            "Another Oratio runs with the data in "
                + folder
                + ": stop it first, or give this one a data folder of its own (--data).");
      }
      return startLocked(place, lock.get(), closeGrace);
    } catch (IOException e) {
      throw unusable(folder, e);
    }
  }

  /// Connects to the running server of this folder, or starts it when none runs: for a command that
  /// looks at the data while Oratio may be up. [#close] stops only what was started here.
  ///
  /// @throws StoresUnavailableException when there are no data, or the server cannot be used
  public static EmbeddedDatabase attach(Path folder) {
    if (!Files.isDirectory(ServerFolder.dataIn(folder))) {
      throw new StoresUnavailableException(
          "There are no data in " + folder + " yet: start Oratio once with this data folder.");
    }
    try {
      ServerFolder place = ServerFolder.at(folder);
      long deadline = System.nanoTime() + OTHERS_START.toNanos();
      while (System.nanoTime() - deadline < 0) {
        Optional<FolderLock> lock = FolderLock.take(place.lockFile());
        if (lock.isPresent()) {
          return startLocked(place, lock.get(), Duration.ZERO);
        }
        Optional<Postmaster> theirs = place.running().filter(Postmaster::isReady);
        if (theirs.isPresent()) {
          return new EmbeddedDatabase(place, theirs.get(), null, Duration.ZERO);
        }
        TimeUnit.MILLISECONDS.sleep(50);
      }
      throw new StoresUnavailableException(
          "Another Oratio holds the data in " + folder + " but its database does not answer.");
    } catch (IOException e) {
      throw unusable(folder, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoresUnavailableException("Interrupted while connecting to " + folder, e);
    }
  }

  /// For a JDBC driver on this machine.
  public String jdbcUrl() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + ServerFolder.DATABASE;
  }

  public String user() {
    return ServerFolder.USER;
  }

  public Secret password() {
    return password;
  }

  /// The server's first process.
  public long pid() {
    return postmaster.process().pid();
  }

  /// How often the server ended by itself and was started again.
  public int restarts() {
    return restarts.get();
  }

  /// Stops the server, within about 25 seconds at worst, and lets go of the folder. A second call
  /// does nothing.
  @Override
  public void close() {
    stop();
    closed.countDown();
    if (lock != null) {
      try {
        Runtime.getRuntime().removeShutdownHook(stopWithJvm);
      } catch (IllegalStateException _) {
        // The JVM is stopping already; the hook finds nothing to do.
      }
    }
  }

  private static EmbeddedDatabase startLocked(
      ServerFolder folder, FolderLock lock, Duration closeGrace) throws IOException {
    try {
      Postmaster running = folder.startOrTakeOver();
      return new EmbeddedDatabase(folder, running, lock, closeGrace);
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /// When the server ends and nobody asked for it, it is started again.
  private void watch(Postmaster running) {
    running
        .process()
        .onExit()
        .thenRunAsync(this::startAgain, task -> Thread.ofVirtual().start(task));
  }

  private synchronized void startAgain() {
    if (closing.get()) {
      return;
    }
    if (restarts.incrementAndGet() > MOST_RESTARTS) {
      log.error(
          "The embedded PostgreSQL ended {} times and is left alone now; see {}.",
          MOST_RESTARTS + 1,
          folder.logFile());
      return;
    }
    log.warn("The embedded PostgreSQL ended by itself and is started again.");
    try {
      postmaster = folder.startOn(port);
      watch(postmaster);
    } catch (IOException | StoresUnavailableException e) {
      log.error("The embedded PostgreSQL could not be started again.", e);
    }
  }

  /// Whoever comes second waits until the first has stopped the server: the JVM would end else
  /// while it still stops.
  private void stop() {
    if (lock == null) {
      return;
    }
    boolean isFirst = closing.compareAndSet(false, true);
    synchronized (this) {
      if (isFirst) {
        postmaster.stop(STOP_PATIENCE);
        try {
          lock.close();
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private void awaitClose(Duration grace) {
    try {
      if (!closed.await(grace.toMillis(), TimeUnit.MILLISECONDS) && !grace.isZero()) {
        log.warn("The embedded PostgreSQL is stopped although it is still in use.");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static StoresUnavailableException unusable(Path folder, IOException e) {
    return new StoresUnavailableException(
        "The data folder "
            + folder
            + " cannot be used: check that it can be written and that the disk is not full.",
        e);
  }
}
