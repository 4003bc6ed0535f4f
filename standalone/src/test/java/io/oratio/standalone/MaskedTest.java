package io.oratio.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskedTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "key ork_live_ABCDEFGHIJKL_1234 is old       | key ork_live_[…] is old",
        "ort_lgn_1.abcdefgh shown                    | ort_[…] shown",
        "Authorization: Bearer abcdefghijklmnop      | Authorization: Bearer […]",
        "got eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJ1In0.sg | got […]",
        "jdbc://x?user=o&password=hunter22&b=1       | jdbc://x?user=o&password=[…]&b=1",
        "mail to ann.lee@example.com failed          | mail to […] failed",
        "sip:+14155550142@carrier.example            | sip:[…]",
        "dialled +14155550142 twice                  | dialled …42 twice",
        "dialled 4155550142                          | dialled …42",
        "call ses_01JD2X3Y4Z5A6B7C8D9E0F1G2H is well | call ses_01JD2X3Y4Z5A6B7C8D9E0F1G2H is well",
        "took 5060 ms at 127.0.0.1:20000             | took 5060 ms at 127.0.0.1:20000",
        "2026-11-21T08:00:00.123456Z                 | 2026-11-21T08:00:00.123456Z"
      })
  void leavesOutWhatHasNoPlaceInALog(String text, String masked) {
    assertThat(Masked.of(text)).isEqualTo(masked);
  }
}
