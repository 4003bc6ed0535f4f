package io.oratio.storage.postgres;

import io.oratio.domain.account.OneTimeToken;
import io.oratio.domain.account.OneTimeTokens;
import io.oratio.domain.trunk.Secret;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/// One-time tokens in the table `one_time_tokens`; one that is redeemed is taken out.
final class PostgresOneTimeTokens implements OneTimeTokens {
  private final JdbcClient jdbc;

  PostgresOneTimeTokens(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void add(OneTimeToken token) {
    int added =
        jdbc.sql(
                """
                INSERT INTO one_time_tokens (token_hash, purpose, user_id, expires_at)
                VALUES (:tokenHash, :purpose, :userId, :expiresAt)
                ON CONFLICT DO NOTHING
                """)
            .param("tokenHash", token.tokenHash().reveal())
            .param("purpose", token.purpose().wireName())
            .param("userId", token.userId().orElse(null), Types.VARCHAR)
            .param("expiresAt", Columns.timestamp(token.expiresAt()))
            .update();
    if (added == 0) {
      throw new IllegalStateException("a one-time token of this hash is there already");
    }
  }

  @Override
  public Optional<OneTimeToken> redeem(
      Secret tokenHash, OneTimeToken.Purpose purpose, Instant now) {
    return jdbc.sql(
            """
            DELETE FROM one_time_tokens
            WHERE token_hash = :tokenHash AND purpose = :purpose AND expires_at > :now
            RETURNING *
            """)
        .param("tokenHash", tokenHash.reveal())
        .param("purpose", purpose.wireName())
        .param("now", Columns.timestamp(now))
        .query(PostgresOneTimeTokens::read)
        .optional();
  }

  @Override
  public void forgetExpired(Instant now) {
    jdbc.sql("DELETE FROM one_time_tokens WHERE expires_at <= :now")
        .param("now", Columns.timestamp(now))
        .update();
  }

  private static OneTimeToken read(ResultSet row, int index) throws SQLException {
    return new OneTimeToken(
        new Secret(row.getString("token_hash")),
        OneTimeToken.Purpose.fromWire(row.getString("purpose")),
        Columns.optionalText(row, "user_id"),
        Columns.instant(row, "expires_at"));
  }
}
