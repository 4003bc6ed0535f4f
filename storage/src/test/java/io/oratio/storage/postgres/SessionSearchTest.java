package io.oratio.storage.postgres;

import io.oratio.domain.session.Sessions;
import io.oratio.domain.session.SessionsContract;
import io.oratio.storage.embedded.EmbeddedDatabase;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The same contract with bounds so small that every way through a search is gone.
@ExtendWith(Database.class)
class SessionSearchTest {
  private final EmbeddedDatabase server;
  private final List<AutoCloseable> opened = new ArrayList<>();

  /// @param storage has made the tables
  SessionSearchTest(EmbeddedDatabase server, PostgresStorage storage) {
    this.server = server;
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : opened) {
      each.close();
    }
  }

  private Sessions boundBy(int near, int far, int mostTurns) {
    PGSimpleDataSource database = new PGSimpleDataSource();
    database.setUrl(server.jdbcUrl());
    database.setUser(server.user());
    database.setPassword(server.password().reveal());
    com.zaxxer.hikari.HikariDataSource pool = new com.zaxxer.hikari.HikariDataSource();
    pool.setDataSource(database);
    pool.setMaximumPoolSize(8);
    opened.add(pool);
    return new PostgresSessions(
        JdbcClient.create(pool), pool, new SessionSearch.Bounds(near, far, mostTurns));
  }

  @Nested
  class WhereAllWordsAreGathered extends SessionsContract {
    private final Sessions sessions = boundBy(1, 1, 1000);

    @Override
    protected Sessions sessions() {
      return sessions;
    }
  }

  @Nested
  class WhereAllWordsAreTooCommon extends SessionsContract {
    private final Sessions sessions = boundBy(1, 3, 0);

    @Override
    protected Sessions sessions() {
      return sessions;
    }
  }
}
