package io.oratio.media.codec;

import java.util.List;
import java.util.Optional;

/// The codecs we speak.
public final class Codecs {
  /// G.711 µ-law (RFC 3551 §4.5.14).
  public static final Codec PCMU = G711.MU_LAW;

  /// G.711 A-law (RFC 3551 §4.5.14).
  public static final Codec PCMA = G711.A_LAW;

  private static final List<Codec> ALL = List.of(PCMU, PCMA);

  private Codecs() {}

  /// All of them, best known first.
  public static List<Codec> all() {
    return ALL;
  }

  /// The codec of this encoding name, in any case of letters as RFC 4855 §3 asks.
  public static Optional<Codec> named(String rtpName) {
    return ALL.stream().filter(codec -> codec.rtpName().equalsIgnoreCase(rtpName)).findFirst();
  }

  /// The codec RFC 3551 §6 means by this payload type when no `a=rtpmap` says otherwise.
  public static Optional<Codec> ofStaticPayloadType(int payloadType) {
    return ALL.stream()
        .filter(codec -> codec.staticPayloadType().orElse(-1) == payloadType)
        .findFirst();
  }
}
