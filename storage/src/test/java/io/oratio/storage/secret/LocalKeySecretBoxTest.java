package io.oratio.storage.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oratio.domain.Concurrently;
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

class LocalKeySecretBoxTest extends SecretBoxContract {
  @TempDir Path folder;

  @Override
  SecretBox box() throws IOException {
    return box("key");
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
