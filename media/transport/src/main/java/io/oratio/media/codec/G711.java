package io.oratio.media.codec;

import java.util.OptionalInt;
import java.util.function.IntUnaryOperator;

/// Both laws of ITU-T G.711, by tables. One byte is one sample, and no byte depends on another, so
/// encoder and decoder are shared.
///
/// The Recommendation speaks of 14 bits (µ) and 13 bits (A); we keep them in the upper bits of 16,
/// as everyone does, so full scale is the same for both and for linear PCM.
final class G711 implements Codec, Codec.Encoder, Codec.Decoder {
  static final Codec MU_LAW = new G711("PCMU", 0, G711::muExpand, G711::muCompress);
  static final Codec A_LAW = new G711("PCMA", 8, G711::aExpand, G711::aCompress);

  /// µ-law adds this to every magnitude so that its segments double exactly: 33 of 14 bits.
  private static final int MU_BIAS = 33 << 2;

  /// The largest magnitude µ-law can say before the bias: 8158 of 14 bits, the last below the
  /// virtual decision value 8159 of table 2a.
  private static final int MU_CLIP = 8158 << 2;

  /// A-law sends every second bit turned round, so that silence is not a run of zeros.
  private static final int A_EVEN_BITS = 0x55;

  private final String rtpName;
  private final int payloadType;
  private final short[] expanded = new short[256];
  private final byte[] compressed = new byte[65536];

  private G711(
      String rtpName, int payloadType, IntUnaryOperator expand, IntUnaryOperator compress) {
    this.rtpName = rtpName;
    this.payloadType = payloadType;
    for (int code = 0; code < 256; code++) {
      expanded[code] = (short) expand.applyAsInt(code);
    }
    for (int sample = Short.MIN_VALUE; sample <= Short.MAX_VALUE; sample++) {
      compressed[sample & 0xffff] = (byte) compress.applyAsInt(sample);
    }
  }

  /// G.711 table 2: all bits inverted; sign, 3 bits of segment, 4 bits within it.
  private static int muExpand(int code) {
    int bits = ~code & 0xff;
    int segment = bits >> 4 & 7;
    int magnitude = (((bits & 0xf) << 3) + MU_BIAS << segment) - MU_BIAS;
    return (bits & 0x80) != 0 ? -magnitude : magnitude;
  }

  private static int muCompress(int sample) {
    int magnitude = Math.min(Math.abs(sample), MU_CLIP) + MU_BIAS;
    int segment = 31 - Integer.numberOfLeadingZeros(magnitude) - 7;
    int step = magnitude >> segment + 3 & 0xf;
    int sign = sample < 0 ? 0x80 : 0;
    return ~(sign | segment << 4 | step) & 0xff;
  }

  /// G.711 table 1: even bits inverted; sign, 3 bits of segment, 4 bits within it; the first two
  /// segments are one straight line.
  private static int aExpand(int code) {
    int bits = code ^ A_EVEN_BITS;
    int segment = bits >> 4 & 7;
    int step = (bits & 0xf) << 4;
    int magnitude = segment == 0 ? step + 8 : step + 0x108 << segment - 1;
    return (bits & 0x80) != 0 ? magnitude : -magnitude;
  }

  private static int aCompress(int sample) {
    // A-law has no zero: -1 is the first step below it, so negative magnitudes begin at 0 too.
    int magnitude = sample < 0 ? ~sample : sample;
    int segment = Math.max(0, 31 - Integer.numberOfLeadingZeros(magnitude | 1) - 7);
    int step = magnitude >> (segment == 0 ? 4 : segment + 3) & 0xf;
    int sign = sample < 0 ? 0 : 0x80;
    return (sign | segment << 4 | step) ^ A_EVEN_BITS;
  }

  @Override
  public String rtpName() {
    return rtpName;
  }

  @Override
  public OptionalInt staticPayloadType() {
    return OptionalInt.of(payloadType);
  }

  @Override
  public int rateHz() {
    return 8000;
  }

  @Override
  public int clockHz() {
    return 8000;
  }

  @Override
  public Encoder encoder() {
    return this;
  }

  @Override
  public Decoder decoder() {
    return this;
  }

  @Override
  public int encode(short[] in, int offset, int count, byte[] out, int outOffset) {
    for (int i = 0; i < count; i++) {
      out[outOffset + i] = compressed[in[offset + i] & 0xffff];
    }
    return count;
  }

  @Override
  public int samplesIn(byte[] in, int offset, int count) {
    return count;
  }

  @Override
  public int decode(byte[] in, int offset, int count, short[] out, int outOffset) {
    for (int i = 0; i < count; i++) {
      out[outOffset + i] = expanded[in[offset + i] & 0xff];
    }
    return count;
  }

  @Override
  public String toString() {
    return rtpName;
  }
}
