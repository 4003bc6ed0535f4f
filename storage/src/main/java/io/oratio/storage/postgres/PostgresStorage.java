package io.oratio.storage.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.oratio.domain.account.Invitations;
import io.oratio.domain.account.Logins;
import io.oratio.domain.account.Members;
import io.oratio.domain.account.OneTimeTokens;
import io.oratio.domain.account.Users;
import io.oratio.domain.agent.Agents;
import io.oratio.domain.audit.AuditLog;
import io.oratio.domain.call.OutboundCalls;
import io.oratio.domain.conversation.Conversations;
import io.oratio.domain.creation.Creations;
import io.oratio.domain.key.ApiKeys;
import io.oratio.domain.knowledge.KnowledgeBases;
import io.oratio.domain.mail.Mailbox;
import io.oratio.domain.memory.Facts;
import io.oratio.domain.notification.Notifications;
import io.oratio.domain.number.Numbers;
import io.oratio.domain.session.Sessions;
import io.oratio.domain.tenant.TenantPolicies;
import io.oratio.domain.tenant.Tenants;
import io.oratio.domain.tool.ToolExecutions;
import io.oratio.domain.trunk.Secret;
import io.oratio.domain.trunk.Trunks;
import io.oratio.storage.StoresUnavailableException;
import io.oratio.storage.secret.SecretBox;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/// All stores of records over one pool of connections to one database. Safe from any thread.
public final class PostgresStorage implements AutoCloseable {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

  private final HikariDataSource pool;
  private final String address;
  private final Tenants tenants;
  private final TenantPolicies tenantPolicies;
  private final Users users;
  private final Members members;
  private final Invitations invitations;
  private final OneTimeTokens oneTimeTokens;
  private final Logins logins;
  private final ApiKeys apiKeys;
  private final AuditLog auditLog;
  private final Agents agents;
  private final Numbers numbers;
  private final Trunks trunks;
  private final Sessions sessions;
  private final OutboundCalls outboundCalls;
  private final Creations creations;
  private final KnowledgeBases knowledgeBases;
  private final ToolExecutions toolExecutions;
  private final Facts facts;
  private final Notifications notifications;
  private final Mailbox mailbox;
  private final Conversations conversations;

  private PostgresStorage(HikariDataSource pool, String address, SecretBox secrets) {
    this.pool = pool;
    this.address = address;
    JdbcClient jdbc = JdbcClient.create(pool);
    TransactionOperations transactions = new TransactionTemplate(new JdbcTransactionManager(pool));
    this.tenants = new PostgresTenants(jdbc);
    this.tenantPolicies = new PostgresTenantPolicies(jdbc);
    this.users = new PostgresUsers(jdbc);
    this.members = new PostgresMembers(jdbc, transactions);
    this.invitations = new PostgresInvitations(jdbc);
    this.oneTimeTokens = new PostgresOneTimeTokens(jdbc);
    this.logins = new PostgresLogins(jdbc);
    this.apiKeys = new PostgresApiKeys(jdbc);
    this.auditLog = new PostgresAuditLog(jdbc, transactions);
    this.agents = new PostgresAgents(jdbc);
    this.numbers = new PostgresNumbers(jdbc, transactions);
    this.trunks = new PostgresTrunks(jdbc, transactions, secrets);
    this.sessions = new PostgresSessions(jdbc, pool);
    this.outboundCalls = new PostgresOutboundCalls(jdbc, transactions);
    this.creations = new PostgresCreations(jdbc);
    this.knowledgeBases = new PostgresKnowledgeBases(jdbc);
    this.toolExecutions = new PostgresToolExecutions(jdbc);
    this.facts = new PostgresFacts(jdbc);
    this.notifications = new PostgresNotifications(jdbc);
    this.mailbox = new PostgresMailbox(jdbc);
    this.conversations = new PostgresConversations(jdbc);
  }

  /// Connects, brings the tables up to date and opens the stores.
  ///
  /// @param jdbcUrl `jdbc:postgresql://host:port/database`
  /// @param maxConnections 1 or more: how many calls may be in the database at once
  /// @throws StoresUnavailableException when the database cannot be used; it says what to do
  public static PostgresStorage open(
      String jdbcUrl, String user, Secret password, SecretBox secrets, int maxConnections) {
    PGSimpleDataSource database = new PGSimpleDataSource();
    try {
      database.setUrl(jdbcUrl);
    } catch (IllegalArgumentException e) {
      throw new StoresUnavailableException(
          "The database's address is not of the form jdbc:postgresql://host:port/database.", e);
    }
    database.setUser(user);
    database.setPassword(password.reveal());
    database.setApplicationName("oratio");
    database.setConnectTimeout((int) CONNECT_TIMEOUT.toSeconds());
    database.setTcpKeepAlive(true);
    String address = addressOf(database);
    checkReachable(database, address, user);
    migrate(database, address);
    HikariConfig config = new HikariConfig();
    config.setDataSource(database);
    config.setPoolName("oratio-storage");
    config.setMaximumPoolSize(maxConnections);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(CONNECT_TIMEOUT.toMillis());
    return new PostgresStorage(new HikariDataSource(config), address, secrets);
  }

  /// `host:port/database`, without the user and the password.
  public String address() {
    return address;
  }

  public Tenants tenants() {
    return tenants;
  }

  public TenantPolicies tenantPolicies() {
    return tenantPolicies;
  }

  public Users users() {
    return users;
  }

  public Members members() {
    return members;
  }

  public Invitations invitations() {
    return invitations;
  }

  public OneTimeTokens oneTimeTokens() {
    return oneTimeTokens;
  }

  public Logins logins() {
    return logins;
  }

  public ApiKeys apiKeys() {
    return apiKeys;
  }

  public AuditLog auditLog() {
    return auditLog;
  }

  public Agents agents() {
    return agents;
  }

  public Numbers numbers() {
    return numbers;
  }

  public Trunks trunks() {
    return trunks;
  }

  public Sessions sessions() {
    return sessions;
  }

  public OutboundCalls outboundCalls() {
    return outboundCalls;
  }

  public Creations creations() {
    return creations;
  }

  public KnowledgeBases knowledgeBases() {
    return knowledgeBases;
  }

  public ToolExecutions toolExecutions() {
    return toolExecutions;
  }

  public Facts facts() {
    return facts;
  }

  public Notifications notifications() {
    return notifications;
  }

  public Mailbox mailbox() {
    return mailbox;
  }

  public Conversations conversations() {
    return conversations;
  }

  /// Gives the connections back. The stores are of no use afterwards.
  @Override
  public void close() {
    pool.close();
  }

  private static void checkReachable(DataSource database, String address, String user) {
    try (Connection connection = database.getConnection()) {
      if (connection.getMetaData().getDatabaseMajorVersion() < 14) {
        throw new StoresUnavailableException(
            "The PostgreSQL at " + address + " is too old: Oratio needs version 14 or newer.");
      }
    } catch (SQLException e) {
      throw new StoresUnavailableException(advice(e.getSQLState(), address, user), e);
    }
  }

  /// SQLSTATE classes: 08 connection, 28 authorisation, 3D catalogue, 53 resources, 57 operator.
  private static String advice(String state, String address, String user) {
    String kind = state == null || state.length() < 2 ? "" : state.substring(0, 2);
    return switch (kind) {
      case "28" ->
          "The PostgreSQL at "
              + address
              + " does not let the user "
              + user
              + " in: check the user and the password, and the server's pg_hba.conf.";
      case "3D" ->
          "There is no database at " + address + ": create it, owned by the user " + user + ".";
      case "53", "57" ->
          "The PostgreSQL at "
              + address
              + " takes no connection now: it is starting, stopping or full. Try again, or raise "
              + "its max_connections.";
      default ->
          "No PostgreSQL answers at "
              + address
              + ": start it, or correct the address, or leave it out to use the embedded one.";
    };
  }

  private static void migrate(DataSource database, String address) {
    try {
      Flyway.configure(PostgresStorage.class.getClassLoader())
          .dataSource(database)
          .locations("classpath:db/migration")
          .connectRetries(0)
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw new StoresUnavailableException(
          "The tables at "
              + address
              + " could not be brought up to date: they are of a newer Oratio, or were changed by "
              + "hand, or the user may not create tables.",
          e);
    }
  }

  private static String addressOf(PGSimpleDataSource database) {
    return database.getServerNames()[0]
        + ":"
        + database.getPortNumbers()[0]
        + "/"
        + database.getDatabaseName();
  }
}
