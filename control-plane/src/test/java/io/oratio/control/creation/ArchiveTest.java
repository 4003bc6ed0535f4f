package io.oratio.control.creation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.oratio.control.web.ErrorCode;
import io.oratio.control.web.Refusal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ArchiveTest {
  @TempDir private Path temporary;

  @Test
  void unpacksAFolderAndOneThatLiesInAnother() throws IOException {
    Path plain = unpacked(zip("agent.json", "prompt.md", "knowledge/a/b.txt"));
    assertThat(plain.resolve("knowledge/a/b.txt")).hasContent("knowledge/a/b.txt");

    Path wrapped = unpacked(zip("hotel/agent.json", "hotel/prompt.md"));
    assertThat(wrapped.resolve("agent.json")).exists();
  }

  @Test
  void lettingNothingOutOfTheFolder() throws IOException {
    for (String path :
        new String[] {
          "../evil.txt",
          "/etc/evil",
          "knowledge/../../evil.txt",
          "knowledge/..\\evil",
          "..",
          "knowledge/" + "d/".repeat(17) + "f.txt",
          "knowledge/.ssh",
          "knowledge//a"
        }) {
      assertThat(refusal(zip("agent.json", path))).as(path).isEqualTo(ErrorCode.PATH_INVALID);
    }
    try (Stream<Path> outside = Files.walk(temporary)) {
      assertThat(outside.map(it -> it.getFileName().toString())).doesNotContain("evil.txt", "evil");
    }
  }

  @Test
  void refusesLinks() throws IOException {
    byte[] zip = zip("agent.json", "knowledge/link.txt");
    markLastAsLink(zip);
    assertThat(refusal(zip)).isEqualTo(ErrorCode.ARCHIVE_INVALID);
  }

  @Test
  void countsWhatComesOutAndNotWhatTheArchiveSays() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("knowledge/bomb.txt"));
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 33; i++) {
        zip.write(zeros);
      }
      zip.closeEntry();
    }
    assertThat(out.size()).isLessThan(100_000);
    assertThat(refusal(out.toByteArray())).isEqualTo(ErrorCode.BODY_TOO_LARGE);
  }

  @Test
  void refusesWhatIsNoArchive() throws IOException {
    assertThat(refusal("PK but no zip".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(ErrorCode.ARCHIVE_INVALID);
    byte[] cut = zip("agent.json", "prompt.md");
    assertThat(refusal(java.util.Arrays.copyOf(cut, cut.length - 30)))
        .isEqualTo(ErrorCode.ARCHIVE_INVALID);
  }

  @Test
  void refusesTheSameFileInTwoWritings() throws IOException {
    assertThat(refusal(zip("knowledge/a.txt", "knowledge/A.TXT")))
        .isEqualTo(ErrorCode.ARCHIVE_INVALID);
  }

  @Test
  void refusesMoreEntriesThanAFolderMayHave() throws IOException {
    String[] many = new String[2_001];
    for (int i = 0; i < many.length; i++) {
      many[i] = "knowledge/" + i;
    }
    assertThat(refusal(zip(many))).isEqualTo(ErrorCode.ARCHIVE_INVALID);
  }

  private ErrorCode refusal(byte[] zip) {
    Refusal refusal = catchThrowableOfType(Refusal.class, () -> unpacked(zip));
    assertThat(refusal).isNotNull();
    return refusal.code();
  }

  private Path unpacked(byte[] zip) throws IOException {
    Path file = Files.createTempFile(temporary, "archive", ".zip");
    Files.write(file, zip);
    Path target = Files.createTempDirectory(temporary, "target");
    Archive.unpack(file, target);
    return target;
  }

  private static byte[] zip(String... paths) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (String path : paths) {
        zip.putNextEntry(new ZipEntry(path));
        zip.write(path.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    }
    return out.toByteArray();
  }

  /// Says of the last entry of the directory that a Unix made it as a link.
  private static void markLastAsLink(byte[] zip) {
    ByteBuffer bytes = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
    int last = -1;
    for (int i = 0; i < zip.length - 46; i++) {
      if (bytes.getInt(i) == 0x02014b50) {
        last = i;
      }
    }
    bytes.putShort(last + 4, (short) (3 << 8 | 20));
    bytes.putInt(last + 38, 0xA1FF << 16);
  }
}
