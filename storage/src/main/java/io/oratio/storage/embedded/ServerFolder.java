package io.oratio.storage.embedded;

import io.oratio.domain.trunk.Secret;
import io.oratio.storage.StoresUnavailableException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.postgresql.ds.PGSimpleDataSource;

/// The folder of an embedded server: `data` (the server's own), `password`, `log`, `lock`. Only the
/// holder of the lock may call what changes it.
final class ServerFolder {
  static final String USER = "oratio";
  static final String DATABASE = "oratio";

  private static final Duration INITDB = Duration.ofMinutes(2);
  private static final int START_SECONDS = 120;
  private static final int PORTS_TRIED = 5;
  private static final long LARGEST_LOG_BYTES = 1_000_000;

  private final Path folder;
  private final Path data;
  private final RunAs runAs;

  private ServerFolder(Path folder, Path data, RunAs runAs) {
    this.folder = folder;
    this.data = data;
    this.runAs = runAs;
  }

  /// Makes the folder if it is not there.
  static ServerFolder at(Path folder) throws IOException {
    Path real = made(folder);
    Path probe = Files.createTempFile(real, ".probe", "");
    int ourUser = RunAs.ownerOf(probe);
    Files.delete(probe);
    return at(real, RunAs.choose(ourUser, dataIn(real)));
  }

  static ServerFolder at(Path folder, RunAs runAs) throws IOException {
    Path real = made(folder);
    return new ServerFolder(real, dataIn(real), runAs);
  }

  private static Path made(Path folder) throws IOException {
    Files.createDirectories(
        folder.toAbsolutePath(),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-x--x")));
    // The server is told the real path, so that it is known again by it.
    return folder.toRealPath();
  }

  static Path dataIn(Path folder) {
    return folder.resolve("data");
  }

  Path lockFile() {
    return folder.resolve("lock");
  }

  Path logFile() {
    return folder.resolve("log");
  }

  Secret password() throws IOException {
    return new Secret(Files.readString(folder.resolve("password")).strip());
  }

  /// The server that runs on this folder now, whoever started it.
  Optional<Postmaster> running() {
    return Postmaster.of(data);
  }

  /// A server that was left running is used as it is, if it lets us in; otherwise it is stopped and
  /// a new one started.
  Postmaster startOrTakeOver() throws IOException {
    Optional<Postmaster> left = running();
    if (left.isPresent()) {
      if (left.get().isReady() && letsUsIn(left.get().port())) {
        return left.get();
      }
      left.get().stop(Duration.ofSeconds(15));
    }
    if (!Files.isDirectory(data)) {
      initialise();
    }
    checkFormat();
    Postmaster started = startOn(freePort());
    makeDatabase(started.port());
    return started;
  }

  /// Starts the server; tries again on another port when this one was taken meanwhile, unless
  /// others already know it.
  Postmaster startOn(int port) throws IOException {
    ServerBinaries binaries = binaries();
    String output = "";
    for (int attempt = 0; attempt < PORTS_TRIED; attempt++) {
      if (running().isEmpty()) {
        // Whoever has the number that is written there now is not our server.
        Files.deleteIfExists(data.resolve("postmaster.pid"));
      }
      ServerSettings.write(data, attempt == 0 ? port : freePort());
      openLog();
      runAs.handOver(data);
      Command.Outcome outcome =
          Command.run(
              runAs.command(
                  binaries.pgCtl().toString(),
                  "start",
                  "-w",
                  "-s",
                  "-t",
                  Integer.toString(START_SECONDS),
                  "-D",
                  data.toString(),
                  "-l",
                  logFile().toString()),
              Duration.ofSeconds(START_SECONDS + 10));
      Optional<Postmaster> started = running();
      if (outcome.succeeded() && started.isPresent()) {
        return started.get();
      }
      output = outcome.output();
    }
    throw new StoresUnavailableException(
        "The embedded PostgreSQL in "
            + folder
            + " does not start. It says:\n"
            + output
            + "\n"
            + Command.tail(logFile()));
  }

  private void initialise() throws IOException {
    writePassword();
    Path fresh = folder.resolve("data.new");
    Command.run(List.of("rm", "-rf", fresh.toString()), Duration.ofMinutes(1));
    Files.createDirectory(
        fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Path passwordForInit =
        Files.writeString(fresh.resolveSibling("password.init"), password().reveal());
    try {
      Files.setPosixFilePermissions(passwordForInit, PosixFilePermissions.fromString("rw-------"));
      runAs.handOver(fresh);
      runAs.handOver(passwordForInit);
      Command.Outcome outcome =
          Command.run(
              runAs.command(
                  binaries().initdb().toString(),
                  "-D",
                  fresh.toString(),
                  "-U",
                  USER,
                  "--pwfile=" + passwordForInit,
                  "--auth=scram-sha-256",
                  "--encoding=UTF8",
                  "--locale=C"),
              INITDB);
      if (!outcome.succeeded()) {
        throw new StoresUnavailableException(
            "The embedded PostgreSQL could not make its data in "
                + folder
                + ". It says:\n"
                + outcome.output());
      }
    } finally {
      Files.deleteIfExists(passwordForInit);
    }
    // Whole or not at all: a crash before this line leaves no half-made data behind.
    Files.move(fresh, data, StandardCopyOption.ATOMIC_MOVE);
  }

  private void writePassword() throws IOException {
    byte[] random = new byte[24];
    new SecureRandom().nextBytes(random);
    Path file = folder.resolve("password");
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, Base64.getUrlEncoder().withoutPadding().encodeToString(random));
  }

  /// PostgreSQL reads only data of its own first number.
  private void checkFormat() throws IOException {
    String format = Files.readString(data.resolve("PG_VERSION")).strip();
    String ours = ServerBinaries.VERSION.substring(0, ServerBinaries.VERSION.indexOf('.'));
    if (!format.equals(ours)) {
      throw new StoresUnavailableException(
          "The data in "
              + folder
              + " are of PostgreSQL "
              + format
              + ", and this Oratio brings PostgreSQL "
              + ours
              + ": move them with pg_dump and pg_restore, or use the Oratio that made them.");
    }
  }

  private void makeDatabase(int port) throws IOException {
    if (letsUsIn(port)) {
      return;
    }
    try (Connection connection = database(port, "postgres").getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + DATABASE);
    } catch (SQLException e) {
      throw new StoresUnavailableException(
          "The embedded PostgreSQL in "
              + folder
              + " does not let Oratio in: its password file was changed or lost.",
          e);
    }
  }

  private boolean letsUsIn(int port) throws IOException {
    try (Connection connection = database(port, DATABASE).getConnection()) {
      return connection.isValid(5);
    } catch (SQLException _) {
      return false;
    }
  }

  private PGSimpleDataSource database(int port, String name) throws IOException {
    PGSimpleDataSource database = new PGSimpleDataSource();
    database.setServerNames(new String[] {"127.0.0.1"});
    database.setPortNumbers(new int[] {port});
    database.setDatabaseName(name);
    database.setUser(USER);
    database.setPassword(password().reveal());
    database.setConnectTimeout(10);
    database.setSocketTimeout(10);
    return database;
  }

  /// The programs lie in the user's cache, shared by all data folders; with the data where another
  /// user runs them or there is no cache.
  private ServerBinaries binaries() throws IOException {
    if (runAs.owner().isPresent()) {
      return ServerBinaries.in(folder);
    }
    Path cache =
        Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
            .filter(it -> !it.isBlank())
            .map(Path::of)
            .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"));
    try {
      return ServerBinaries.in(cache.resolve("oratio"));
    } catch (IOException _) {
      return ServerBinaries.in(folder);
    }
  }

  private void openLog() throws IOException {
    Path file = logFile();
    if (Files.exists(file) && Files.size(file) > LARGEST_LOG_BYTES) {
      Files.move(file, folder.resolve("log.old"), StandardCopyOption.REPLACE_EXISTING);
    }
    if (!Files.exists(file)) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    runAs.handOver(file);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }
}
