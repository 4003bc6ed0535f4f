package io.oratio.gateway.sdp;

/// What became of a text that should be a session description.
public sealed interface SdpReading {
  /// It is one.
  record Read(SessionDescription description) implements SdpReading {}

  /// It is not, or it passes a limit. The reason is a sentence for our log and holds none of the
  /// foreign text.
  record SdpRefused(String reason) implements SdpReading {}
}
