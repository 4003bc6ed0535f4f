package io.oratio.media.codec;

import java.util.OptionalInt;

/// A way to write sound into RTP payloads. It keeps no state: that lives in the [Encoder] and
/// [Decoder] made for each stream, so that codecs with memory (G.722, Opus) fit beside G.711.
public interface Codec {
  /// The encoding name as `a=rtpmap` spells it (RFC 4566 §6), e.g. `PCMU`.
  String rtpName();

  /// The payload type RFC 3551 §6 fixes for it; empty where it must be negotiated.
  OptionalInt staticPayloadType();

  /// The rate of the samples taken and given.
  int rateHz();

  /// The rate at which its RTP timestamps count. It differs from [#rateHz] for G.722, whose clock
  /// is 8000 by an old mistake (RFC 3551 §4.5.2), and for Opus, whose clock is always 48000.
  int clockHz();

  /// An encoder for one stream.
  Encoder encoder();

  /// A decoder for one stream.
  Decoder decoder();

  /// Turns samples into payload.
  interface Encoder {
    /// Encodes `count` samples and returns how many bytes it wrote to `out`.
    int encode(short[] in, int offset, int count, byte[] out, int outOffset);
  }

  /// Turns payload into samples. Payloads are foreign bytes: any content gives some sound, never an
  /// exception.
  interface Decoder {
    /// How many samples this payload will give.
    int samplesIn(byte[] in, int offset, int count);

    /// Decodes a payload of `count` bytes, in the order of the stream, and returns how many samples
    /// it wrote to `out`: what [#samplesIn] said.
    int decode(byte[] in, int offset, int count, short[] out, int outOffset);
  }
}
