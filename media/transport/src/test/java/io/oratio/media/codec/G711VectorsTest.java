package io.oratio.media.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.media.pcm.Pcm;
import io.oratio.media.pcm.Tones;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// ITU-T Recommendation G.711 (11/88), tables 1a to 2b (values) and 5, 6 (digital milliwatt).
class G711VectorsTest {
  private static final Codec.Decoder MU = Codecs.PCMU.decoder();
  private static final Codec.Decoder A = Codecs.PCMA.decoder();

  @ParameterizedTest(name = "{0} is {1} of 14 bits")
  @CsvSource({
    "11111111, 0", "11111110, 2", "11101111, 33", "11011111, 99", "11001111, 231",
    "10111111, 495", "10101111, 1023", "10011111, 2079", "10001111, 4191", "10000000, 8031",
  })
  void decodesTheSegmentEndsOfTable2(String characterSignal, int value) {
    int code = Integer.parseInt(characterSignal, 2);

    assertThat(decode(MU, code)).isEqualTo(value << 2);
    assertThat(decode(MU, code & 0x7f)).isEqualTo(-value << 2);
  }

  @ParameterizedTest(name = "{0} is {1} of 12 bits")
  @CsvSource({
    "10000000, 1",
    "10010000, 33",
    "10100000, 66",
    "10110000, 132",
    "11000000, 264",
    "11010000, 528",
    "11100000, 1056",
    "11110000, 2112",
    "11111111, 4032",
  })
  void decodesTheSegmentEndsOfTable1(String beforeInversion, int value) {
    // The table's characters are before the inversion of even bits (note 2 of table 1a).
    int code = Integer.parseInt(beforeInversion, 2) ^ 0x55;

    assertThat(decode(A, code)).isEqualTo(value << 3);
    assertThat(decode(A, code ^ 0x80)).isEqualTo(-value << 3);
  }

  @ParameterizedTest(name = "from {0} on µ-law says {1}")
  @CsvSource({
    "7903, 10000000", "7902, 10000001", "4063, 10001111", "4062, 10010000", "2015, 10011111",
    "991, 10101111", "479, 10111111", "223, 11001111", "95, 11011111", "31, 11101111",
    "1, 11111110", "0, 11111111", "8159, 10000000",
  })
  void encodesAtTheDecisionValuesOfTable2(int magnitude, String characterSignal) {
    byte[] code = new byte[1];
    Codecs.PCMU
        .encoder()
        .encode(new short[] {(short) Math.min(32767, magnitude << 2)}, 0, 1, code, 0);

    assertThat(code[0] & 0xff).isEqualTo(Integer.parseInt(characterSignal, 2));
  }

  @ParameterizedTest(name = "from {0} on A-law says {1}")
  @CsvSource({
    "3968, 11111111", "3967, 11111110", "2048, 11110000", "1024, 11100000", "512, 11010000",
    "256, 11000000", "128, 10110000", "64, 10100000", "32, 10010000", "2, 10000001",
    "0, 10000000", "4095, 11111111",
  })
  void encodesAtTheDecisionValuesOfTable1(int magnitude, String beforeInversion) {
    byte[] code = new byte[1];
    Codecs.PCMA.encoder().encode(new short[] {(short) (magnitude << 3)}, 0, 1, code, 0);

    assertThat((code[0] & 0xff) ^ 0x55).isEqualTo(Integer.parseInt(beforeInversion, 2));
  }

  @Test
  void hearsTheDigitalMilliwattOfTables5And6AsTheSameTone() {
    short[] a = decodeRepeated(A, "34212134b4a1a1b4", 1600);
    short[] mu = decodeRepeated(MU, "1e0b0b1e9e8b8b9e", 1600);

    assertThat(Tones.share(a, 0, 1600, 8000, 1000)).isGreaterThan(0.999);
    assertThat(Tones.share(mu, 0, 1600, 8000, 1000)).isGreaterThan(0.999);
    // 0 dBm0 is 3.14 dB below the overload point of A-law and 3.17 below that of µ-law.
    assertThat(Pcm.levelDbov(a, 0, 1600)).isBetween(-6.25, -6.05);
    assertThat(Pcm.levelDbov(mu, 0, 1600)).isBetween(-6.28, -6.08);
  }

  @Test
  void givesEveryCodeBackAsItCame() {
    for (Codec codec : Codecs.all()) {
      for (int code = 0; code < 256; code++) {
        short[] sample = {(short) decode(codec.decoder(), code)};
        byte[] again = new byte[1];
        codec.encoder().encode(sample, 0, 1, again, 0);
        // µ-law has two zeros; both come back as the positive one.
        int expected = codec == Codecs.PCMU && code == 0x7f ? 0xff : code;
        assertThat(again[0] & 0xff).as("%s %02x", codec, code).isEqualTo(expected);
      }
    }
  }

  @Test
  void followsEverySampleWithinHalfAStepOfItsSegment() {
    for (Codec codec : Codecs.all()) {
      int last = Integer.MIN_VALUE;
      for (int sample = -32768; sample <= 32767; sample++) {
        byte[] code = new byte[1];
        codec.encoder().encode(new short[] {(short) sample}, 0, 1, code, 0);
        int heard = decode(codec.decoder(), code[0] & 0xff);
        assertThat(heard).isGreaterThanOrEqualTo(last);
        last = heard;
        int magnitude = Math.min(Math.abs(sample), 32635);
        assertThat(Math.abs(Math.abs(heard) - magnitude))
            .as("%s %d", codec, sample)
            .isLessThanOrEqualTo(Math.max(8, (magnitude + 132) / 32 + 1));
      }
    }
  }

  private static int decode(Codec.Decoder decoder, int code) {
    short[] out = new short[1];
    decoder.decode(new byte[] {(byte) code}, 0, 1, out, 0);
    return out[0];
  }

  private static short[] decodeRepeated(Codec.Decoder decoder, String hex, int samples) {
    byte[] period = HexFormat.of().parseHex(hex);
    short[] out = new short[samples];
    for (int at = 0; at < samples; at += period.length) {
      decoder.decode(period, 0, period.length, out, at);
    }
    return out;
  }
}
