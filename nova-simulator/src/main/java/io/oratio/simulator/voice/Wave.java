package io.oratio.simulator.voice;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// WAV files of 16-bit PCM, one channel (RIFF, "Multimedia Programming Interface and Data
/// Specifications 1.0").
public final class Wave {
  /// Bytes before the samples in a file that we write.
  static final int HEADER_BYTES = 44;

  private static final long LONGEST_FILE_BYTES = 64L << 20;

  private Wave() {}

  /// The header of a file with so many bytes of samples.
  static byte[] header(int rateHz, long dataBytes) {
    ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    header.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt((int) (36 + dataBytes));
    header.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
    header.putShort((short) 1).putShort((short) 1).putInt(rateHz).putInt(2 * rateHz);
    header.putShort((short) 2).putShort((short) 16);
    header.put("data".getBytes(StandardCharsets.US_ASCII)).putInt((int) dataBytes);
    return header.array();
  }

  /// The samples of a file, brought to another rate by linear interpolation.
  ///
  /// @throws IOException when the file cannot be read or is not 16-bit PCM of one channel
  public static short[] read(Path file, int rateHz) throws IOException {
    if (Files.size(file) > LONGEST_FILE_BYTES) {
      throw new IOException(file + " is longer than 64 MB");
    }
    ByteBuffer wav = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    if (wav.remaining() < 12
        || !tag(wav).equals("RIFF")
        || wav.getInt() < 0
        || !tag(wav).equals("WAVE")) {
      throw new IOException(file + " is not a WAV file");
    }
    int fileRateHz = 0;
    while (wav.remaining() >= 8) {
      String chunk = tag(wav);
      int length = Math.min(wav.remaining(), Math.max(0, wav.getInt()));
      if (chunk.equals("fmt ") && length >= 16) {
        fileRateHz = wav.getInt(wav.position() + 4);
        if (wav.getShort(wav.position()) != 1
            || wav.getShort(wav.position() + 2) != 1
            || wav.getShort(wav.position() + 14) != 16
            || fileRateHz < 4000
            || fileRateHz > 192_000) {
          throw new IOException(file + " is not 16-bit PCM of one channel");
        }
      } else if (chunk.equals("data") && fileRateHz > 0) {
        short[] samples = new short[length / 2];
        wav.slice(wav.position(), length)
            .order(ByteOrder.LITTLE_ENDIAN)
            .asShortBuffer()
            .get(samples);
        return resampled(samples, fileRateHz, rateHz);
      }
      wav.position(Math.min(wav.limit(), wav.position() + length + (length & 1)));
    }
    throw new IOException(file + " holds no samples");
  }

  private static short[] resampled(short[] samples, int fromHz, int toHz) {
    if (fromHz == toHz || samples.length == 0) {
      return samples;
    }
    short[] result = new short[(int) ((long) samples.length * toHz / fromHz)];
    for (int i = 0; i < result.length; i++) {
      double at = (double) i * fromHz / toHz;
      int left = (int) at;
      int right = Math.min(left + 1, samples.length - 1);
      result[i] = (short) Math.rint(samples[left] + (at - left) * (samples[right] - samples[left]));
    }
    return result;
  }

  private static String tag(ByteBuffer wav) {
    byte[] tag = new byte[4];
    wav.get(tag);
    return new String(tag, StandardCharsets.US_ASCII);
  }
}
