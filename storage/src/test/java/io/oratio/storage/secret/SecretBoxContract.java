package io.oratio.storage.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.oratio.domain.Samples;
import io.oratio.domain.trunk.Secret;
import org.junit.jupiter.api.Test;

/// What every [SecretBox] does.
abstract class SecretBoxContract {
  static final String PLACE = "tenant/acme/trunk/carrier";

  /// The same box, or another one with the same key.
  abstract SecretBox box() throws Exception;

  @Test
  void opensWhatItSealed() throws Exception {
    SecretBox box = box();
    for (String word : new String[] {"", "wonderland", Samples.MANY_SCRIPTS, "x".repeat(5000)}) {
      assertThat(box.open(box.seal(new Secret(word), PLACE), PLACE).reveal()).isEqualTo(word);
    }
  }

  @Test
  void hidesTheSecretAndNeverSealsTheSameWayTwice() throws Exception {
    SecretBox box = box();
    String once = box.seal(new Secret("wonderland"), PLACE);
    String twice = box.seal(new Secret("wonderland"), PLACE);
    assertThat(once).isNotEqualTo(twice).doesNotContain("wonderland").matches("[\\x21-\\x7e]+");
  }

  @Test
  void doesNotOpenElsewhere() throws Exception {
    SecretBox box = box();
    String sealed = box.seal(new Secret("wonderland"), PLACE);
    assertThatIllegalStateException()
        .isThrownBy(() -> box.open(sealed, "tenant/other/trunk/carrier"))
        .withMessageContaining("belongs elsewhere");
  }

  @Test
  void doesNotOpenWhatWasChanged() throws Exception {
    SecretBox box = box();
    String sealed = box.seal(new Secret("wonderland"), PLACE);
    char last = sealed.charAt(sealed.length() - 2);
    String changed =
        sealed.substring(0, sealed.length() - 2)
            + (last == 'A' ? 'B' : 'A')
            + sealed.substring(sealed.length() - 1);
    String fingerprint = sealed.substring(0, sealed.lastIndexOf('.') + 1);
    for (String bad :
        new String[] {
          changed,
          fingerprint,
          fingerprint + "AAAA",
          fingerprint + "*",
          "",
          "a.b",
          "x9" + sealed.substring(2),
          "wonderland"
        }) {
      assertThatIllegalStateException().isThrownBy(() -> box.open(bad, PLACE));
    }
  }
}
