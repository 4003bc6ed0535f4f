package io.oratio.storage.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oratio.domain.Samples;
import io.oratio.domain.audit.AuditChain;
import io.oratio.domain.session.Session;
import io.oratio.domain.session.SessionStatus;
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
import java.util.Map;
import org.flywaydb.core.Flyway;
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

  /// A person is no tenant's.
  @Test
  void beginsEveryPrimaryKeyWithTheTenantButThoseOfAPerson() throws SQLException {
    assertThat(
            query(
                """
                SELECT c.relname || ':' || a.attname FROM pg_index i
                JOIN pg_class c ON c.oid = i.indrelid
                JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]
                WHERE i.indisprimary AND c.relnamespace = 'public'::regnamespace
                  AND c.relname NOT LIKE 'flyway%'
                  AND c.relname NOT IN ('users', 'one_time_tokens', 'logins', 'login_hashes')
                """))
        .hasSize(25)
        .allMatch(it -> it.endsWith(":tenant_id"));
  }

  /// Sequential reading and sorting are switched off: what an index serves is then read by it, and
  /// what none serves shows in the plan all the same.
  @Test
  void readsEveryListByAnIndexAndSortsNone() throws SQLException {
    Map<String, String> lists =
        Map.of(
            "sessions WHERE tenant_id = 't' ORDER BY start_time DESC LIMIT 9",
            "sessions_newest_first",
            "sessions WHERE node = 'n' AND end_time IS NULL",
            // Both hold only these; where they are few, both cost the same.
            "sessions_(unfinished|live)",
            "tool_executions WHERE tenant_id = 't' AND session_id = 's'"
                + " ORDER BY started_at, execution_key LIMIT 9",
            "tool_executions_in_order",
            "notifications WHERE tenant_id = 't' ORDER BY created_at DESC LIMIT 9",
            "notifications_newest_first",
            "letters WHERE tenant_id = 't' ORDER BY created_at DESC LIMIT 9",
            "letters_newest_first",
            "conversations WHERE tenant_id = 't' ORDER BY updated_at DESC LIMIT 9",
            "conversations_newest_first",
            "runs WHERE tenant_id = 't' AND conversation_id = 'c'"
                + " ORDER BY started_at DESC, run_id DESC LIMIT 9",
            "runs_newest_first",
            "runs WHERE node = 'n' AND status = 'running'",
            "runs_unfinished");
    for (Map.Entry<String, String> list : lists.entrySet()) {
      assertThat(
              query(
                  "SET enable_seqscan = off",
                  "SET enable_sort = off",
                  "SET enable_bitmapscan = off",
                  "EXPLAIN SELECT * FROM " + list.getKey()))
          .anyMatch(it -> it.matches(".*Index Scan using " + list.getValue() + "\\b.*"))
          .noneMatch(it -> it.contains("Sort") || it.contains("Seq Scan"));
    }
  }

  /// The statements that find people and keys, each as its store sends it.
  @Test
  void findsPeopleAndKeysByAnIndex() throws SQLException {
    Map<String, String> statements =
        Map.ofEntries(
            Map.entry("SELECT * FROM users WHERE email = 'e'", "users_by_email"),
            Map.entry(
                "SELECT * FROM users WHERE external_issuer = 'i' AND external_subject = 's'",
                "users_by_identity"),
            Map.entry(
                "SELECT * FROM members WHERE user_id = 'u' ORDER BY tenant_id", "members_of_user"),
            Map.entry(
                "SELECT user_id FROM members WHERE tenant_id = 't' AND role = 'owner' LIMIT 2",
                "members_pkey"),
            Map.entry(
                "SELECT * FROM invitations WHERE token_hash = 'h' LIMIT 1", "invitations_by_token"),
            Map.entry(
                "SELECT * FROM invitations WHERE tenant_id = 't' ORDER BY invitation_id",
                "invitations_pkey"),
            Map.entry(
                "DELETE FROM one_time_tokens WHERE expires_at <= now()",
                "one_time_tokens_by_expiry"),
            Map.entry("DELETE FROM logins WHERE expires_at <= now()", "logins_by_expiry"),
            Map.entry(
                "UPDATE logins SET ended_at = now() WHERE user_id = 'u' AND ended_at IS NULL",
                "logins_of_user"),
            Map.entry("SELECT * FROM api_keys WHERE key_id = 'k'", "api_keys_by_id"),
            Map.entry(
                "SELECT * FROM api_keys WHERE tenant_id = 't' ORDER BY key_id", "api_keys_pkey"),
            Map.entry(
                "SELECT * FROM audit_entries WHERE tenant_id = 't' AND sequence < 9"
                    + " ORDER BY sequence DESC LIMIT 9",
                "audit_entries_pkey"));
    for (Map.Entry<String, String> statement : statements.entrySet()) {
      assertThat(
              query(
                  "SET enable_seqscan = off",
                  "SET enable_sort = off",
                  "SET enable_bitmapscan = off",
                  "EXPLAIN " + statement.getKey()))
          .anyMatch(
              it -> it.contains("Index ") && it.contains(" using " + statement.getValue() + " "))
          .noneMatch(it -> it.contains("Sort") || it.contains("Seq Scan"));
    }
  }

  @Test
  void showsWhereAnAuditEntryWasChangedByHand() throws SQLException {
    TenantId tenantId = Samples.newTenant();
    for (int i = 0; i < 3; i++) {
      storage.auditLog().append(tenantId, Samples.MORNING, "system", "a", "key/" + i, "{}");
    }
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "UPDATE audit_entries SET subject = 'key/9' WHERE sequence = 2 AND tenant_id = '"
              + tenantId
              + "'");
    }
    assertThat(AuditChain.verify(AuditChain.End.NONE, storage.auditLog().entries(tenantId, 0, 9)))
        .isEqualTo(new AuditChain.Verdict.Broken(2, AuditChain.Break.CHANGED));
  }

  @Test
  void bringsTheTablesOfTheFirstVersionUpToDateWithWhatIsInThem() throws SQLException {
    String url = server.jdbcUrl().replaceFirst("/[^/]*$", "/upgraded");
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE upgraded");
    }
    Flyway.configure()
        .dataSource(url, server.user(), server.password().reveal())
        .locations("classpath:db/migration")
        .target("1")
        .load()
        .migrate();
    try (Connection connection =
            DriverManager.getConnection(url, server.user(), server.password().reveal());
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          INSERT INTO sessions (tenant_id, session_id, agent_id, agent_version, user_id, node,
                                session_type, channel, status, dialled, engine, start_time,
                                message_count, handoff_requested, customer_metadata)
          VALUES ('t', 'ses_1', 'reception', 1, '', 'node-1',
                  'voice', 'sip', 'active', '', 'local', now(),
                  0, false, '{}')
          """);
    }
    TenantId tenantId = new TenantId("t");
    try (PostgresStorage upgraded =
        PostgresStorage.open(url, server.user(), server.password(), secrets, 1)) {
      upgraded.sessions().requestHandoff(tenantId, "ses_1", "asked for a person");
      assertThat(upgraded.sessions().unfinishedOn("node-1"))
          .singleElement()
          .extracting(Session::status)
          .isEqualTo(SessionStatus.HANDOFF_REQUESTED);
      assertThat(upgraded.conversations().recent(tenantId, 1)).isEmpty();
    }
  }

  private org.assertj.core.api.AbstractThrowableAssert<?, ? extends Throwable> refuses(
      String url, Secret password) {
    return assertThatThrownBy(() -> PostgresStorage.open(url, server.user(), password, secrets, 1))
        .isInstanceOf(StoresUnavailableException.class);
  }

  /// @param statements the last is the query
  private List<String> query(String... statements) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (int i = 0; i < statements.length - 1; i++) {
        statement.execute(statements[i]);
      }
      try (ResultSet result = statement.executeQuery(statements[statements.length - 1])) {
        while (result.next()) {
          rows.add(result.getString(1));
        }
      }
    }
    return rows;
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password().reveal());
  }
}
