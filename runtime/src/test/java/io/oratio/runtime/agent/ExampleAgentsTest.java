package io.oratio.runtime.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.poi.xwpf.extractor.XWPFWordExtractor;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ExampleAgentsTest {
  private static final Path EXAMPLES = Path.of("..", "examples").toAbsolutePath().normalize();

  /// Run with `-Doratio.examples.write=true` after a source was changed.
  @Test
  @EnabledIfSystemProperty(named = "oratio.examples.write", matches = "true")
  void writesTheDocumentsThatAreMade() throws IOException {
    ExampleDocuments.write(EXAMPLES);
  }

  @Test
  void holdsInEveryMadeDocumentTheWordsOfItsSource() throws IOException {
    List<Path> sources = ExampleDocuments.sources(EXAMPLES);
    assertThat(sources).hasSize(6);
    for (Path source : sources) {
      String document = squeezed(text(ExampleDocuments.documentOf(EXAMPLES, source)));
      for (String line : Files.readAllLines(source)) {
        List<String> parts =
            line.startsWith("|")
                ? ExampleDocuments.cells(line)
                : List.of(line.replaceFirst("^#+ ", ""));
        assertThat(parts).allSatisfy(it -> assertThat(document).contains(squeezed(it)));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"clinic-reception", "harbour-hotel", "parcel-help"})
  void isInOrder(String name) throws IOException {
    Path folder = EXAMPLES.resolve("agents").resolve(name);
    AgentReading reading =
        AgentFile.read(
            Files.readAllBytes(folder.resolve("agent.json")),
            Files.readAllBytes(folder.resolve("prompt.md")),
            files(folder));

    assertThat(reading).isInstanceOf(AgentReading.Good.class);
    AgentDefinition agent = ((AgentReading.Good) reading).definition();
    assertThat(agent.agentId()).isEqualTo(name);
    assertThat(agent.questionsAndAnswers()).hasSizeGreaterThanOrEqualTo(15);
    assertThat(agent.dialogue().forms()).isNotEmpty();
    for (String file : files(folder)) {
      assertThat(
              FileDescriptions.of(
                  agent.folderFileDescriptions(), file.substring("knowledge/".length())))
          .as(file)
          .isNotBlank();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"clinic-reception", "harbour-hotel", "parcel-help"})
  void hasTenScoredDialoguesFiveOfThemForTheVoice(String name) throws IOException {
    JsonNode scored =
        JsonMapper.shared()
            .readTree(Files.readString(EXAMPLES.resolve("dialogues").resolve(name + ".json")));

    assertThat(scored.path("agent").stringValue("")).isEqualTo(name);
    assertThat(scored.path("dialogues")).hasSize(10);
    assertThat(
            scored
                .path("dialogues")
                .valueStream()
                .filter(it -> it.path("voice").booleanValue(false)))
        .hasSize(5);
    for (JsonNode turn :
        scored.findValues("turns").stream().flatMap(JsonNode::valueStream).toList()) {
      assertThat(turn.path("say").stringValue("")).isNotBlank();
      assertThat(turn.path("expect").stringValue(""))
          .isIn("answer", "ask", "reject", "handoff", "farewell");
    }
  }

  @Test
  void reachesEveryAgentByNumbersOfItsOwn() throws IOException {
    Set<String> numbers = new HashSet<>();
    for (String name : List.of("clinic-reception", "harbour-hotel", "parcel-help")) {
      Path folder = EXAMPLES.resolve("agents").resolve(name);
      AgentDefinition agent =
          AgentFile.parse(
              Files.readString(folder.resolve("agent.json")),
              Files.readString(folder.resolve("prompt.md")));
      assertThat(agent.dialledNumbers()).allMatch(numbers::add);
    }
    assertThat(numbers).contains("demo", "+15550100", "1001", "1002", "1003");
  }

  private static Set<String> files(Path folder) throws IOException {
    Set<String> files = new HashSet<>();
    try (Stream<Path> all = Files.walk(folder.resolve("knowledge"))) {
      all.filter(Files::isRegularFile)
          .map(it -> folder.relativize(it).toString().replace('\\', '/'))
          .forEach(files::add);
    }
    return files;
  }

  private static String text(Path document) throws IOException {
    if (document.toString().endsWith(".pdf")) {
      try (var pdf = Loader.loadPDF(document.toFile())) {
        return new PDFTextStripper().getText(pdf);
      }
    }
    try (var word = new XWPFDocument(Files.newInputStream(document));
        var extractor = new XWPFWordExtractor(word)) {
      return extractor.getText();
    }
  }

  private static String squeezed(String text) {
    return text.replaceAll("\\s+", "");
  }
}
