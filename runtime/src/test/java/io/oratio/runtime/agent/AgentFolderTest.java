package io.oratio.runtime.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentFolderTest {
  @TempDir private Path folder;

  @BeforeEach
  void begin() throws IOException {
    write(
        "agent.json",
        """
        {"schemaVersion": 1, "agentId": "bakery", "agentName": "The Bakery"}\
        """);
    write("prompt.md", "Be kind.\r\n");
  }

  @Test
  void readsTheFilesOfKnowledgeAndToolsAndNothingElse() throws IOException {
    write("knowledge/prices/2026.txt", "bread: 2");
    write("knowledge/about.md", "# About");
    write("knowledge/.DS_Store", "x");
    write("tools/orders.yaml", "openapi: 3.0.0");
    write("README.md", "for people");
    write(".git/config", "x");

    AgentFolder read = good();

    assertThat(read.files())
        .containsOnlyKeys("knowledge/about.md", "knowledge/prices/2026.txt", "tools/orders.yaml");
    assertThat(read.files().get("knowledge/about.md").sha256()).isEqualTo(Sha256.of("# About"));
    assertThat(read.ignored()).containsExactly(".git", "README.md");
    assertThat(read.promptMd()).isEqualTo("Be kind.\r\n");
  }

  @Test
  void followsNoLinks() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "x");
    Files.createDirectories(folder.resolve("knowledge"));
    Files.createSymbolicLink(folder.resolve("knowledge/link.txt"), secret);
    Files.createSymbolicLink(folder.resolve("knowledge/up"), Path.of(".."));
    Files.createSymbolicLink(folder.resolve("tools"), Path.of("knowledge"));

    assertThat(faults())
        .containsExactly(
            "knowledge/link.txt: is a link; put the file itself there",
            "knowledge/up: is a link; put the file itself there",
            "tools: is a link; put the file itself there");
  }

  @Test
  void followsNoLinkInPlaceOfItsOwnTwoFiles() throws IOException {
    Files.move(folder.resolve("prompt.md"), folder.resolve("other.md"));
    Files.createSymbolicLink(folder.resolve("prompt.md"), Path.of("other.md"));

    assertThat(faults()).containsExactly("prompt.md: is no plain file");
  }

  @Test
  void refusesWhatIsHiddenTooDeepOrTooLarge() throws IOException {
    write("knowledge/.hidden/a.txt", "x");
    write("knowledge/" + "d/".repeat(20) + "a.txt", "x");
    try (RandomAccessFile large =
        new RandomAccessFile(folder.resolve("knowledge/large.bin").toFile(), "rw")) {
      large.setLength(FolderWalk.LARGEST_FILE + 1);
    }

    assertThat(faults())
        .hasSize(3)
        .anyMatch(it -> it.startsWith("knowledge/.hidden: is hidden"))
        .anyMatch(it -> it.contains("lies deeper than 16 folders"))
        .anyMatch(it -> it.startsWith("knowledge/large.bin: has 33554433 bytes"));
  }

  @Test
  void refusesMoreFilesThanAnAgentMayHave() throws IOException {
    for (int i = 0; i <= FolderWalk.MOST_FILES; i++) {
      write("knowledge/" + i + ".txt", "");
    }

    assertThat(faults()).containsExactly(".: holds more than 1000 files");
  }

  @Test
  void tellsTheFaultsOfAllItsFilesTogether() throws IOException {
    write("agent.json", "{\"schemaVersion\": 1, \"agentId\": \"a b\"}");
    Files.delete(folder.resolve("prompt.md"));
    write("knowledge/.secret", "x");

    assertThat(faults())
        .contains(
            "prompt.md: is missing", "knowledge/.secret: is hidden; rename it or take it away");
  }

  @Test
  void saysThatThereIsNoFolder() throws IOException {
    assertThat(AgentFolder.read(folder.resolve("none")))
        .isInstanceOf(AgentFolder.Reading.Faulty.class);
  }

  private AgentFolder good() throws IOException {
    return ((AgentFolder.Reading.Good) AgentFolder.read(folder)).folder();
  }

  private List<String> faults() throws IOException {
    return ((AgentFolder.Reading.Faulty) AgentFolder.read(folder))
        .faults().stream().map(Fault::toString).toList();
  }

  private void write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
