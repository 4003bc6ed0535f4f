package io.oratio.media.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.media.pcm.Tones;
import org.junit.jupiter.api.Test;

class CodecsTest {
  @Test
  void findsACodecByItsNameInAnyCase() {
    assertThat(Codecs.named("pcmu")).contains(Codecs.PCMU);
    assertThat(Codecs.named("PCMA")).contains(Codecs.PCMA);
    assertThat(Codecs.named("G729")).isEmpty();
  }

  @Test
  void findsACodecByTheStaticPayloadTypesOfRfc3551() {
    assertThat(Codecs.ofStaticPayloadType(0)).contains(Codecs.PCMU);
    assertThat(Codecs.ofStaticPayloadType(8)).contains(Codecs.PCMA);
    assertThat(Codecs.ofStaticPayloadType(96)).isEmpty();
  }

  @Test
  void saysItsRatesAndPrintsItsName() {
    for (Codec codec : Codecs.all()) {
      assertThat(codec.rateHz()).isEqualTo(8000);
      assertThat(codec.clockHz()).isEqualTo(8000);
      assertThat(codec.decoder().samplesIn(new byte[160], 0, 160)).isEqualTo(160);
      assertThat(codec).hasToString(codec.rtpName());
    }
  }

  @Test
  void carriesSpeechLevelsWithTheSignalToNoiseRatioOfG711() {
    for (Codec codec : Codecs.all()) {
      for (double amplitude : new double[] {300, 1000, 5000, 20000}) {
        short[] tone = Tones.sine(1020, 8000, 8000, amplitude);
        byte[] payload = new byte[8000];
        short[] heard = new short[8000];
        assertThat(codec.encoder().encode(tone, 0, 8000, payload, 0)).isEqualTo(8000);
        assertThat(codec.decoder().decode(payload, 0, 8000, heard, 0)).isEqualTo(8000);

        // G.712 §9: 33 dB down to 30 dB under full level, 27 dB at 40 under.
        double floor = amplitude < 1000 ? 27 : 33;
        assertThat(Tones.snrDb(tone, 0, heard, 0, 8000))
            .as("%s %s", codec, amplitude)
            .isGreaterThan(floor);
      }
    }
  }
}
