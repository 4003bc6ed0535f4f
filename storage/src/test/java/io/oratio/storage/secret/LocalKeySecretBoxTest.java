package io.oratio.storage.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oratio.domain.Concurrently;
import io.oratio.domain.Samples;
import io.oratio.domain.trunk.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalKeySecretBoxTest {
  private static final String PLACE = "tenant/acme/trunk/carrier";

  @TempDir Path folder;

  @Test
  void opensWhatItSealed() throws IOException {
    SecretBox box = box("key");
    for (String word : new String[] {"", "wonderland", Samples.MANY_SCRIPTS, "x".repeat(5000)}) {
      assertThat(box.open(box.seal(new Secret(word), PLACE), PLACE).reveal()).isEqualTo(word);
    }
  }

  @Test
  void hidesTheSecretAndNeverSealsTheSameWayTwice() throws IOException {
    SecretBox box = box("key");
    String once = box.seal(new Secret("wonderland"), PLACE);
    String twice = box.seal(new Secret("wonderland"), PLACE);
    assertThat(once).isNotEqualTo(twice).doesNotContain("wonderland").matches("[\\x21-\\x7e]+");
  }

  @Test
  void doesNotOpenElsewhere() throws IOException {
    SecretBox box = box("key");
    String sealed = box.seal(new Secret("wonderland"), PLACE);
    assertThatIllegalStateException()
        .isThrownBy(() -> box.open(sealed, "tenant/other/trunk/carrier"))
        .withMessageContaining("belongs elsewhere");
  }

  @Test
  void doesNotOpenWhatWasChanged() throws IOException {
    SecretBox box = box("key");
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
          sealed.replace("v1.", "v2."),
          "wonderland"
        }) {
      assertThatIllegalStateException().isThrownBy(() -> box.open(bad, PLACE));
    }
  }

  @Test
  void saysThatTheKeyIsAnotherOne() throws IOException {
    String sealed = box("key").seal(new Secret("wonderland"), PLACE);
    assertThatIllegalStateException()
        .isThrownBy(() -> box("other-key").open(sealed, PLACE))
        .withMessageContaining("put the key file back");
  }

  @Test
  void keepsItsKeyWhereOnlyTheOwnerReadsIt() throws IOException {
    String sealed = box("deep/er/key").seal(new Secret("wonderland"), PLACE);
    Path keyFile = folder.resolve("deep/er/key");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keyFile)))
        .isEqualTo("rw-------");
    assertThat(box("deep/er/key").open(sealed, PLACE).reveal()).isEqualTo("wonderland");
    assertThat(keyFile.getParent()).isDirectoryNotContaining("glob:**.key*");
  }

  @Test
  void refusesAFileThatHoldsNoKey() throws IOException {
    for (String text : new String[] {"", "AAAA", "not base 64!"}) {
      Files.writeString(folder.resolve("bad"), text);
      assertThatThrownBy(() -> box("bad"))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("holds no key");
    }
  }

  @Test
  void makesOneKeyThoughManyStartTogether() throws Exception {
    Set<String> keys = ConcurrentHashMap.newKeySet();
    Concurrently.run(
        8,
        IntStream.range(0, 16)
            .<Runnable>mapToObj(
                it ->
                    () -> {
                      try {
                        box("key");
                        keys.add(Files.readString(folder.resolve("key")));
                      } catch (IOException e) {
                        throw new java.io.UncheckedIOException(e);
                      }
                    })
            .toList());
    assertThat(keys).hasSize(1);
  }

  private SecretBox box(String file) throws IOException {
    return LocalKeySecretBox.open(folder.resolve(file), new SecureRandom());
  }
}
