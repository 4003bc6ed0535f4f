package io.oratio.storage.postgres;

import io.oratio.domain.page.Cursor;
import io.oratio.domain.page.Page;
import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.text.Shape;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The statement of a paged list, put together from pieces that stand in this package; what comes
/// from outside is always a parameter. The newest comes first, and a page goes on after a place and
/// not after a number of rows, so the last page costs no more than the first.
final class Listing {
  private final String table;
  private final String moment;
  private final String id;
  private final StringBuilder conditions = new StringBuilder("tenant_id = :tenantId");
  private final Map<String, Object> parameters = new HashMap<>();

  /// @param moment the column of the moment
  /// @param id the column of the id
  Listing(String table, String moment, String id, TenantId tenantId) {
    this.table = table;
    this.moment = moment;
    this.id = id;
    parameters.put("tenantId", tenantId.value());
  }

  /// Only rows with this value, if there is one.
  Listing equal(String column, Optional<String> value) {
    value.ifPresent(it -> and(column + " = :" + column, column, it));
    return this;
  }

  /// Only rows of this time, as far as it has ends.
  Listing between(Optional<Instant> from, Optional<Instant> to) {
    from.ifPresent(it -> and(moment + " >= :fromMoment", "fromMoment", Columns.timestamp(it)));
    to.ifPresent(it -> and(moment + " < :toMoment", "toMoment", Columns.timestamp(it)));
    return this;
  }

  /// Only rows after this place, if there is one.
  Listing after(Optional<Cursor> place) {
    place.ifPresent(
        it -> {
          and("(" + moment + ", " + id + ") < (:afterMoment, :afterId)", "afterId", it.id());
          parameters.put("afterMoment", Columns.timestamp(it.at()));
        });
    return this;
  }

  /// Only rows for which this holds.
  Listing and(String condition) {
    conditions.append(" AND ").append(condition);
    return this;
  }

  /// Only rows for which this holds.
  Listing and(String condition, String parameter, Object value) {
    parameters.put(parameter, value);
    return and(condition);
  }

  /// The conditions so far, for a statement that says more.
  String where() {
    return conditions.toString();
  }

  Map<String, Object> parameters() {
    return parameters;
  }

  /// The rows in their order, with one more condition, at most `:limit`.
  String rows(String condition) {
    return "SELECT * FROM "
        + table
        + " WHERE "
        + conditions
        + condition
        + " "
        + order()
        + " LIMIT :limit";
  }

  String order() {
    return "ORDER BY " + moment + " DESC, " + id + " DESC";
  }

  /// @param limit 1 to 1000
  <T> Page<T> page(JdbcClient jdbc, int limit, RowMapper<T> mapper, Function<T, Cursor> place) {
    return page(jdbc, rows(""), limit, mapper, place);
  }

  /// @param statement over these conditions, of at most `:limit` rows
  <T> Page<T> page(
      JdbcClient jdbc,
      String statement,
      int limit,
      RowMapper<T> mapper,
      Function<T, Cursor> place) {
    return Page.of(
        jdbc.sql(statement)
            .params(parameters)
            .param("limit", Shape.limit(limit) + 1)
            .query(mapper)
            .list(),
        limit,
        place);
  }
}
