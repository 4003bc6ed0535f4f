package io.oratio.storage;

import io.oratio.domain.trunk.Secret;
import java.util.Locale;

/// Where events and commands meet. A value that is left out (null, when a configuration is bound to
/// these records) has a default.
///
/// @param kind `in_process` (default) or `redis`
/// @param redis the server between nodes
public record BusSettings(Kind kind, Redis redis) {
  public BusSettings {
    kind = or(kind, Kind.IN_PROCESS);
    redis = or(redis, new Redis(null, null));
  }

  /// Within the process.
  public static BusSettings usual() {
    return new BusSettings(null, null);
  }

  /// How nodes meet.
  public enum Kind {
    IN_PROCESS,
    REDIS;

    /// @throws IllegalArgumentException for another word
    public static Kind fromWire(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }

  /// @param url `redis://127.0.0.1:6379` unless given; `rediss://` for TLS
  /// @param password empty for none
  public record Redis(String url, Secret password) {
    public Redis {
      url = or(url, "redis://127.0.0.1:6379");
      password = or(password, new Secret(""));
      if (!url.startsWith("redis://") && !url.startsWith("rediss://")) {
        throw new IllegalArgumentException(
            "bus.redis.url begins with redis:// or rediss://, for example redis://127.0.0.1:6379");
      }
    }
  }

  private static <T> T or(T value, T usual) {
    return value == null ? usual : value;
  }
}
