package io.oratio.storage.postgres;

import io.oratio.domain.page.Cursor;
import io.oratio.domain.page.Page;
import io.oratio.domain.session.Channel;
import io.oratio.domain.session.Session;
import io.oratio.domain.session.SessionFilter;
import io.oratio.domain.session.SessionStatus;
import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.text.Shape;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Looks for sessions. Without words every filter has an index in the list's own order.
///
/// With words no one statement is quick for all: a common word has a million turns to sort, a rare
/// one has a hundred thousand sessions to look through in vain. So the newest sessions are looked
/// through first, turn by turn along their key: a common word fills the page there. A word that
/// does not is not common among the newest, and its turns are gathered from the index of words,
/// joined to their sessions and sorted. Where even those are too many (it was common once), more
/// sessions are looked through, up to a number, and the page ends there with a `next`. So each page
/// costs little, whatever is asked.
final class SessionSearch {
  private static final String SAYS = "words @@ websearch_to_tsquery('simple', :text)";

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final RowMapper<Session> mapper;
  private final Bounds bounds;

  SessionSearch(JdbcClient jdbc, DataSource database, RowMapper<Session> mapper, Bounds bounds) {
    this.jdbc = jdbc;
    this.bounds = bounds;
    this.mapper = mapper;
    this.transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
    this.transaction.setReadOnly(true);
  }

  Page<Session> search(TenantId tenantId, SessionFilter filter, Optional<Cursor> after, int limit) {
    Shape.limit(limit);
    Listing listing =
        new Listing("sessions", "start_time", "session_id", tenantId)
            .equal("agent_id", filter.agentId())
            .equal("channel", filter.channel().map(Channel::wireName))
            .equal("status", filter.status().map(SessionStatus::wireName))
            .between(filter.from(), filter.to())
            .after(after);
    if (filter.liveOnly()) {
      listing.and("end_time IS NULL");
    }
    if (filter.text().isPresent()) {
      filter
          .number()
          .ifPresent(
              it -> listing.and("(dialled = :number OR caller_number = :number)", "number", it));
      return saying(listing, filter.text().get(), tenantId, limit);
    }
    if (filter.number().isPresent()) {
      return withNumber(listing, filter.number().get(), limit);
    }
    return listing.page(jdbc, limit, mapper, Session::place);
  }

  /// Two indexes, each in the list's order, and the first of both.
  private Page<Session> withNumber(Listing listing, String number, int limit) {
    listing.parameters().put("number", number);
    return listing.page(
        jdbc,
        "SELECT * FROM (("
            + listing.rows(" AND dialled = :number")
            + ") UNION ALL ("
            + listing.rows(" AND caller_number = :number AND dialled <> :number")
            + ")) both_numbers "
            + listing.order()
            + " LIMIT :limit",
        limit,
        mapper,
        Session::place);
  }

  private Page<Session> saying(Listing listing, String text, TenantId tenantId, int limit) {
    listing.parameters().put("text", text);
    // The tenant's word, quoted as a query has it; an id of a tenant holds no quote.
    listing.parameters().put("tenantWord", "'#" + tenantId.value() + "'");
    return transaction.execute(
        _ -> {
          // The statement's shape is chosen here: what the server would guess of a word that it
          // has not counted yet must not turn it into a walk over all turns.
          jdbc.sql("SET LOCAL enable_seqscan = off").update();
          jdbc.sql("SET LOCAL jit = off").update();
          return sayingIn(listing, limit);
        });
  }

  private Page<Session> sayingIn(Listing listing, int limit) {
    List<Session> near = walk(listing, bounds.near(), limit);
    if (near.size() > limit || placeOf(listing, bounds.near()).isEmpty()) {
      return Page.of(near, limit, Session::place);
    }
    List<Gathered> gathered = gather(listing, limit);
    if (gathered.getFirst().turns() <= bounds.mostTurns()) {
      return Page.of(
          gathered.stream().flatMap(it -> it.session().stream()).toList(), limit, Session::place);
    }
    List<Session> far = walk(listing, bounds.far(), limit);
    return far.size() > limit
        ? Page.of(far, limit, Session::place)
        : new Page<>(far, placeOf(listing, bounds.far()));
  }

  /// Looks through the first so many sessions, each along the key of its turns.
  private List<Session> walk(Listing listing, int sessions, int limit) {
    return jdbc.sql(
            "SELECT near.* FROM ("
                + listing.rows("").replace(":limit", ":walked")
                + ") near CROSS JOIN LATERAL (SELECT 1 FROM turns WHERE tenant_id = near.tenant_id"
                + " AND session_id = near.session_id AND "
                + SAYS
                + " LIMIT 1) said "
                + listing.order()
                + " LIMIT :limit")
        .params(listing.parameters())
        .param("walked", sessions)
        .param("limit", limit + 1)
        .query(mapper)
        .list();
  }

  /// Where the walk over so many sessions ends; empty when the list ends before or there.
  private Optional<Cursor> placeOf(Listing listing, int sessions) {
    List<Session> last =
        jdbc.sql(listing.rows("") + " OFFSET :walked")
            .params(listing.parameters())
            .param("walked", sessions - 1)
            .param("limit", 2)
            .query(mapper)
            .list();
    return last.size() < 2 ? Optional.empty() : Optional.of(last.getFirst().place());
  }

  /// At least one row, which says how many turns were found.
  private List<Gathered> gather(Listing listing, int limit) {
    return jdbc.sql(
            "WITH hits AS MATERIALIZED (SELECT session_id FROM turns WHERE "
                + SAYS
                + " AND words @@ CAST(:tenantWord AS tsquery) LIMIT :most)"
                + " SELECT counted.turns, found.* FROM (SELECT count(*) AS turns FROM hits) counted"
                + " LEFT JOIN LATERAL (SELECT * FROM sessions WHERE "
                + listing.where()
                + " AND session_id IN (SELECT session_id FROM hits) "
                + listing.order()
                + " LIMIT :limit) found ON true "
                + listing.order())
        .params(listing.parameters())
        .param("most", bounds.mostTurns() + 1)
        .param("limit", limit + 1)
        .query(this::readGathered)
        .list();
  }

  private Gathered readGathered(ResultSet row, int index) throws SQLException {
    int turns = row.getInt("turns");
    return new Gathered(
        turns,
        row.getString("session_id") == null
            ? Optional.empty()
            : Optional.ofNullable(mapper.mapRow(row, index)));
  }

  /// @param turns that say the words, counted up to one more than [Bounds#mostTurns]
  private record Gathered(int turns, Optional<Session> session) {}

  /// How much one page may cost.
  ///
  /// @param near sessions looked through before the index of words is asked
  /// @param far sessions looked through at most
  /// @param mostTurns gathered from the index of words at most
  record Bounds(int near, int far, int mostTurns) {
    static Bounds usual() {
      return new Bounds(500, 5000, 20_000);
    }
  }
}
