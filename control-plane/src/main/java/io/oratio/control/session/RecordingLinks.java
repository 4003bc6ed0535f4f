package io.oratio.control.session;

import io.oratio.domain.tenant.TenantId;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/// Links that open one recording for some minutes, without any other proof of who asks: tenant,
/// session, end and the link's own id, and an HMAC-SHA-256 over them (RFC 2104). Nothing of it can
/// be changed, and nothing is stored. Safe from any thread.
final class RecordingLinks {
  /// How long a link is good at most.
  static final Duration LONGEST = Duration.ofMinutes(5);

  private static final String ALGORITHM = "HmacSHA256";
  private static final String FORM = "r1";
  private static final Pattern END = Pattern.compile("[0-9]{1,12}");
  private static final int PARTS = 6;

  private final SecretKey key;
  private final InstantSource clock;
  private final Supplier<String> ids;

  /// @param ids makes the links' ids: 1 to 64 of `a-z A-Z 0-9 _ -`
  RecordingLinks(SecretKey key, InstantSource clock, Supplier<String> ids) {
    this.key = key;
    this.clock = clock;
    this.ids = ids;
  }

  /// A link.
  ///
  /// @param token what its address ends with
  record Link(String token, String linkId, Instant expiresAt) {
    @Override
    public String toString() {
      return "Link[" + linkId + "]";
    }
  }

  /// What a link opens.
  record Opened(TenantId tenantId, String sessionId, String linkId) {}

  Link make(TenantId tenantId, String sessionId, Duration lasting) {
    Duration bounded = lasting.compareTo(LONGEST) > 0 ? LONGEST : lasting;
    Instant end = Instant.ofEpochSecond(clock.instant().plus(bounded).getEpochSecond());
    String linkId = ids.get();
    String words =
        String.join(
            ".", FORM, tenantId.value(), sessionId, Long.toString(end.getEpochSecond()), linkId);
    return new Link(words + "." + seal(words), linkId, end);
  }

  /// What this link opens; empty if it is none of ours, was changed, or is over.
  Optional<Opened> open(String token) {
    int end = token.lastIndexOf('.');
    String[] parts = token.split("\\.", -1);
    if (end < 0
        || parts.length != PARTS
        || !parts[0].equals(FORM)
        || !END.matcher(parts[3]).matches()
        || !isSame(seal(token.substring(0, end)), parts[5])) {
      return Optional.empty();
    }
    Instant expiresAt = Instant.ofEpochSecond(Long.parseLong(parts[3]));
    return clock.instant().isBefore(expiresAt)
        ? Optional.of(new Opened(new TenantId(parts[1]), parts[2], parts[4]))
        : Optional.empty();
  }

  private String seal(String words) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      byte[] sealed = mac.doFinal(("oratio-recording\n" + words).getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every JVM has " + ALGORITHM, e);
    }
  }

  private static boolean isSame(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }
}
