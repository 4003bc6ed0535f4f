package io.oratio.domain.audit;

import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.text.Shape;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// One thing that was done.
///
/// Its hash is SHA-256 over a canonical form: the fields `oratio-audit-1`, tenant id, sequence, at,
/// actor, action, subject, details, previous hash, in this order. Each stands as the number of its
/// bytes in UTF-8, in decimal digits, `:`, the bytes themselves, and `,` (a netstring), so that no
/// two entries share a form. The sequence is written in decimal digits, the time as
/// `2026-11-21T08:00:00.123456Z`, always with six digits of a second. An entry that is read is as
/// it was found: whether its hash is right says [#isIntact].
///
/// @param sequence counts from 1 within the tenant, without gaps
/// @param actor who did it, as `user/{id}`, `key/{id}`, `visitor/{id}`, `nobody` or `system`, never
///   by e-mail; at most 128 bytes
/// @param action for example `key.revoked`: 1 to 64 of `a-z 0-9 _ .`
/// @param subject to what it was done, for example `key/{id}`; at most 256 bytes
/// @param details more of it as JSON text, at most 4096 bytes; may be empty. It is not printed.
/// @param previousHash the hash of the entry before; [#NO_HASH] for the first
/// @param hash in hex
public record AuditEntry(
    TenantId tenantId,
    long sequence,
    Instant at,
    String actor,
    String action,
    String subject,
    String details,
    String previousHash,
    String hash) {
  /// What stands before the first entry: 64 zeros.
  public static final String NO_HASH = "0".repeat(64);

  private static final String FORM = "oratio-audit-1";
  private static final Pattern ACTION = Pattern.compile("[a-z0-9_.]{1,64}");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  public AuditEntry {
    if (sequence < 1) {
      throw new IllegalArgumentException("entries count from 1");
    }
    if (Shape.text("actor", actor, 128).isBlank()) {
      throw new IllegalArgumentException("actor is not blank");
    }
    if (!ACTION.matcher(action).matches()) {
      throw new IllegalArgumentException("action is 1 to 64 small letters, digits, '_' or '.'");
    }
    Shape.text("subject", subject, 256);
    Shape.text("details", details, 4096);
    Shape.text("previousHash", previousHash, 64);
    Shape.text("hash", hash, 64);
    at = at.truncatedTo(ChronoUnit.MICROS);
  }

  /// The entry that follows on what was there, with its hash.
  ///
  /// @param last the sequence of the entry before, 0 for none
  /// @param previousHash its hash, or [#NO_HASH]
  public static AuditEntry following(
      long last,
      String previousHash,
      TenantId tenantId,
      Instant at,
      String actor,
      String action,
      String subject,
      String details) {
    AuditEntry unsealed =
        new AuditEntry(
            tenantId, last + 1, at, actor, action, subject, details, previousHash, NO_HASH);
    return new AuditEntry(
        tenantId,
        last + 1,
        at,
        actor,
        action,
        subject,
        details,
        previousHash,
        unsealed.expectedHash());
  }

  /// Whether the hash is that of the rest.
  public boolean isIntact() {
    return hash.equals(expectedHash());
  }

  /// All but the details, which may tell more than a log should.
  @Override
  public String toString() {
    return "AuditEntry[" + tenantId + " " + sequence + " " + actor + " " + action + "]";
  }

  private String expectedHash() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String field :
          List.of(
              FORM,
              tenantId.value(),
              Long.toString(sequence),
              TIME.format(at),
              actor,
              action,
              subject,
              details,
              previousHash)) {
        byte[] bytes = field.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        digest.update(bytes);
        digest.update((byte) ',');
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}
