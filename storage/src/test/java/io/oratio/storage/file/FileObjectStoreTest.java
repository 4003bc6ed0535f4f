package io.oratio.storage.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.oratio.domain.object.ObjectName;
import io.oratio.domain.object.ObjectStore;
import io.oratio.domain.object.ObjectStoreContract;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileObjectStoreTest extends ObjectStoreContract {
  @TempDir Path root;

  private FileObjectStore objects;

  @BeforeEach
  void open() throws IOException {
    objects = FileObjectStore.open(root.resolve("objects"));
  }

  @Override
  protected ObjectStore objects() {
    return objects;
  }

  @Test
  void laysARecordingWhereAPlayerFindsIt() throws IOException {
    put(ObjectName.recordingOf("ses_1"));
    Path path = root.toRealPath().resolve("objects/oratio-recordings/ses_1/audio.wav");
    assertThat(path).hasContent("bytes");
    assertThat(objects.whereabouts(ObjectName.recordingOf("ses_1"))).isEqualTo(path.toString());
  }

  @Test
  void isThereAfterTheStoreIsOpenedAgainButNothingHalfWrittenIs() throws IOException {
    put(ObjectName.recordingOf("ses_1"));
    Path half = Files.writeString(root.resolve("objects/.incoming/half"), "ha");
    open();
    assertThat(half).doesNotExist();
    assertThat(objects.size(ObjectName.recordingOf("ses_1"))).contains(5L);
  }

  @Test
  void leavesNoEmptyFoldersBehind() throws IOException {
    put(new ObjectName("bucket", "a/b/c"));
    put(new ObjectName("bucket", "a/d"));
    objects.delete(new ObjectName("bucket", "a/b/c"));
    assertThat(root.resolve("objects/bucket/a/b")).doesNotExist();
    assertThat(root.resolve("objects/bucket/a/d")).exists();
    objects.delete(new ObjectName("bucket", "a/d"));
    assertThat(root.resolve("objects/bucket/a")).doesNotExist();
    assertThat(root.resolve("objects/bucket")).exists();
  }

  @Test
  void refusesAnObjectWhereAFolderIsAndAFolderWhereAnObjectIs() throws IOException {
    put(new ObjectName("bucket", "a/b"));
    assertThatIOException()
        .isThrownBy(() -> put(new ObjectName("bucket", "a")))
        .withMessageContaining("cannot be an object and a folder");
    assertThatIOException().isThrownBy(() -> put(new ObjectName("bucket", "a/b/c")));
    assertThat(objects.size(new ObjectName("bucket", "a"))).isEmpty();
    assertThat(objects.size(new ObjectName("bucket", "a/b"))).contains(5L);
    assertThat(root.resolve("objects/.incoming")).isEmptyDirectory();
  }

  @Test
  void readsByteByByteAndSkipsWithinTheRange() throws IOException {
    put(ObjectName.recordingOf("ses_1"));
    try (InputStream in = objects.read(ObjectName.recordingOf("ses_1"), 1, 3)) {
      assertThat(in.available()).isEqualTo(3);
      assertThat(in.markSupported()).isFalse();
      assertThat(in.read()).isEqualTo('y');
      assertThat(in.skip(100)).isEqualTo(2);
      assertThat(in.read()).isEqualTo(-1);
      assertThat(in.read(new byte[4], 0, 0)).isZero();
    }
  }

  private void put(ObjectName name) throws IOException {
    objects.put(name, Files.writeString(root.resolve("file"), "bytes"), "text/plain", Map.of());
  }
}
