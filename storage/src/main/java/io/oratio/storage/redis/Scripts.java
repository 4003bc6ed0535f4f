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

  /// Takes one from each bucket, or from none. A bucket that is full again is as good as none.
  static final String TAKE =
      """
      local limit, window = tonumber(ARGV[1]), tonumber(ARGV[2])
      local time = redis.call('TIME')
      local now = tonumber(time[1]) * 1000000 + tonumber(time[2])
      local held, least = {}, limit
      for i, key in ipairs(KEYS) do
        local was = redis.call('HMGET', key, 'left', 'at')
        local left = limit
        if was[1] then
          local passed = math.max(0, now - tonumber(was[2]))
          left = math.min(limit, tonumber(was[1]) + passed * limit / window)
        end
        if left < 1 then
          return {0, math.ceil((limit - left) * window / limit),
                  math.max(1, math.ceil((1 - left) * window / limit))}
        end
        held[i] = left - 1
        least = math.min(least, left - 1)
      end
      for i, key in ipairs(KEYS) do
        redis.call('HSET', key, 'left', string.format('%.6f', held[i]),
                   'at', string.format('%.0f', now))
        redis.call('PEXPIRE', key, math.ceil((limit - held[i]) * window / limit / 1000) + 1000)
      end
      return {math.floor(least), math.ceil((limit - least) * window / limit), 0}
      """;

  static final String TAKE_DIGEST = sha1(TAKE);

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
