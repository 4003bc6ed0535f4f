package io.oratio.storage.postgres;

import io.oratio.domain.session.CustomerMetadata;
import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.trunk.Secret;
import io.oratio.storage.body.SessionBody;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;
import org.postgresql.ds.PGSimpleDataSource;

/// Fills the tables with the sessions of a year, so that a bench reads what a busy tenant has. The
/// same numbers always make the same sessions. Only for a database that is thrown away.
///
/// Words are drawn from a made-up vocabulary as words of a language are, the n-th one with a
/// probability of about 1/n: [#word] tells the n-th.
public final class ManySessions {
  /// So many words there are, from 0 on.
  public static final int WORDS = 20_000;

  /// So many agents share the sessions: `agent-0` and on.
  public static final int AGENTS = 20;

  private static final int BATCH = 10_000;
  private static final String[] SYLLABLES = {
    "ba", "ce", "di", "fo", "gu", "ha", "ke", "li", "mo", "nu", "pa", "re", "si", "to", "vu", "za"
  };
  private static final List<String> CHANNELS = List.of("sip", "sip", "sip", "widget", "api");
  private static final List<String> STATUSES =
      List.of("completed", "completed", "completed", "completed", "transferred", "error");

  private final TenantId tenantId;
  private final Instant newest;
  private final double[] chances;

  /// @param newest when the last session began; the others lie in the year before
  public ManySessions(TenantId tenantId, Instant newest) {
    this.tenantId = tenantId;
    this.newest = newest;
    this.chances = new double[WORDS];
    double sum = 0;
    for (int i = 0; i < WORDS; i++) {
      sum += 1.0 / (i + 1);
      chances[i] = sum;
    }
    for (int i = 0; i < WORDS; i++) {
      chances[i] /= sum;
    }
  }

  /// The word that is the n-th in frequency, from 0.
  public static String word(int n) {
    StringBuilder word = new StringBuilder();
    int rest = n;
    do {
      word.append(SYLLABLES[rest % SYLLABLES.length]);
      rest /= SYLLABLES.length;
    } while (rest > 0);
    return word.append(SYLLABLES[n * 7 % SYLLABLES.length]).toString();
  }

  /// Writes the sessions and has the server take stock of them. Blocks for minutes.
  ///
  /// @param turnsEach turns of every session
  /// @throws SQLException if the server refuses; what was written before stays
  public void fill(String jdbcUrl, String user, Secret password, int sessions, int turnsEach)
      throws SQLException, IOException {
    PGSimpleDataSource database = new PGSimpleDataSource();
    database.setUrl(jdbcUrl);
    database.setUser(user);
    database.setPassword(password.reveal());
    try (Connection connection = database.getConnection()) {
      SplittableRandom chance = new SplittableRandom(71);
      Duration apart = Duration.ofDays(365).dividedBy(sessions);
      for (int from = 0; from < sessions; from += BATCH) {
        int until = Math.min(sessions, from + BATCH);
        connection.setAutoCommit(false);
        try (Writer rows =
            copy(
                connection,
                "sessions (tenant_id, session_id, agent_id, agent_version, user_id, node,"
                    + " session_type, channel, status, dialled, engine, start_time, end_time,"
                    + " message_count, handoff_requested, customer_metadata, ending_result,"
                    + " ending_reason)")) {
          for (int i = from; i < until; i++) {
            rows.write(session(i, start(sessions, i, apart), turnsEach));
          }
        }
        try (Writer rows =
            copy(
                connection,
                "turns (tenant_id, session_id, sequence, role, content, started_at, offset_us,"
                    + " interrupted, tool_name)")) {
          for (int i = from; i < until; i++) {
            Instant start = start(sessions, i, apart);
            for (int turn = 1; turn <= turnsEach; turn++) {
              rows.write(turn(i, turn, start, chance));
            }
          }
        }
        connection.commit();
      }
      connection.setAutoCommit(true);
      try (Statement statement = connection.createStatement()) {
        statement.execute("VACUUM ANALYZE sessions, turns");
      }
    }
  }

  private static Writer copy(Connection connection, String into) throws SQLException {
    return new OutputStreamWriter(
        new PGCopyOutputStream(
            connection.unwrap(PGConnection.class), "COPY " + into + " FROM STDIN"),
        StandardCharsets.UTF_8);
  }

  private Instant start(int sessions, int i, Duration apart) {
    return newest.minus(apart.multipliedBy(sessions - 1L - i));
  }

  private String session(int i, Instant start, int turns) {
    CustomerMetadata caller =
        new CustomerMetadata(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(String.format(Locale.ROOT, "+1555%07d", i % 5_000_000)));
    return row(
        tenantId.value(),
        id(i),
        "agent-" + i % AGENTS,
        "1",
        "bench",
        "bench",
        "voice",
        CHANNELS.get(i % CHANNELS.size()),
        STATUSES.get(i % STATUSES.size()),
        "+15550100",
        "local",
        start.toString(),
        start.plusSeconds(60 + i % 240).toString(),
        Integer.toString(turns),
        "false",
        SessionBody.write(caller).replace("\\", "\\\\"),
        "completed",
        "caller_hung_up");
  }

  private String turn(int i, int sequence, Instant start, SplittableRandom chance) {
    StringBuilder content = new StringBuilder();
    int words = 4 + chance.nextInt(20);
    for (int w = 0; w < words; w++) {
      content.append(w == 0 ? "" : " ").append(word(drawn(chance)));
    }
    return row(
        tenantId.value(),
        id(i),
        Integer.toString(sequence),
        sequence % 2 == 1 ? "assistant" : "user",
        content.toString(),
        start.plusSeconds(sequence * 4L).toString(),
        Long.toString(sequence * 4_000_000L),
        "false",
        "");
  }

  private int drawn(SplittableRandom chance) {
    double at = chance.nextDouble();
    int low = 0;
    int high = WORDS - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (chances[middle] < at) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static String id(int i) {
    return String.format(Locale.ROOT, "ses_bench%08d", i);
  }

  private static String row(String... cells) {
    return String.join("\t", cells) + "\n";
  }
}
