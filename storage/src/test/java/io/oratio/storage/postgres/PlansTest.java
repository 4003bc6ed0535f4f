package io.oratio.storage.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.domain.Samples;
import io.oratio.domain.call.CallFilter;
import io.oratio.domain.call.CallSamples;
import io.oratio.domain.call.CallStatus;
import io.oratio.domain.call.OutboundCall;
import io.oratio.domain.call.OutboundCalls;
import io.oratio.domain.call.Reservation;
import io.oratio.domain.conversation.Conversations;
import io.oratio.domain.conversation.Usage;
import io.oratio.domain.creation.Creation;
import io.oratio.domain.creation.Creations;
import io.oratio.domain.notification.Notification;
import io.oratio.domain.notification.NotificationFilter;
import io.oratio.domain.notification.Notifications;
import io.oratio.domain.page.Cursor;
import io.oratio.domain.session.Channel;
import io.oratio.domain.session.SessionFilter;
import io.oratio.domain.session.SessionStatus;
import io.oratio.domain.session.Sessions;
import io.oratio.domain.tenant.TenantId;
import io.oratio.storage.embedded.EmbeddedDatabase;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/// Reads the plan of every statement as the stores really send it. Reading whole tables is switched
/// off: what an index serves is then read by it, and what none serves shows in the plan all the
/// same.
@ExtendWith(Database.class)
class PlansTest {
  private static final Instant NOW = Samples.MORNING;
  private static final Optional<Cursor> AFTER = Optional.of(new Cursor(NOW, "id_1"));

  private final TenantId tenant = Samples.newTenant();
  private final Set<String> statements = new LinkedHashSet<>();
  private final EmbeddedDatabase server;
  private DataSource database;
  private JdbcClient jdbc;

  /// @param storage has made the tables
  PlansTest(EmbeddedDatabase server, PostgresStorage storage) {
    this.server = server;
  }

  @BeforeEach
  void listen() {
    PGSimpleDataSource real = new PGSimpleDataSource();
    real.setUrl(server.jdbcUrl());
    real.setUser(server.user());
    real.setPassword(server.password().reveal());
    database = listening(DataSource.class, real);
    jdbc = JdbcClient.create(database);
  }

  @Test
  void findEveryCallByAnIndex() throws SQLException {
    OutboundCalls calls =
        new PostgresOutboundCalls(jdbc, TransactionOperations.withoutTransaction());
    calls.reserve(CallSamples.call(tenant, "call_1"), CallSamples.reservation("key"));
    calls.reserve(CallSamples.call(tenant, "call_2"), CallSamples.reservation("key"));
    calls.reserve(
        CallSamples.call(tenant, "call_3"),
        CallSamples.reservation("third"),
        new Reservation.Allowance(1, 1, NOW));
    calls.claim(tenant, "call_1", "node-1", NOW);
    calls.move(tenant, "call_1", CallStatus.BUSY, OutboundCall.Change.at(NOW));
    CallFilter all = CallFilter.all();
    for (CallFilter each :
        List.of(
            all,
            all.ofAgent("reception"),
            all.standing(CallStatus.BUSY),
            all.between(NOW, NOW),
            all.ofAgent("reception").standing(CallStatus.BUSY))) {
      calls.list(tenant, each, Optional.empty(), 50);
      calls.list(tenant, each, AFTER, 50);
    }
    calls.waiting(50);
    calls.unfinishedOn("node-1");
    calls.forgetExpired(NOW, 50);
    readsNoWholeTable();
    sortsNothing("LIMIT");
  }

  @Test
  void findEverySessionByAnIndex() throws SQLException {
    Sessions sessions = new PostgresSessions(jdbc, database, new SessionSearch.Bounds(1, 2, 0));
    for (int i = 0; i < 5; i++) {
      sessions.open(Samples.session(tenant, "ses_" + i, NOW));
      sessions.append(tenant, "ses_" + i, Samples.turn(1, "Hello"));
    }
    sessions.requestHandoff(tenant, "ses_1", "asked");
    sessions.complete(tenant, "ses_1", Samples.completion(NOW));
    sessions.find(tenant, "ses_1");
    sessions.recent(tenant, 50);
    sessions.turns(tenant, "ses_1", 0, 50);
    sessions.unfinishedOn("node-1");
    sessions.olderThan(tenant, NOW, 50);
    SessionFilter all = SessionFilter.all();
    for (SessionFilter each :
        List.of(
            all,
            all.ofAgent("reception"),
            all.over(Channel.SIP),
            all.standing(SessionStatus.ERROR),
            all.between(NOW, NOW),
            all.live(),
            all.withNumber("+15550100"),
            all.ofAgent("reception").over(Channel.SIP).live())) {
      sessions.search(tenant, each, Optional.empty(), 50);
      sessions.search(tenant, each, AFTER, 50);
    }
    sortsNothing("LIMIT");
    for (SessionFilter each : List.of(all, all.ofAgent("reception"), all.withNumber("+1555"))) {
      sessions.search(tenant, each.saying("nobody says this"), Optional.empty(), 50);
      sessions.search(tenant, each.saying("hello"), Optional.empty(), 50);
    }
    sessions.delete(tenant, "ses_1");
    readsNoWholeTable();
    assertThat(statements)
        .filteredOn(it -> it.contains("hits AS MATERIALIZED"))
        .isNotEmpty()
        .allSatisfy(it -> assertThat(plan(it)).anyMatch(row -> row.contains("turns_words")));
  }

  @Test
  void findAllThatAnAgentHasByAnIndex() throws SQLException {
    new PostgresAgents(jdbc).versions(tenant, "reception");
    new PostgresAgents(jdbc).latestVersion(tenant, "reception");
    new PostgresAgents(jdbc).list(tenant);
    new PostgresAgents(jdbc).save(Samples.agent(tenant, "reception"), NOW);
    new PostgresAgents(jdbc).remove(tenant, "reception");
    new PostgresNumbers(jdbc, TransactionOperations.withoutTransaction()).list(tenant);
    new PostgresNumbers(jdbc, TransactionOperations.withoutTransaction())
        .removeOf(tenant, "reception");
    new PostgresKnowledgeBases(jdbc).list(tenant);
    new PostgresKnowledgeBases(jdbc).documents(tenant, "reception.1");
    new PostgresKnowledgeBases(jdbc).removeOf(tenant, "reception");
    new PostgresFacts(jdbc).about(tenant, "reception", "visitor-1");
    new PostgresFacts(jdbc).forget(tenant, "reception", "visitor-1");
    new PostgresFacts(jdbc).removeOf(tenant, "reception");
    new PostgresToolExecutions(jdbc).ofSession(tenant, "ses_1");
    new PostgresMailbox(jdbc).recent(tenant, 50);
    Creations creations = new PostgresCreations(jdbc);
    Creation creation = Creation.begun(tenant, "reception", NOW);
    creations.lease(tenant, "reception", "worker", NOW, NOW);
    creations.save(creation, "worker");
    creations.release(tenant, "reception", "worker");
    creations.due(NOW, 50);
    creations.find(tenant, "reception");
    creations.remove(tenant, "reception");
    readsNoWholeTable();
  }

  @Test
  void findEveryConversationAndNotificationByAnIndex() throws SQLException {
    Conversations conversations = new PostgresConversations(jdbc);
    conversations.save(Samples.conversation(tenant, "con_1"));
    conversations.find(tenant, "con_1");
    conversations.recent(tenant, 50);
    conversations.messages(tenant, "con_1", 0, 50);
    conversations.lastSequence(tenant, "con_1");
    conversations.charge(tenant, "con_1", Usage.NONE);
    conversations.runs(tenant, "con_1", 50);
    conversations.unfinishedOn("node-1");
    for (Optional<Cursor> after : List.of(AFTER, Optional.<Cursor>empty())) {
      conversations.list(tenant, Optional.empty(), after, 50);
      conversations.list(tenant, Optional.of("reception"), after, 50);
    }
    sortsNothing("LIMIT");
    conversations.removeOf(tenant, "reception", 50);
    Notifications notifications = new PostgresNotifications(jdbc);
    notifications.find(tenant, "ntf_1");
    notifications.recent(tenant, 50);
    NotificationFilter all = NotificationFilter.all();
    for (NotificationFilter each :
        List.of(all, all.standing(Notification.Status.READ), all.ofType("handoff"))) {
      notifications.list(tenant, each, Optional.empty(), 50);
      notifications.list(tenant, each, AFTER, 50);
    }
    notifications.claim(tenant, "ntf_1", "user-1", NOW);
    notifications.release(tenant, "ntf_1", "user-1");
    notifications.mark(tenant, "ntf_1", Notification.Status.READ);
    notifications.emailSent(tenant, "ntf_1");
    notifications.unopened(NOW, 50);
    notifications.escalate(tenant, "ntf_1", NOW);
    readsNoWholeTable();
  }

  private void readsNoWholeTable() throws SQLException {
    for (String each : explainable()) {
      assertThat(plan(each)).as(each).noneMatch(it -> it.contains("Seq Scan"));
    }
  }

  /// The lists come in the order of an index; only the two halves of a number's list are merged.
  private void sortsNothing(String mark) throws SQLException {
    for (String each : explainable()) {
      if (each.startsWith("SELECT") && each.contains(mark)) {
        assertThat(plan(each, "SET enable_incremental_sort = off", "SET enable_sort = off"))
            .as(each)
            .noneMatch(it -> it.contains("Sort") && !it.contains("Sort Key"));
      }
    }
  }

  /// The types of an insertion's parameters come with their values only.
  private List<String> explainable() {
    assertThat(statements).isNotEmpty();
    return statements.stream()
        .filter(it -> it.matches("(?s)\\s*(SELECT|WITH|UPDATE|DELETE).*"))
        .filter(it -> !it.contains("INSERT"))
        .toList();
  }

  private List<String> plan(String statement, String... settings) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(
                server.jdbcUrl() + "?preferQueryMode=simple",
                server.user(),
                server.password().reveal());
        Statement explaining = connection.createStatement()) {
      explaining.execute("SET enable_seqscan = off");
      for (String each : settings) {
        explaining.execute(each);
      }
      List<String> rows = new ArrayList<>();
      try (ResultSet plan =
          explaining.executeQuery("EXPLAIN (GENERIC_PLAN) " + numbered(statement))) {
        while (plan.next()) {
          rows.add(plan.getString(1));
        }
      }
      return rows;
    }
  }

  private static String numbered(String statement) {
    Matcher places = Pattern.compile("\\?").matcher(statement);
    StringBuilder out = new StringBuilder();
    for (int place = 1; places.find(); place++) {
      places.appendReplacement(out, "\\$" + place);
    }
    return places.appendTail(out).toString();
  }

  /// Keeps the text of every statement that is prepared.
  private <T> T listening(Class<T> type, T real) {
    return type.cast(
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {type},
            (_, method, arguments) -> {
              if (method.getName().equals("prepareStatement")) {
                statements.add((String) arguments[0]);
              }
              try {
                Object answer = method.invoke(real, arguments);
                return answer instanceof Connection it ? listening(Connection.class, it) : answer;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}
