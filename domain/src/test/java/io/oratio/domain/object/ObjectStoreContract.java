package io.oratio.domain.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oratio.domain.Concurrently;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What every store of objects does. The store may hold other objects from before.
public abstract class ObjectStoreContract {
  private static final String BUCKET = "oratio-recordings";

  @TempDir Path folder;

  private final String session = "ses_" + UUID.randomUUID();
  private final ObjectName name = new ObjectName(BUCKET, session + "/audio.wav");

  /// The store under test, the same for one test.
  protected abstract ObjectStore objects();

  /// How long a part of a key is tried, in characters: 255 unless the server under test takes less.
  protected int longestPart() {
    return 255;
  }

  @Test
  void readsBackWhatWasPutAndLeavesTheFile() throws IOException {
    byte[] bytes = noise(100_000);
    Path file = file(bytes);
    objects().put(name, file, "audio/wav", Map.of("userId", "user-1", "platform", "oratio"));
    assertThat(all(name)).isEqualTo(bytes);
    assertThat(objects().size(name)).contains(100_000L);
    assertThat(file).hasBinaryContent(bytes);
  }

  @Test
  void readsOnlyTheRangeAskedFor() throws IOException {
    byte[] bytes = noise(50_000);
    put(name, bytes);
    assertThat(range(name, 0, 10)).isEqualTo(Arrays.copyOfRange(bytes, 0, 10));
    assertThat(range(name, 12_345, 20_000)).isEqualTo(Arrays.copyOfRange(bytes, 12_345, 32_345));
    assertThat(range(name, 49_990, 500)).isEqualTo(Arrays.copyOfRange(bytes, 49_990, 50_000));
    assertThat(range(name, 49_999, Long.MAX_VALUE)).hasSize(1);
  }

  @Test
  void readsNothingBeyondTheEndOrOfNoLength() throws IOException {
    put(name, noise(10));
    assertThat(range(name, 10, 1)).isEmpty();
    assertThat(range(name, 1_000_000, 5)).isEmpty();
    assertThat(range(name, 3, 0)).isEmpty();
  }

  @Test
  void refusesARangeThatIsNone() throws IOException {
    put(name, noise(10));
    assertThatIllegalArgumentException().isThrownBy(() -> range(name, -1, 5));
    assertThatIllegalArgumentException().isThrownBy(() -> range(name, 0, -5));
  }

  @Test
  void keepsAnObjectOfNoBytes() throws IOException {
    put(name, new byte[0]);
    assertThat(objects().size(name)).contains(0L);
    assertThat(range(name, 0, 10)).isEmpty();
  }

  @Test
  void saysThatNothingIsThere() throws IOException {
    assertThat(objects().size(name)).isEmpty();
    assertThatThrownBy(() -> range(name, 0, 5)).isInstanceOf(FileNotFoundException.class);
    assertThatThrownBy(() -> range(name, 0, 0)).isInstanceOf(FileNotFoundException.class);
    assertThat(objects().size(new ObjectName("oratio-other-bucket", "a"))).isEmpty();
  }

  @Test
  void replacesWhatStandsThere() throws IOException {
    put(name, noise(5_000));
    byte[] after = noise(300);
    put(name, after);
    assertThat(all(name)).isEqualTo(after);
  }

  @Test
  void keepsWhatStandsThereWhenTheNewFileIsMissing() throws IOException {
    byte[] before = noise(100);
    put(name, before);
    assertThatThrownBy(() -> objects().put(name, folder.resolve("none"), "audio/wav", Map.of()))
        .isInstanceOf(NoSuchFileException.class);
    assertThat(all(name)).isEqualTo(before);
  }

  @Test
  void deletesAnObjectAndDoesNotMindASecondTime() throws IOException {
    ObjectName neighbour = new ObjectName(BUCKET, session + "/other.wav");
    put(name, noise(10));
    put(neighbour, noise(20));
    objects().delete(name);
    objects().delete(name);
    assertThat(objects().size(name)).isEmpty();
    assertThat(objects().size(neighbour)).contains(20L);
  }

  @Test
  void tellsNamesApart() throws IOException {
    List<String> keys =
        List.of(
            "plain",
            "with space",
            "100%25",
            "100%",
            "a+b",
            "ünï-你好-👩",
            ".hidden",
            "...",
            "~",
            "con:aux?*<>|\"",
            "x".repeat(longestPart()),
            "x".repeat(longestPart() - 1),
            "é".repeat(longestPart() / 3));
    for (String key : keys) {
      put(new ObjectName(BUCKET, session + "/" + key), key.getBytes("UTF-8"));
    }
    for (String key : keys) {
      assertThat(all(new ObjectName(BUCKET, session + "/" + key))).isEqualTo(key.getBytes("UTF-8"));
    }
  }

  @Test
  void showsReadersAWholeObjectWhileItIsReplaced() throws Exception {
    List<byte[]> contents =
        IntStream.range(0, 6)
            .mapToObj(
                it -> {
                  byte[] bytes = new byte[64_000];
                  Arrays.fill(bytes, (byte) it);
                  return bytes;
                })
            .toList();
    put(name, contents.getFirst());
    List<Runnable> deeds =
        IntStream.range(0, 60)
            .<Runnable>mapToObj(
                it ->
                    () -> {
                      try {
                        if (it % 2 == 0) {
                          put(name, contents.get(it % 6));
                        } else {
                          byte[] seen = all(name);
                          assertThat(seen).hasSize(64_000).containsOnly(seen[0]);
                        }
                      } catch (IOException e) {
                        throw new UncheckedIOException(e);
                      }
                    })
            .toList();
    Concurrently.run(4, deeds);
  }

  @Test
  void tellsAPersonWhereItLies() {
    assertThat(objects().whereabouts(name))
        .contains(BUCKET)
        .contains(session)
        .contains("audio.wav");
  }

  private void put(ObjectName where, byte[] bytes) throws IOException {
    objects().put(where, file(bytes), "application/octet-stream", Map.of());
  }

  private Path file(byte[] bytes) throws IOException {
    return Files.write(folder.resolve(UUID.randomUUID().toString()), bytes);
  }

  private byte[] all(ObjectName where) throws IOException {
    return range(where, 0, Long.MAX_VALUE);
  }

  private byte[] range(ObjectName where, long offset, long length) throws IOException {
    try (InputStream in = objects().read(where, offset, length)) {
      return in.readAllBytes();
    }
  }

  private static byte[] noise(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }
}
