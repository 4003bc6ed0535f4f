package io.oratio.domain.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class ObjectNameTest {
  @Test
  void namesTheRecordingOfASession() {
    assertThat(ObjectName.recordingOf("ses_1"))
        .isEqualTo(new ObjectName("oratio-recordings", "ses_1/audio.wav"))
        .hasToString("oratio-recordings/ses_1/audio.wav");
  }

  @Test
  void refusesAKeyThatCouldClimbOutOfItsBucket() {
    for (String key :
        new String[] {
          "",
          "/a",
          "a/",
          "a//b",
          ".",
          "..",
          "a/../b",
          "./a",
          "a\\b",
          "a\nb",
          "a\u0000",
          "x".repeat(256),
          "x/".repeat(512) + "y"
        }) {
      assertThatIllegalArgumentException().isThrownBy(() -> new ObjectName("bucket", key));
    }
  }

  @Test
  void refusesABucketThatIsNone() {
    for (String bucket : new String[] {"", "ab", "Bucket", "a_b", "-ab", "a..b", "../b", "a/b"}) {
      assertThatIllegalArgumentException().isThrownBy(() -> new ObjectName(bucket, "key"));
    }
  }
}
