package io.oratio.storage.postgres;

import io.oratio.domain.account.EmailAddress;
import io.oratio.domain.account.ExternalIdentity;
import io.oratio.domain.account.User;
import io.oratio.domain.account.Users;
import io.oratio.domain.text.Shape;
import io.oratio.domain.trunk.Secret;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.IntFunction;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Users in the table `users`; its unique indexes decide who of many is first.
final class PostgresUsers implements Users {
  private final JdbcClient jdbc;

  PostgresUsers(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Addition add(User user) {
    int added =
        jdbc.sql(
                """
                INSERT INTO users (user_id, email, name, password_hash, email_verified,
                                   external_issuer, external_subject, failed_logins,
                                   locked_until, created_at)
                VALUES (:userId, :email, :name, :passwordHash, :emailVerified,
                        :issuer, :subject, :failedLogins,
                        :lockedUntil, :createdAt)
                ON CONFLICT DO NOTHING
                """)
            .param("userId", user.userId())
            .param("email", user.email().reveal())
            .param("name", user.name())
            .param(
                "passwordHash", user.passwordHash().map(Secret::reveal).orElse(null), Types.VARCHAR)
            .param("emailVerified", user.emailVerified())
            .param(
                "issuer", user.external().map(ExternalIdentity::issuer).orElse(null), Types.VARCHAR)
            .param(
                "subject",
                user.external().map(ExternalIdentity::subject).orElse(null),
                Types.VARCHAR)
            .param("failedLogins", user.failedLogins())
            .param(
                "lockedUntil",
                user.lockedUntil().map(Columns::timestamp).orElse(null),
                Types.TIMESTAMP_WITH_TIMEZONE)
            .param("createdAt", Columns.timestamp(user.createdAt()))
            .update();
    return added == 1 ? Addition.ADDED : whyNot(user);
  }

  @Override
  public Optional<User> find(String userId) {
    return jdbc.sql("SELECT * FROM users WHERE user_id = :userId")
        .param("userId", userId)
        .query(PostgresUsers::read)
        .optional();
  }

  @Override
  public Optional<User> byEmail(EmailAddress email) {
    return jdbc.sql("SELECT * FROM users WHERE email = :email")
        .param("email", email.reveal())
        .query(PostgresUsers::read)
        .optional();
  }

  @Override
  public Optional<User> byExternal(ExternalIdentity identity) {
    return jdbc.sql(
            """
            SELECT * FROM users
            WHERE external_issuer = :issuer AND external_subject = :subject
            """)
        .param("issuer", identity.issuer())
        .param("subject", identity.subject())
        .query(PostgresUsers::read)
        .optional();
  }

  @Override
  public Optional<User> rename(String userId, String name) {
    return jdbc.sql("UPDATE users SET name = :name WHERE user_id = :userId RETURNING *")
        .param("userId", userId)
        .param("name", Shape.text("name", name, 256))
        .query(PostgresUsers::read)
        .optional();
  }

  @Override
  public Optional<User> changePassword(String userId, Secret passwordHash) {
    return jdbc.sql("UPDATE users SET password_hash = :hash WHERE user_id = :userId RETURNING *")
        .param("userId", userId)
        .param("hash", User.checkPasswordHash(passwordHash).reveal())
        .query(PostgresUsers::read)
        .optional();
  }

  @Override
  public Optional<User> verifyEmail(String userId) {
    return jdbc.sql("UPDATE users SET email_verified = true WHERE user_id = :userId RETURNING *")
        .param("userId", userId)
        .query(PostgresUsers::read)
        .optional();
  }

  @Override
  public Optional<User> link(String userId, ExternalIdentity identity) {
    try {
      return jdbc.sql(
              """
              UPDATE users SET external_issuer = :issuer, external_subject = :subject
              WHERE user_id = :userId
                AND (external_issuer IS NULL
                     OR (external_issuer = :issuer AND external_subject = :subject))
              RETURNING *
              """)
          .param("userId", userId)
          .param("issuer", identity.issuer())
          .param("subject", identity.subject())
          .query(PostgresUsers::read)
          .optional();
    } catch (DuplicateKeyException _) {
      return Optional.empty();
    }
  }

  /// The count is taken first, so that no two see the same; what is locked then depends on it. A
  /// login that went well in between has forgotten this failure.
  @Override
  public Optional<User> failed(String userId, Instant now, IntFunction<Duration> lockOut) {
    Optional<User> counted =
        jdbc.sql(
                """
                UPDATE users SET failed_logins = failed_logins + 1 WHERE user_id = :userId
                RETURNING *
                """)
            .param("userId", userId)
            .query(PostgresUsers::read)
            .optional();
    Duration length = counted.map(it -> lockOut.apply(it.failedLogins())).orElse(Duration.ZERO);
    if (!length.isPositive()) {
      return counted;
    }
    return jdbc.sql(
            """
            UPDATE users SET locked_until = GREATEST(locked_until, :until)
            WHERE user_id = :userId AND failed_logins >= :failures
            RETURNING *
            """)
        .param("userId", userId)
        .param("until", Columns.timestamp(now.plus(length)))
        .param("failures", counted.map(User::failedLogins).orElse(0))
        .query(PostgresUsers::read)
        .optional()
        .or(() -> find(userId));
  }

  @Override
  public Optional<User> succeeded(String userId) {
    return jdbc.sql(
            """
            UPDATE users SET failed_logins = 0, locked_until = NULL WHERE user_id = :userId
            RETURNING *
            """)
        .param("userId", userId)
        .query(PostgresUsers::read)
        .optional();
  }

  /// Nothing takes a user out again, so whoever was first is found.
  private Addition whyNot(User user) {
    if (byEmail(user.email()).isPresent()) {
      return Addition.EMAIL_TAKEN;
    }
    if (user.external().flatMap(this::byExternal).isPresent()) {
      return Addition.IDENTITY_TAKEN;
    }
    throw new IllegalStateException("user " + user.userId() + " is there already");
  }

  private static User read(ResultSet row, int index) throws SQLException {
    Optional<String> subject = Columns.optionalText(row, "external_subject");
    return new User(
        row.getString("user_id"),
        new EmailAddress(row.getString("email")),
        row.getString("name"),
        Columns.optionalText(row, "password_hash").map(Secret::new),
        row.getBoolean("email_verified"),
        Columns.optionalText(row, "external_issuer")
            .map(it -> new ExternalIdentity(it, subject.orElse(""))),
        row.getInt("failed_logins"),
        Columns.optionalInstant(row, "locked_until"),
        Columns.instant(row, "created_at"));
  }
}
