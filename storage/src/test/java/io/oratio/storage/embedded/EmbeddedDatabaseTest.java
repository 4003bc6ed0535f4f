package io.oratio.storage.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.oratio.storage.StoresUnavailableException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class EmbeddedDatabaseTest {
  private static final Duration NO_GRACE = Duration.ZERO;

  /// A folder that was started and stopped once: making one takes longest.
  @TempDir static Path made;

  private final List<Process> others = new ArrayList<>();
  private Path above;
  private Path folder;
  private Path fresh;

  @BeforeAll
  static void makeDataOnce() {
    EmbeddedDatabase.start(made.resolve("data"), NO_GRACE).close();
  }

  @BeforeEach
  void makeAFolder() throws IOException {
    above = Files.createTempDirectory("oratio-embedded").toRealPath();
    Files.setPosixFilePermissions(above, PosixFilePermissions.fromString("rwxr-x--x"));
    folder = above.resolve("data with space");
    fresh = above.resolve("fresh");
    Command.run(
        List.of("cp", "-a", made.resolve("data").toString(), folder.toString()),
        Duration.ofMinutes(1));
  }

  @AfterEach
  void leaveNothingBehind() throws Exception {
    for (Process each : others) {
      each.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }
    for (Path each : List.of(folder, fresh)) {
      Postmaster.of(each.resolve("data")).ifPresent(it -> it.stop(Duration.ofSeconds(10)));
    }
    try (Stream<Path> all = Files.walk(above)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    }
  }

  @Test
  void keepsItsDataFromOneStartToTheNext() throws Exception {
    try (EmbeddedDatabase database = EmbeddedDatabase.start(folder, NO_GRACE)) {
      execute(database, "CREATE TABLE kept (word text)");
      execute(database, "INSERT INTO kept VALUES ('hello')");
    }
    assertThat(Postmaster.of(folder.resolve("data"))).isEmpty();
    try (EmbeddedDatabase database = EmbeddedDatabase.start(folder, NO_GRACE)) {
      assertThat(words(database)).containsExactly("hello");
      assertThat(query(database, "SHOW fsync")).containsExactly("on");
      assertThat(query(database, "SHOW shared_buffers")).containsExactly("32MB");
    }
  }

  @Test
  void letsInOnlyThisMachineAndOnlyByPassword() throws Exception {
    try (EmbeddedDatabase database = EmbeddedDatabase.start(fresh, NO_GRACE)) {
      assertThat(query(database, "SHOW listen_addresses")).containsExactly("127.0.0.1");
      assertThat(query(database, "SHOW unix_socket_directories")).containsExactly("");
      assertThatThrownBy(() -> DriverManager.getConnection(database.jdbcUrl(), "oratio", "wrong"))
          .isInstanceOf(SQLException.class);
      Path password = fresh.resolve("password");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(password)))
          .isEqualTo("rw-------");
      assertThat(database.password().toString()).isEqualTo("[REDACTED]");
      assertThat(fresh.resolve("password.init")).doesNotExist();
    }
  }

  @Test
  void logsNothingOfWhatWasSaid() throws Exception {
    try (EmbeddedDatabase database = EmbeddedDatabase.start(folder, NO_GRACE)) {
      execute(database, "CREATE TABLE kept (word text PRIMARY KEY)");
      execute(database, "INSERT INTO kept VALUES ('whispered words')");
      assertThatThrownBy(() -> execute(database, "INSERT INTO kept VALUES ('whispered words')"))
          .isInstanceOf(SQLException.class);
    }
    assertThat(folder.resolve("log")).content().doesNotContain("whispered");
  }

  @Test
  void refusesAFolderThatAnotherHolds() {
    try (EmbeddedDatabase _ = EmbeddedDatabase.start(folder, NO_GRACE)) {
      assertThatThrownBy(() -> EmbeddedDatabase.start(folder, NO_GRACE))
          .isInstanceOf(StoresUnavailableException.class)
          .hasMessageContaining("Another Oratio runs");
    }
  }

  @Test
  void takesOverTheServerOfAKilledJvm() throws Exception {
    Process other = holder(folder);
    long pid = pidOf(other);
    other.destroyForcibly().waitFor(20, TimeUnit.SECONDS);
    assertThat(ProcessHandle.of(pid)).isPresent();
    try (EmbeddedDatabase database = EmbeddedDatabase.start(folder, NO_GRACE)) {
      assertThat(database.pid()).isEqualTo(pid);
      assertThat(words(database)).containsExactly("before");
    }
    await(() -> ProcessHandle.of(pid).filter(Postmaster::isRunning).isEmpty());
  }

  @Test
  void recoversWhenJvmAndServerWereKilled() throws Exception {
    Process other = holder(folder);
    ProcessHandle server = ProcessHandle.of(pidOf(other)).orElseThrow();
    other.destroyForcibly().waitFor(20, TimeUnit.SECONDS);
    server.destroyForcibly();
    server.onExit().get(20, TimeUnit.SECONDS);
    try (EmbeddedDatabase database = EmbeddedDatabase.start(folder, NO_GRACE)) {
      assertThat(words(database)).containsExactly("before");
    }
  }

  @Test
  void startsAKilledServerAgainOnTheSamePort() throws Exception {
    try (EmbeddedDatabase database = EmbeddedDatabase.start(folder, NO_GRACE)) {
      execute(database, "CREATE TABLE kept (word text)");
      execute(database, "INSERT INTO kept VALUES ('hello')");
      long killed = database.pid();
      String url = database.jdbcUrl();
      ProcessHandle.of(killed).orElseThrow().destroyForcibly();
      await(() -> database.restarts() == 1 && database.pid() != killed);
      assertThat(database.jdbcUrl()).isEqualTo(url);
      assertThat(words(database)).containsExactly("hello");
    }
  }

  @Test
  void endsWithTheJvm() throws Exception {
    Process other = holder(folder);
    ProcessHandle server = ProcessHandle.of(pidOf(other)).orElseThrow();
    other.toHandle().destroy();
    assertThat(other.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(Postmaster.isRunning(server)).isFalse();
  }

  @Test
  void letsAStoppingJvmFinishFirst() throws Exception {
    Process other = holder(folder, "close");
    ProcessHandle server = ProcessHandle.of(pidOf(other)).orElseThrow();
    other.toHandle().destroy();
    assertThat(other.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(Postmaster.isRunning(server)).isFalse();
    try (EmbeddedDatabase database = EmbeddedDatabase.attach(folder)) {
      assertThat(words(database)).containsExactly("before", "while stopping");
    }
  }

  @Test
  void attachesToARunningServerAndLeavesItRunning() throws Exception {
    Process other = holder(folder);
    long pid = pidOf(other);
    try (EmbeddedDatabase database = EmbeddedDatabase.attach(folder)) {
      assertThat(database.pid()).isEqualTo(pid);
      assertThat(words(database)).containsExactly("before");
    }
    assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isPresent();
  }

  @Test
  void attachesByStartingWhatDoesNotRun() throws Exception {
    assertThatThrownBy(() -> EmbeddedDatabase.attach(fresh))
        .isInstanceOf(StoresUnavailableException.class)
        .hasMessageContaining("no data");
    EmbeddedDatabase.start(fresh, NO_GRACE).close();
    try (EmbeddedDatabase database = EmbeddedDatabase.attach(fresh)) {
      assertThat(query(database, "SELECT 1")).containsExactly("1");
    }
    assertThat(Postmaster.of(fresh.resolve("data"))).isEmpty();
  }

  @Test
  void leavesAProgramAloneThatNowHasTheServersNumber() throws Exception {
    EmbeddedDatabase.start(folder, NO_GRACE).close();
    Process stranger = new ProcessBuilder("sleep", "120").start();
    others.add(stranger);
    Files.writeString(
        folder.resolve("data/postmaster.pid"),
        stranger.pid() + "\n" + folder.resolve("data") + "\n1\n5432\n\n127.0.0.1\n\nready   \n");
    try (EmbeddedDatabase database = EmbeddedDatabase.start(folder, NO_GRACE)) {
      assertThat(database.pid()).isNotEqualTo(stranger.pid());
    }
    assertThat(stranger.isAlive()).isTrue();
  }

  @Test
  void beginsAnewWhenItsFirstStartWasCutShort() throws Exception {
    Files.createDirectories(fresh.resolve("data.new/base"));
    Files.writeString(fresh.resolve("data.new/base/half"), "x");
    Files.writeString(fresh.resolve("password"), "old");
    try (EmbeddedDatabase database = EmbeddedDatabase.start(fresh, NO_GRACE)) {
      assertThat(query(database, "SELECT 1")).containsExactly("1");
    }
  }

  @Test
  void saysThatTheDataAreOfAnotherPostgres() throws Exception {
    EmbeddedDatabase.start(folder, NO_GRACE).close();
    Files.writeString(folder.resolve("data/PG_VERSION"), "14\n");
    assertThatThrownBy(() -> EmbeddedDatabase.start(folder, NO_GRACE))
        .isInstanceOf(StoresUnavailableException.class)
        .hasMessageContaining("pg_dump");
  }

  @Test
  void saysWhatTheServerSaysWhenItDoesNotStart() throws Exception {
    EmbeddedDatabase.start(folder, NO_GRACE).close();
    Files.delete(folder.resolve("data/global/pg_control"));
    assertThatThrownBy(() -> EmbeddedDatabase.start(folder, NO_GRACE))
        .isInstanceOf(StoresUnavailableException.class)
        .hasMessageContaining("pg_control");
  }

  @Test
  void runsAsTheDatasOwnerWhereRootMayMakeNoNamespace() throws Exception {
    assumeThat(RunAs.ownerOf(above)).as("only root needs another user").isZero();
    RunAs nobody =
        RunAs.choose(0, fresh.resolve("data"), words -> words.getFirst().equals("setpriv"));
    assertThat(nobody.owner()).isEqualTo(OptionalInt.of(65_534));
    ServerFolder place = ServerFolder.at(fresh, nobody);
    Postmaster server = place.startOrTakeOver();
    assertThat(RunAs.ownerOf(fresh.resolve("data"))).isEqualTo(65_534);
    server.stop(Duration.ofSeconds(15));
    // The fresh belongs to that user now, and a later start keeps to it.
    try (EmbeddedDatabase database = EmbeddedDatabase.start(fresh, NO_GRACE)) {
      assertThat(query(database, "SELECT 1")).containsExactly("1");
    }
  }

  private Process holder(Path data, String... more) throws IOException {
    List<String> words =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                HoldsDatabase.class.getName(),
                data.toString()));
    words.addAll(List.of(more));
    Process process =
        new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    others.add(process);
    return process;
  }

  private static long pidOf(Process holder) throws IOException {
    BufferedReader lines = holder.inputReader();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("ready ")) {
        return Long.parseLong(line.substring("ready ".length()));
      }
    }
    throw new IOException("the other process ended before its database was ready");
  }

  private static List<String> words(EmbeddedDatabase database) throws SQLException {
    return query(database, "SELECT word FROM kept");
  }

  private static void execute(EmbeddedDatabase database, String sql) throws SQLException {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static List<String> query(EmbeddedDatabase database, String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        rows.add(result.getString(1));
      }
    }
    return rows;
  }

  private static Connection connect(EmbeddedDatabase database) throws SQLException {
    return DriverManager.getConnection(
        database.jdbcUrl(), database.user(), database.password().reveal());
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("within a minute").isLessThan(deadline);
      java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
    }
  }
}
