package io.oratio.storage.postgres;

import io.oratio.domain.account.Member;
import io.oratio.domain.account.Members;
import io.oratio.domain.account.Role;
import io.oratio.domain.tenant.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/// Members in the table `members`. Changes of one tenant's members wait for each other.
final class PostgresMembers implements Members {
  private final JdbcClient jdbc;
  private final TransactionOperations transactions;

  PostgresMembers(JdbcClient jdbc, TransactionOperations transactions) {
    this.jdbc = jdbc;
    this.transactions = transactions;
  }

  @Override
  public Change save(Member member) {
    return inTurn(
        member.tenantId(),
        () -> {
          if (member.role() != Role.OWNER && isLastOwner(member.tenantId(), member.userId())) {
            return new Change.LastOwner();
          }
          write(member);
          return new Change.Done(member);
        });
  }

  @Override
  public Optional<Member> find(TenantId tenantId, String userId) {
    return jdbc.sql("SELECT * FROM members WHERE tenant_id = :tenantId AND user_id = :userId")
        .param("tenantId", tenantId.value())
        .param("userId", userId)
        .query(PostgresMembers::read)
        .optional();
  }

  @Override
  public List<Member> ofTenant(TenantId tenantId) {
    return jdbc.sql("SELECT * FROM members WHERE tenant_id = :tenantId ORDER BY user_id")
        .param("tenantId", tenantId.value())
        .query(PostgresMembers::read)
        .list();
  }

  @Override
  public List<Member> ofUser(String userId) {
    return jdbc.sql("SELECT * FROM members WHERE user_id = :userId ORDER BY tenant_id")
        .param("userId", userId)
        .query(PostgresMembers::read)
        .list();
  }

  @Override
  public Change remove(TenantId tenantId, String userId) {
    return inTurn(
        tenantId,
        () -> isLastOwner(tenantId, userId) ? new Change.LastOwner() : taken(tenantId, userId));
  }

  private void write(Member member) {
    jdbc.sql(
            """
            INSERT INTO members (tenant_id, user_id, role, created_at)
            VALUES (:tenantId, :userId, :role, :createdAt)
            ON CONFLICT (tenant_id, user_id)
            DO UPDATE SET role = EXCLUDED.role, created_at = EXCLUDED.created_at
            """)
        .param("tenantId", member.tenantId().value())
        .param("userId", member.userId())
        .param("role", member.role().wireName())
        .param("createdAt", Columns.timestamp(member.createdAt()))
        .update();
  }

  private Change taken(TenantId tenantId, String userId) {
    return jdbc.sql(
            "DELETE FROM members WHERE tenant_id = :tenantId AND user_id = :userId RETURNING *")
        .param("tenantId", tenantId.value())
        .param("userId", userId)
        .query(PostgresMembers::read)
        .optional()
        .<Change>map(Change.Done::new)
        .orElseGet(Change.Absent::new);
  }

  private boolean isLastOwner(TenantId tenantId, String userId) {
    List<String> owners =
        jdbc.sql(
                """
                SELECT user_id FROM members WHERE tenant_id = :tenantId AND role = 'owner'
                LIMIT 2
                """)
            .param("tenantId", tenantId.value())
            .query(String.class)
            .list();
    return owners.equals(List.of(userId));
  }

  /// The lock is the database's own, by the tenant's id, and goes with the transaction: rows would
  /// not do, since an owner who is being added has none yet.
  private Change inTurn(TenantId tenantId, Supplier<Change> deed) {
    Change change =
        transactions.execute(
            _ -> {
              jdbc.sql("SELECT pg_advisory_xact_lock(hashtextextended(:tenant, 0))")
                  .param("tenant", "members/" + tenantId.value())
                  .query((_, _) -> true)
                  .single();
              return deed.get();
            });
    return Objects.requireNonNull(change);
  }

  private static Member read(ResultSet row, int index) throws SQLException {
    return new Member(
        Columns.tenantId(row),
        row.getString("user_id"),
        Role.fromWire(row.getString("role")),
        Columns.instant(row, "created_at"));
  }
}
