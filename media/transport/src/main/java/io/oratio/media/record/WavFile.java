package io.oratio.media.record;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/// A WAV file in memory, for prompts, tests and tools.
///
/// @param rateHz samples a second of each channel
/// @param channels 1 or more
/// @param samples of all channels, taking turns; the array is not copied
public record WavFile(int rateHz, int channels, short[] samples) {
  private static final long FILE_BYTES_MAX = 512L * 1024 * 1024;
  private static final int FORMAT_BYTES_MIN = 16;

  public WavFile {
    if (rateHz < 1 || channels < 1 || samples.length % channels != 0) {
      throw new IllegalArgumentException(
          samples.length + " samples cannot be " + channels + " channels at " + rateHz + " Hz");
    }
  }

  /// One channel.
  public static WavFile mono(int rateHz, short[] samples) {
    return new WavFile(rateHz, 1, samples);
  }

  /// Reads a file of 8-bit or 16-bit PCM, any rate and number of channels. A data chunk that says
  /// to be longer than the file is read to its end, as players do.
  ///
  /// @throws IOException when it cannot be read, is longer than 512 MB or not such a file
  public static WavFile read(Path file) throws IOException {
    long bytes = Files.size(file);
    if (bytes > FILE_BYTES_MAX) {
      throw new IOException("a WAV file of " + bytes + " bytes is too long to be read at once");
    }
    return parse(Files.readAllBytes(file));
  }

  /// Reads the bytes of such a file.
  public static WavFile parse(byte[] bytes) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    if (bytes.length < 12 || in.getInt() != WavHeader.RIFF || in.getInt(8) != WavHeader.WAVE) {
      throw new IOException("not a WAV file: it does not begin with RIFF and WAVE");
    }
    in.position(12);
    int channels = 0;
    int rateHz = 0;
    int bits = 0;
    while (in.remaining() >= 8) {
      int id = in.getInt();
      long length = in.getInt() & 0xffff_ffffL;
      int available = (int) Math.min(length, in.remaining());
      if (id == WavHeader.FORMAT && available >= FORMAT_BYTES_MIN) {
        int at = in.position();
        requirePcm(in.getShort(at) & 0xffff);
        channels = in.getShort(at + 2) & 0xffff;
        rateHz = in.getInt(at + 4);
        bits = in.getShort(at + 14) & 0xffff;
      } else if (id == WavHeader.DATA) {
        requireFormat(channels, rateHz, bits);
        return new WavFile(rateHz, channels, samples(in, available, channels, bits));
      }
      // A chunk of odd length is followed by a byte of padding.
      in.position((int) Math.min(in.position() + length + (length & 1), in.limit()));
    }
    throw new IOException("not a whole WAV file: no samples follow its header");
  }

  /// Writes a file of 16-bit PCM, replacing one that is there.
  public void write(Path file) throws IOException {
    Files.write(file, toBytes());
  }

  /// The bytes of such a file.
  public byte[] toBytes() {
    ByteBuffer out = ByteBuffer.allocate(WavHeader.BYTES + samples.length * Short.BYTES);
    WavHeader.write(out, rateHz, channels, (long) samples.length * Short.BYTES);
    out.asShortBuffer().put(samples);
    return out.array();
  }

  /// How many samples each channel has.
  public int length() {
    return samples.length / channels;
  }

  /// One channel's samples, 0 being the left one.
  public short[] channel(int index) {
    if (index < 0 || index >= channels) {
      throw new IllegalArgumentException("no channel " + index + " of " + channels);
    }
    short[] one = new short[length()];
    for (int i = 0; i < one.length; i++) {
      one[i] = samples[i * channels + index];
    }
    return one;
  }

  private static void requirePcm(int format) throws IOException {
    if (format != WavHeader.PCM && format != WavHeader.EXTENSIBLE) {
      throw new IOException("a WAV file of format " + format + " is not PCM");
    }
  }

  private static void requireFormat(int channels, int rateHz, int bits) throws IOException {
    if (channels < 1 || rateHz < 1) {
      throw new IOException("a WAV file without a usable format before its samples");
    }
    if (bits != 8 && bits != 16) {
      throw new IOException("a WAV file of " + bits + " bits a sample; 8 and 16 can be read");
    }
  }

  private static short[] samples(ByteBuffer in, int bytes, int channels, int bits) {
    int frames = bytes / (channels * bits / 8);
    short[] samples = new short[frames * channels];
    if (bits == 16) {
      in.asShortBuffer().get(samples);
      return samples;
    }
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) ((in.get() & 0xff) - 128 << 8);
    }
    return samples;
  }
}
