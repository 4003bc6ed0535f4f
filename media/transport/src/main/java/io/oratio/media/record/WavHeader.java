package io.oratio.media.record;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// The 44 bytes before the samples of a plain WAV file, all numbers little endian.
///
/// ```
///   0 "RIFF"   4 bytes after this one, 4 GB at most    8 "WAVE"
///  12 "fmt "  16 length: 16   20 format: 1 (PCM)      22 channels   24 samples a second
///  28 bytes a second          32 bytes of all channels' samples     34 bits a sample
///  36 "data"  40 bytes of samples                      44 samples, channels taking turns
/// ```
final class WavHeader {
  static final int BYTES = 44;
  static final int PCM = 1;
  static final int EXTENSIBLE = 0xfffe;
  static final int RIFF = id("RIFF");
  static final int WAVE = id("WAVE");
  static final int FORMAT = id("fmt ");
  static final int DATA = id("data");

  /// What the length fields can say at most, less the header; even, as RIFF wants chunks.
  static final long DATA_BYTES_MAX = 0xffff_fffeL - BYTES;

  private static final int BYTES_BEFORE_RIFF_LENGTH_COUNTS = 8;

  private WavHeader() {}

  /// Appends a header for 16-bit samples.
  static void write(ByteBuffer out, int rateHz, int channels, long dataBytes) {
    ByteBuffer to = out.order(ByteOrder.LITTLE_ENDIAN);
    int frameBytes = channels * Short.BYTES;
    to.putInt(RIFF).putInt((int) (BYTES - BYTES_BEFORE_RIFF_LENGTH_COUNTS + dataBytes));
    to.putInt(WAVE).putInt(FORMAT).putInt(16);
    to.putShort((short) PCM).putShort((short) channels);
    to.putInt(rateHz).putInt(rateHz * frameBytes);
    to.putShort((short) frameBytes).putShort((short) Short.SIZE);
    to.putInt(DATA).putInt((int) dataBytes);
  }

  private static int id(String fourLetters) {
    int id = 0;
    for (int i = 3; i >= 0; i--) {
      id = id << 8 | fourLetters.charAt(i);
    }
    return id;
  }
}
