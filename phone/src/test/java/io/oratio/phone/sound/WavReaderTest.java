package io.oratio.phone.sound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oratio.media.pcm.Tones;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WavReaderTest {
  @TempDir private Path folder;

  /// A second of a 500 Hz sine at half scale, as a file of this shape.
  private static byte[] wav(int tag, int channels, int rateHz, int bits) {
    int width = bits / 8;
    int bytes = rateHz * channels * width;
    ByteBuffer wav = ByteBuffer.allocate(12 + 8 + 5 + 1 + 8 + 16 + 8 + bytes);
    wav.order(ByteOrder.LITTLE_ENDIAN);
    wav.put(ascii("RIFF")).putInt(wav.capacity() - 8).put(ascii("WAVE"));
    wav.put(ascii("LIST")).putInt(5).put(new byte[6]);
    wav.put(ascii("fmt ")).putInt(16).putShort((short) tag).putShort((short) channels);
    wav.putInt(rateHz).putInt(rateHz * channels * width);
    wav.putShort((short) (channels * width)).putShort((short) bits);
    wav.put(ascii("data")).putInt(bytes);
    for (int i = 0; i < rateHz; i++) {
      double sample = 0.5 * Math.sin(2 * Math.PI * 500 * i / rateHz);
      for (int channel = 0; channel < channels; channel++) {
        put(wav, tag, bits, sample);
      }
    }
    return wav.array();
  }

  private static void put(ByteBuffer wav, int tag, int bits, double sample) {
    switch (bits) {
      case 8 -> wav.put((byte) (128 + Math.round(sample * 127)));
      case 16 -> wav.putShort((short) Math.round(sample * 32_767));
      case 24 -> {
        int whole = (int) Math.round(sample * 8_388_607);
        wav.put((byte) whole).put((byte) (whole >> 8)).put((byte) (whole >> 16));
      }
      default -> {
        if (tag == 3) {
          wav.putFloat((float) sample);
        } else {
          wav.putInt((int) Math.round(sample * Integer.MAX_VALUE));
        }
      }
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @ParameterizedTest
  @CsvSource({
    "1,1,8000,16",
    "1,2,8000,16",
    "1,1,8000,8",
    "1,2,48000,24",
    "1,1,44100,16",
    "1,6,22050,32",
    "3,2,16000,32",
    "1,1,11025,16",
  })
  void readsEveryCommonShape(int tag, int channels, int rateHz, int bits) throws IOException {
    short[] samples = WavReader.read(wav(tag, channels, rateHz, bits), "test");
    assertThat(samples).hasSizeBetween(7_990, 8_000);
    assertThat(Tones.share(samples, 400, 7_000, 8_000, 500)).isGreaterThan(0.99);
    int loudest = 0;
    for (int i = 400; i < 7_400; i++) {
      loudest = Math.max(loudest, Math.abs(samples[i]));
    }
    assertThat(loudest).isBetween(15_500, 17_200);
  }

  @Test
  void doesNotFoldHighTonesBack() {
    float[] high = new float[48_000];
    for (int i = 0; i < high.length; i++) {
      high[i] = (float) (10_000 * Math.sin(2 * Math.PI * 6_000 * i / 48_000));
    }
    short[] low = Rates.convert(high, 48_000, 8_000);
    for (int i = 100; i < low.length - 100; i++) {
      assertThat(Math.abs(low[i])).isLessThan((short) 100);
    }
  }

  @Test
  void refusesWhatItDoesNotUnderstand() {
    byte[] law = wav(1, 1, 8_000, 16);
    law[34] = 6;
    assertThatThrownBy(() -> WavReader.read(law, "law.wav")).hasMessageContaining("format 6");
    assertThatThrownBy(() -> WavReader.read(new byte[40], "zeros"))
        .hasMessageContaining("not a WAV");
    byte[] headOnly = Arrays.copyOf(wav(1, 1, 8_000, 16), 30);
    assertThatThrownBy(() -> WavReader.read(headOnly, "head")).isInstanceOf(IOException.class);
  }

  @Test
  void readsWhatTheRecordingWrites() throws Exception {
    Path file = folder.resolve("heard.wav");
    HeardRecording recording = HeardRecording.to(file);
    short[] tone = Tones.sine(440, 8_000, 1_600, 9_000);
    for (int i = 0; i < 1_600; i += 160) {
      recording.frame(Arrays.copyOfRange(tone, i, i + 160), 160);
    }
    assertThat(recording.close().toCompletableFuture().get(10, TimeUnit.SECONDS)).isEqualTo(1_600);
    assertThat(WavReader.read(file)).isEqualTo(tone);
  }
}
