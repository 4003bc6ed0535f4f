package io.oratio.media.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WavFileTest {
  @TempDir private Path folder;

  @Test
  void readsBackWhatItWrote() throws IOException {
    short[] samples = {1, -1, 2, -2, Short.MAX_VALUE, Short.MIN_VALUE};
    Path file = folder.resolve("stereo.wav");
    new WavFile(16_000, 2, samples).write(file);
    WavFile read = WavFile.read(file);
    assertThat(read.rateHz()).isEqualTo(16_000);
    assertThat(read.channels()).isEqualTo(2);
    assertThat(read.length()).isEqualTo(3);
    assertThat(read.channel(0)).containsExactly(1, 2, Short.MAX_VALUE);
    assertThat(read.channel(1)).containsExactly(-1, -2, Short.MIN_VALUE);
    assertThatThrownBy(() -> read.channel(2)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void readsEightBitSamplesWhichAreUnsigned() throws IOException {
    byte[] file = file(1, 8, new byte[] {0, (byte) 128, (byte) 255});
    assertThat(WavFile.parse(file).samples()).containsExactly(-32_768, 0, 127 << 8);
  }

  @Test
  void passesOverChunksItDoesNotKnow() throws IOException {
    byte[] plain = WavFile.mono(8000, new short[] {5, 6}).toBytes();
    ByteBuffer longer = ByteBuffer.allocate(plain.length + 12).order(ByteOrder.LITTLE_ENDIAN);
    longer.put(plain, 0, 36);
    // A list of three bytes and its padding.
    longer.putInt(0x5453494c).putInt(3).putInt(0);
    longer.put(plain, 36, plain.length - 36);
    assertThat(WavFile.parse(longer.array()).samples()).containsExactly(5, 6);
  }

  @Test
  void readsADataChunkThatSaysToBeLongerThanTheFile() throws IOException {
    byte[] whole = WavFile.mono(8000, new short[] {5, 6, 7}).toBytes();
    assertThat(WavFile.parse(Arrays.copyOf(whole, whole.length - 1)).samples())
        .containsExactly(5, 6);
  }

  @Test
  void refusesWhatIsNoWavFileAndNeverAnythingElse() {
    byte[] whole = WavFile.mono(8000, new short[] {5, 6, 7}).toBytes();
    for (int length = 0; length < 44; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> WavFile.parse(cut)).isInstanceOf(IOException.class);
    }
    assertThatThrownBy(() -> WavFile.parse(file(1, 24, new byte[6])))
        .hasMessageContaining("24 bits");
    assertThatThrownBy(() -> WavFile.parse(file(7, 8, new byte[6])))
        .hasMessageContaining("format 7");
  }

  @Test
  void refusesSamplesThatDoNotFillTheirChannels() {
    assertThatThrownBy(() -> new WavFile(8000, 2, new short[3]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static byte[] file(int format, int bits, byte[] data) {
    ByteBuffer out = ByteBuffer.allocate(44 + data.length).order(ByteOrder.LITTLE_ENDIAN);
    WavHeader.write(out, 8000, 1, data.length);
    out.putShort(20, (short) format).putShort(34, (short) bits);
    return out.put(data).array();
  }
}
