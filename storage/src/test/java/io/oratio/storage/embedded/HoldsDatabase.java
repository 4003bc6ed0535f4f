package io.oratio.storage.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/// A process of its own that starts a server, writes a row and waits to be ended, for the tests
/// that end it.
final class HoldsDatabase {
  private HoldsDatabase() {}

  /// @param args the folder; with `close`, a stopping JVM first gets a second row written
  public static void main(String[] args) throws Exception {
    EmbeddedDatabase database =
        EmbeddedDatabase.start(
            Path.of(args[0]), args.length > 1 ? Duration.ofSeconds(20) : Duration.ZERO);
    write(database, "CREATE TABLE IF NOT EXISTS kept (word text)");
    write(database, "INSERT INTO kept VALUES ('before')");
    if (args.length > 1) {
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    try {
                      write(database, "INSERT INTO kept VALUES ('while stopping')");
                    } catch (SQLException e) {
                      throw new IllegalStateException(e);
                    } finally {
                      database.close();
                    }
                  }));
    }
    System.out.println("ready " + database.pid());
    awaitEnd();
    database.close();
  }

  private static void awaitEnd() throws IOException {
    while (System.in.read() >= 0) {
      // Whoever started this process ends it, or closes its input.
    }
  }

  private static void write(EmbeddedDatabase database, String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(
                database.jdbcUrl(), database.user(), database.password().reveal());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
