package io.oratio.storage.postgres;

import io.oratio.domain.account.EmailAddress;
import io.oratio.domain.account.Invitation;
import io.oratio.domain.account.Invitations;
import io.oratio.domain.account.Role;
import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.trunk.Secret;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Invitations in the table `invitations`.
final class PostgresInvitations implements Invitations {
  private final JdbcClient jdbc;

  PostgresInvitations(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void add(Invitation invitation) {
    int added =
        jdbc.sql(
                """
                INSERT INTO invitations (tenant_id, invitation_id, email, role, token_hash,
                                         invited_by, created_at, expires_at, accepted_at)
                VALUES (:tenantId, :invitationId, :email, :role, :tokenHash,
                        :invitedBy, :createdAt, :expiresAt, :acceptedAt)
                ON CONFLICT DO NOTHING
                """)
            .param("tenantId", invitation.tenantId().value())
            .param("invitationId", invitation.invitationId())
            .param("email", invitation.email().reveal())
            .param("role", invitation.role().wireName())
            .param("tokenHash", invitation.tokenHash().reveal())
            .param("invitedBy", invitation.invitedBy())
            .param("createdAt", Columns.timestamp(invitation.createdAt()))
            .param("expiresAt", Columns.timestamp(invitation.expiresAt()))
            .param(
                "acceptedAt",
                invitation.acceptedAt().map(Columns::timestamp).orElse(null),
                Types.TIMESTAMP_WITH_TIMEZONE)
            .update();
    if (added == 0) {
      throw new IllegalStateException(
          "invitation " + invitation.invitationId() + " is there already");
    }
  }

  @Override
  public List<Invitation> list(TenantId tenantId) {
    return jdbc.sql("SELECT * FROM invitations WHERE tenant_id = :tenantId ORDER BY invitation_id")
        .param("tenantId", tenantId.value())
        .query(PostgresInvitations::read)
        .list();
  }

  @Override
  public Optional<Invitation> byTokenHash(Secret tokenHash) {
    return jdbc.sql("SELECT * FROM invitations WHERE token_hash = :tokenHash LIMIT 1")
        .param("tokenHash", tokenHash.reveal())
        .query(PostgresInvitations::read)
        .optional();
  }

  @Override
  public Optional<Invitation> accept(TenantId tenantId, String invitationId, Instant now) {
    return jdbc.sql(
            """
            UPDATE invitations SET accepted_at = :now
            WHERE tenant_id = :tenantId AND invitation_id = :invitationId
              AND accepted_at IS NULL AND expires_at > :now
            RETURNING *
            """)
        .param("tenantId", tenantId.value())
        .param("invitationId", invitationId)
        .param("now", Columns.timestamp(now))
        .query(PostgresInvitations::read)
        .optional();
  }

  @Override
  public void remove(TenantId tenantId, String invitationId) {
    jdbc.sql(
            """
            DELETE FROM invitations
            WHERE tenant_id = :tenantId AND invitation_id = :invitationId
            """)
        .param("tenantId", tenantId.value())
        .param("invitationId", invitationId)
        .update();
  }

  private static Invitation read(ResultSet row, int index) throws SQLException {
    return new Invitation(
        Columns.tenantId(row),
        row.getString("invitation_id"),
        new EmailAddress(row.getString("email")),
        Role.fromWire(row.getString("role")),
        new Secret(row.getString("token_hash")),
        row.getString("invited_by"),
        Columns.instant(row, "created_at"),
        Columns.instant(row, "expires_at"),
        Columns.optionalInstant(row, "accepted_at"));
  }
}
