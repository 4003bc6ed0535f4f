package io.oratio.media.pcm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PcmTest {
  @Test
  void writesSamplesLowByteFirst() {
    byte[] bytes = Pcm.toBytes(new short[] {9, 0x0102, -2, 9}, 1, 2);

    assertThat(bytes).containsExactly(0x02, 0x01, 0xfe, 0xff);
  }

  @Test
  void readsBackEverySample() {
    short[] all = new short[65536];
    for (int i = 0; i < all.length; i++) {
      all[i] = (short) i;
    }

    assertThat(Pcm.toSamples(Pcm.toBytes(all, 0, all.length))).isEqualTo(all);
    assertThat(Pcm.toSamples(new byte[] {1, 0, 7})).containsExactly(1);
  }

  @Test
  void holdsComputedValuesWithinSixteenBits() {
    assertThat(Pcm.clamp(40000f)).isEqualTo(Short.MAX_VALUE);
    assertThat(Pcm.clamp(-40000f)).isEqualTo(Short.MIN_VALUE);
    assertThat(Pcm.clamp(1.6f)).isEqualTo((short) 2);
    assertThat(Pcm.clamp(-1.6f)).isEqualTo((short) -2);
  }

  @Test
  void measuresLevelsOnTheScaleOfRfc6465() {
    short[] sine = Tones.sine(1000, 8000, 8000, 32767);
    short[] square = new short[160];
    Arrays.fill(square, Short.MIN_VALUE);

    assertThat(Pcm.levelDbov(square, 0, 160)).isEqualTo(0);
    assertThat(Pcm.levelDbov(sine, 0, 8000)).isCloseTo(-3.01, within(0.01));
    assertThat(Pcm.levelDbov(new short[160], 0, 160)).isEqualTo(-127);
    assertThat(Pcm.levelDbov(new short[0], 0, 0)).isEqualTo(-127);
  }
}
