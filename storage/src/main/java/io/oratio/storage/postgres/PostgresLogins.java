package io.oratio.storage.postgres;

import io.oratio.domain.account.Login;
import io.oratio.domain.account.Logins;
import io.oratio.domain.trunk.Secret;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Logins in the table `logins`, the secrets that they had before in `login_hashes`.
final class PostgresLogins implements Logins {
  private final JdbcClient jdbc;

  PostgresLogins(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void open(Login login) {
    int added =
        jdbc.sql(
                """
                INSERT INTO logins (login_id, user_id, tenant_id, kind, secret_hash, created_at,
                                    last_used_at, expires_at, ended_at)
                VALUES (:loginId, :userId, :tenantId, :kind, :secretHash, :createdAt,
                        :lastUsedAt, :expiresAt, :endedAt)
                ON CONFLICT DO NOTHING
                """)
            .param("loginId", login.loginId())
            .param("userId", login.userId())
            .param("tenantId", login.tenantId().value())
            .param("kind", login.kind().wireName())
            .param("secretHash", login.secretHash().reveal())
            .param("createdAt", Columns.timestamp(login.createdAt()))
            .param("lastUsedAt", Columns.timestamp(login.lastUsedAt()))
            .param("expiresAt", Columns.timestamp(login.expiresAt()))
            .param(
                "endedAt",
                login.endedAt().map(Columns::timestamp).orElse(null),
                Types.TIMESTAMP_WITH_TIMEZONE)
            .update();
    if (added == 0) {
      throw new IllegalStateException("login " + login.loginId() + " is there already");
    }
  }

  @Override
  public Optional<Login> find(String loginId) {
    return jdbc.sql("SELECT * FROM logins WHERE login_id = :loginId")
        .param("loginId", loginId)
        .query(PostgresLogins::read)
        .optional();
  }

  /// The old secret is remembered by the same statement that replaces it; who waited for that
  /// statement finds it remembered.
  @Override
  public Rotation rotate(String loginId, Secret presentedHash, Secret newHash, Instant now) {
    Optional<Login> rotated =
        jdbc.sql(
                """
                WITH rotated AS (
                  UPDATE logins SET secret_hash = :newHash, last_used_at = :now
                  WHERE login_id = :loginId AND secret_hash = :presentedHash
                    AND ended_at IS NULL AND expires_at > :now
                  RETURNING *
                ), remembered AS (
                  INSERT INTO login_hashes (login_id, secret_hash)
                  SELECT login_id, :presentedHash FROM rotated
                  ON CONFLICT DO NOTHING
                )
                SELECT * FROM rotated
                """)
            .param("loginId", loginId)
            .param("presentedHash", presentedHash.reveal())
            .param("newHash", newHash.reveal())
            .param("now", Columns.timestamp(now))
            .query(PostgresLogins::read)
            .optional();
    return rotated
        .<Rotation>map(Rotation.Rotated::new)
        .orElseGet(() -> repeated(loginId, presentedHash, newHash, now));
  }

  @Override
  public void used(String loginId, Instant now) {
    jdbc.sql(
            """
            UPDATE logins SET last_used_at = :now
            WHERE login_id = :loginId AND last_used_at < :now
              AND ended_at IS NULL AND expires_at > :now
            """)
        .param("loginId", loginId)
        .param("now", Columns.timestamp(now))
        .update();
  }

  @Override
  public void end(String loginId, Instant now) {
    jdbc.sql("UPDATE logins SET ended_at = :now WHERE login_id = :loginId AND ended_at IS NULL")
        .param("loginId", loginId)
        .param("now", Columns.timestamp(now))
        .update();
  }

  @Override
  public void endAllOf(String userId, Instant now) {
    jdbc.sql("UPDATE logins SET ended_at = :now WHERE user_id = :userId AND ended_at IS NULL")
        .param("userId", userId)
        .param("now", Columns.timestamp(now))
        .update();
  }

  @Override
  public void forgetExpired(Instant now) {
    jdbc.sql("DELETE FROM logins WHERE expires_at <= :now")
        .param("now", Columns.timestamp(now))
        .update();
  }

  private Rotation repeated(String loginId, Secret presentedHash, Secret newHash, Instant now) {
    return find(loginId)
        .filter(it -> it.isOpen(now) && it.hasJustBeenGiven(newHash, now))
        .filter(_ -> isRemembered(loginId, presentedHash))
        .<Rotation>map(Rotation.Rotated::new)
        .orElseGet(() -> notRotated(loginId, presentedHash, now));
  }

  private boolean isRemembered(String loginId, Secret hash) {
    return jdbc.sql(
            """
            SELECT EXISTS (SELECT 1 FROM login_hashes
                           WHERE login_id = :loginId AND secret_hash = :hash)
            """)
        .param("loginId", loginId)
        .param("hash", hash.reveal())
        .query(Boolean.class)
        .single();
  }

  private Rotation notRotated(String loginId, Secret presentedHash, Instant now) {
    return jdbc.sql(
            """
            UPDATE logins SET ended_at = :now
            WHERE login_id = :loginId AND ended_at IS NULL AND expires_at > :now
              AND EXISTS (SELECT 1 FROM login_hashes
                          WHERE login_id = :loginId AND secret_hash = :presentedHash)
            RETURNING *
            """)
        .param("loginId", loginId)
        .param("presentedHash", presentedHash.reveal())
        .param("now", Columns.timestamp(now))
        .query(PostgresLogins::read)
        .optional()
        .<Rotation>map(Rotation.Reused::new)
        .orElseGet(Rotation.Gone::new);
  }

  private static Login read(ResultSet row, int index) throws SQLException {
    return new Login(
        row.getString("login_id"),
        row.getString("user_id"),
        Columns.tenantId(row),
        Login.Kind.fromWire(row.getString("kind")),
        new Secret(row.getString("secret_hash")),
        Columns.instant(row, "created_at"),
        Columns.instant(row, "last_used_at"),
        Columns.instant(row, "expires_at"),
        Columns.optionalInstant(row, "ended_at"));
  }
}
