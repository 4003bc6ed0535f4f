package io.oratio.domain.session;

import java.util.Locale;

/// How a conversation came in.
public enum Channel {
  SIP,
  WEBRTC,
  WEBSOCKET,
  WIDGET,
  API;

  /// As it stands in JSON and in the tables.
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// @throws IllegalArgumentException for another word
  public static Channel fromWire(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
