package io.oratio.control.session;

import java.time.Duration;
import javax.crypto.SecretKey;

/// What the operator settles about sessions.
///
/// @param linkKey signs links to recordings: at least 32 bytes, the same on every node
/// @param publicUrl what links begin with, for example `https://voice.example.com`; empty for paths
///   alone
/// @param retentionEvery how often is looked for what is kept no longer
public record SessionSettings(SecretKey linkKey, String publicUrl, Duration retentionEvery) {
  private static final int KEY_BYTES_MIN = 32;

  public SessionSettings {
    byte[] key = linkKey.getEncoded();
    if (key != null && key.length < KEY_BYTES_MIN) {
      throw new IllegalArgumentException("linkKey has at least 32 bytes");
    }
    if (publicUrl.endsWith("/") || publicUrl.length() > 512) {
      throw new IllegalArgumentException(
          "publicUrl has at most 512 characters and no '/' at its end");
    }
    if (!retentionEvery.isPositive()) {
      throw new IllegalArgumentException("retentionEvery is above zero");
    }
  }

  /// Paths alone; every six hours.
  public static SessionSettings usual(SecretKey linkKey) {
    return new SessionSettings(linkKey, "", Duration.ofHours(6));
  }

  @Override
  public String toString() {
    return "SessionSettings[" + publicUrl + ", " + retentionEvery + "]";
  }
}
