package io.oratio.storage.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oratio.domain.Samples;
import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.trunk.Secret;
import io.oratio.storage.StoresUnavailableException;
import io.oratio.storage.embedded.EmbeddedDatabase;
import io.oratio.storage.secret.LocalKeySecretBox;
import io.oratio.storage.secret.SecretBox;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(Database.class)
class PostgresStorageTest {
  @TempDir Path folder;

  private final EmbeddedDatabase server;
  private final PostgresStorage storage;
  private SecretBox secrets;

  PostgresStorageTest(EmbeddedDatabase server, PostgresStorage storage) throws IOException {
    this.server = server;
    this.storage = storage;
  }

  @BeforeEach
  void makeAKey() throws IOException {
    secrets = LocalKeySecretBox.open(folder.resolve("key"), new SecureRandom());
  }

  @Test
  void saysWhatToDoWhenNobodyAnswers() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    refuses("jdbc:postgresql://127.0.0.1:" + port + "/oratio", server.password())
        .hasMessageContaining("No PostgreSQL answers at 127.0.0.1:" + port + "/oratio")
        .hasMessageContaining("start it");
  }

  @Test
  void saysWhatToDoWhenThePasswordIsWrong() {
    refuses(server.jdbcUrl(), new Secret("wrong")).hasMessageContaining("check the user");
  }

  @Test
  void saysWhatToDoWhenThereIsNoDatabase() {
    refuses(server.jdbcUrl() + "_none", server.password()).hasMessageContaining("create it");
  }

  @Test
  void saysWhatToDoWhenTheAddressIsNone() {
    refuses("postgres://somewhere", server.password())
        .hasMessageContaining("jdbc:postgresql://host:port/database");
  }

  @Test
  void opensTablesThatAreThereAlready() {
    TenantId tenantId = Samples.newTenant();
    storage.agents().save(Samples.agent(tenantId, "reception"));
    try (PostgresStorage again =
        PostgresStorage.open(server.jdbcUrl(), server.user(), server.password(), secrets, 1)) {
      assertThat(again.agents().list(tenantId)).hasSize(1);
    }
  }

  @Test
  void keepsNoPasswordReadable() throws SQLException {
    TenantId tenantId = Samples.newTenant();
    storage.trunks().save(Samples.trunk(tenantId, "carrier"));
    assertThat(query("SELECT row_to_json(t) FROM trunks t WHERE tenant_id = '" + tenantId + "'"))
        .singleElement()
        .asString()
        .contains("carrier")
        .doesNotContain("wonderland");
  }

  @Test
  void doesNotOpenAPasswordThatWasCopiedToAnotherTenant() throws SQLException {
    TenantId ours = Samples.newTenant();
    TenantId theirs = Samples.newTenant();
    storage.trunks().save(Samples.trunk(ours, "carrier"));
    storage.trunks().save(Samples.trunk(theirs, "carrier"));
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "UPDATE trunks SET sealed_password = (SELECT sealed_password FROM trunks WHERE tenant_id"
              + " = '"
              + theirs
              + "') WHERE tenant_id = '"
              + ours
              + "'");
    }
    assertThatThrownBy(() -> storage.trunks().list(ours)).isInstanceOf(IllegalStateException.class);
    storage.trunks().remove(ours, "carrier");
  }

  @Test
  void beginsEveryPrimaryKeyWithTheTenant() throws SQLException {
    assertThat(
            query(
                """
                SELECT c.relname || ':' || a.attname FROM pg_index i
                JOIN pg_class c ON c.oid = i.indrelid
                JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]
                WHERE i.indisprimary AND c.relnamespace = 'public'::regnamespace
                  AND c.relname NOT LIKE 'flyway%'
                """))
        .hasSize(16)
        .allMatch(it -> it.endsWith(":tenant_id"));
  }

  @Test
  void findsTheNewestAndTheUnfinishedByAnIndex() throws SQLException {
    assertThat(query("SELECT indexname FROM pg_indexes WHERE tablename = 'sessions'"))
        .contains("sessions_newest_first", "sessions_unfinished");
  }

  private org.assertj.core.api.AbstractThrowableAssert<?, ? extends Throwable> refuses(
      String url, Secret password) {
    return assertThatThrownBy(() -> PostgresStorage.open(url, server.user(), password, secrets, 1))
        .isInstanceOf(StoresUnavailableException.class);
  }

  private List<String> query(String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        rows.add(result.getString(1));
      }
    }
    return rows;
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password().reveal());
  }
}
