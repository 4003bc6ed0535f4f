package io.oratio.gateway.trunk;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Nonces that need no memory until they are used (RFC 7616 §3.3): the time, signed together with
/// the source and the realm. Once used, the counts seen are remembered, so that no request works
/// twice; when that memory is full, the oldest used nonce and all before it go stale. Any thread.
final class Nonces {
  private static final int SIGNATURE_BYTES = 16;
  private static final int USED_MAX = 10_000;
  private static final int COUNTS_MAX = 256;

  enum Age {
    FRESH,
    STALE,
    FORGED
  }

  enum Use {
    FIRST,
    /// The same request came again, as datagrams do.
    REPEATED,
    REPLAYED
  }

  private final SecretKeySpec key;
  private final Duration life;
  private final Clock clock;
  private final LinkedHashMap<String, Map<Long, String>> used = new LinkedHashMap<>();
  private long staleUpToMillis = Long.MIN_VALUE;

  Nonces(byte[] key, Duration life, Clock clock) {
    this.key = new SecretKeySpec(key, "HmacSHA256");
    this.life = life;
    this.clock = clock;
  }

  String make(InetAddress source, String realm) {
    byte[] time = ByteBuffer.allocate(Long.BYTES).putLong(clock.millis()).array();
    byte[] signature = sign(time, source, realm);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(
            ByteBuffer.allocate(time.length + SIGNATURE_BYTES)
                .put(time)
                .put(signature, 0, SIGNATURE_BYTES)
                .array());
  }

  synchronized Age age(String nonce, InetAddress source, String realm) {
    byte[] decoded = decode(nonce);
    if (decoded.length != Long.BYTES + SIGNATURE_BYTES) {
      return Age.FORGED;
    }
    byte[] time = Arrays.copyOf(decoded, Long.BYTES);
    byte[] expected = Arrays.copyOf(sign(time, source, realm), SIGNATURE_BYTES);
    byte[] claimed = Arrays.copyOfRange(decoded, Long.BYTES, decoded.length);
    if (!MessageDigest.isEqual(expected, claimed)) {
      return Age.FORGED;
    }
    long madeMillis = ByteBuffer.wrap(time).getLong();
    long ageMillis = clock.millis() - madeMillis;
    boolean isFresh =
        ageMillis >= 0 && ageMillis <= life.toMillis() && madeMillis > staleUpToMillis;
    return isFresh ? Age.FRESH : Age.STALE;
  }

  /// Notes that a nonce was used with this count for this request. Call it only for credentials
  /// that are right, else anyone could fill the memory.
  synchronized Use use(String nonce, long count, String requestKey) {
    Map<Long, String> counts = used.get(nonce);
    if (counts == null) {
      if (used.size() >= USED_MAX) {
        forgetOldest();
      }
      counts = new HashMap<>();
      used.put(nonce, counts);
    }
    String earlier = counts.get(count);
    if (earlier != null) {
      return earlier.equals(requestKey) ? Use.REPEATED : Use.REPLAYED;
    }
    if (counts.size() >= COUNTS_MAX) {
      return Use.REPLAYED;
    }
    counts.put(count, requestKey);
    return Use.FIRST;
  }

  private void forgetOldest() {
    String oldest = used.firstEntry().getKey();
    staleUpToMillis = Math.max(staleUpToMillis, ByteBuffer.wrap(decode(oldest)).getLong());
    used.remove(oldest);
  }

  private static byte[] decode(String nonce) {
    try {
      return Base64.getUrlDecoder().decode(nonce);
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  private byte[] sign(byte[] time, InetAddress source, String realm) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      mac.update(time);
      mac.update(source.getAddress());
      return mac.doFinal(realm.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }
}
