package io.oratio.phone.sound;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/// Reads a WAV file of any common shape as 16-bit mono at [Sound#RATE_HZ]: 8, 16, 24 or 32-bit
/// integers, 32-bit floats, any number of channels (mixed), any rate (resampled).
public final class WavReader {
  private static final long LONGEST_BYTES = 256L << 20;

  private static final int PCM = 1;
  private static final int FLOAT = 3;
  private static final int EXTENSIBLE = 0xFFFE;

  private static final int RIFF = 0x46464952;
  private static final int WAVE = 0x45564157;
  private static final int FMT = 0x20746d66;
  private static final int DATA = 0x61746164;

  private WavReader() {}

  /// Reads the file.
  ///
  /// @throws IOException if it cannot be read or is no WAV file we understand; the text says why
  public static short[] read(Path file) throws IOException {
    if (Files.size(file) > LONGEST_BYTES) {
      throw new IOException(file + " is longer than 256 MB");
    }
    return read(Files.readAllBytes(file), file.toString());
  }

  static short[] read(byte[] bytes, String name) throws IOException {
    ByteBuffer wav = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    if (bytes.length < 12 || wav.getInt(0) != RIFF || wav.getInt(8) != WAVE) {
      throw new IOException(name + " is not a WAV file");
    }
    wav.position(12);
    Shape shape = null;
    while (wav.remaining() >= 8) {
      int chunk = wav.getInt();
      // A size beyond the end is that of a file still being written: what is there is taken.
      int size = (int) Math.min(wav.getInt() & 0xFFFFFFFFL, wav.remaining());
      ByteBuffer body = wav.slice(wav.position(), size).order(ByteOrder.LITTLE_ENDIAN);
      if (chunk == FMT && size >= 16) {
        shape = Shape.read(body, name);
      } else if (chunk == DATA && shape != null) {
        return Rates.convert(shape.mono(body), shape.rateHz, Sound.RATE_HZ);
      }
      wav.position(Math.min(wav.limit(), wav.position() + size + (size & 1)));
    }
    throw new IOException(name + " has no sound in it");
  }

  /// How the samples lie in the file.
  private record Shape(boolean isFloat, int channels, int rateHz, int bits) {
    static Shape read(ByteBuffer fmt, String name) throws IOException {
      int tag = fmt.getShort(0) & 0xFFFF;
      if (tag == EXTENSIBLE && fmt.capacity() >= 26) {
        tag = fmt.getShort(24) & 0xFFFF;
      }
      Shape shape =
          new Shape(
              tag == FLOAT, fmt.getShort(2) & 0xFFFF, fmt.getInt(4), fmt.getShort(14) & 0xFFFF);
      boolean known = shape.isFloat ? shape.bits == 32 : tag == PCM && isWhole(shape.bits);
      if (!known) {
        throw new IOException(
            "%s is a WAV of format %d with %d bits; PCM of 8 to 32 bits is understood"
                .formatted(name, tag, shape.bits));
      }
      if (shape.channels < 1 || shape.rateHz < 1_000 || shape.rateHz > 384_000) {
        throw new IOException(name + " has no sensible rate or channels");
      }
      return shape;
    }

    private static boolean isWhole(int bits) {
      return bits == 8 || bits == 16 || bits == 24 || bits == 32;
    }

    float[] mono(ByteBuffer data) {
      int width = bits / 8;
      float[] samples = new float[data.capacity() / (width * channels)];
      for (int i = 0; i < samples.length; i++) {
        float sum = 0;
        for (int channel = 0; channel < channels; channel++) {
          sum += sample(data, (i * channels + channel) * width);
        }
        samples[i] = sum / channels;
      }
      return samples;
    }

    /// One sample on the scale of 16 bits.
    private float sample(ByteBuffer data, int at) {
      return switch (bits) {
        case 8 -> ((data.get(at) & 0xFF) - 128) * 256f;
        case 16 -> data.getShort(at);
        case 24 -> ((data.getShort(at + 1) << 8) | (data.get(at) & 0xFF)) / 256f;
        default -> isFloat ? data.getFloat(at) * 32_768f : data.getInt(at) / 65_536f;
      };
    }
  }
}
