package io.oratio.simulator.wire;

/// One message of the client.
public sealed interface InputFrame {
  /// The JSON of one event, already out of its `{"bytes":"…"}` wrapping.
  record Event(byte[] json) implements InputFrame {}

  /// The empty signed message that ends the input.
  record End() implements InputFrame {}
}
