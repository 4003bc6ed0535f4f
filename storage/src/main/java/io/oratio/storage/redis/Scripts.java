package io.oratio.storage.redis;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// What Redis does in one go. A place is written without an exponent: Lua's own way of writing a
/// number keeps fourteen digits.
final class Scripts {
  /// Gives an event its place and writes it into the tenant's stream and everybody's.
  static final String PUBLISH =
      """
      if redis.call('EXISTS', KEYS[1]) == 0 then
        redis.call('SET', KEYS[1], ARGV[1])
      end
      local place = string.format('%.0f', redis.call('INCR', KEYS[1]))
      local fields = {'sequence', place, unpack(ARGV, 4)}
      redis.call('XADD', KEYS[2], 'MAXLEN', '~', ARGV[2], place .. '-0', unpack(fields))
      redis.call('XADD', KEYS[3], 'MAXLEN', '~', ARGV[2], '*', unpack(fields))
      redis.call('EXPIRE', KEYS[1], ARGV[3])
      redis.call('EXPIRE', KEYS[2], ARGV[3])
      return place
      """;

  static final String PUBLISH_DIGEST = sha1(PUBLISH);

  /// The place of the last event; the first place for a tenant that has none.
  static final String LATEST =
      """
      if redis.call('EXISTS', KEYS[1]) == 0 then
        redis.call('SET', KEYS[1], ARGV[1])
        redis.call('EXPIRE', KEYS[1], ARGV[2])
      end
      return redis.call('GET', KEYS[1])
      """;

  private Scripts() {}

  /// Redis names a script by this digest; nothing is protected by it.
  private static String sha1(String script) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-1").digest(script.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-1", e);
    }
  }
}
