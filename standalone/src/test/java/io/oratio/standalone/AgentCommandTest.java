package io.oratio.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class AgentCommandTest {
  private static final Path PARCEL = Path.of("..", "examples", "agents", "parcel-help");

  @TempDir private Path temporary;

  @Test
  @Timeout(value = 180, unit = TimeUnit.SECONDS)
  void appliesListsAndExportsAnAgentWithoutAGatewayRunning() throws Exception {
    Said first = say("apply", PARCEL.toString());
    assertThat(first.words()).contains("parcel-help (Swift Parcel Help Desk) is now version 1");
    assertThat(first.words()).contains("8 ready of 8 documents");
    assertThat(first.status()).isZero();

    Said again = say("apply", PARCEL.toString());
    assertThat(again.words()).contains("nothing was changed");
    assertThat(again.status()).isZero();

    assertThat(say("list").words())
        .contains("parcel-help  version 1  both   active    Swift Parcel Help Desk")
        .contains("+15550102");
    assertThat(say("list", "--json").words()).contains("\"publishedVersion\" : 1");

    Path back = temporary.resolve("back");
    Said exported = say("export", "parcel-help", back.toString());
    assertThat(exported.status()).isZero();
    assertThat(contents(back)).isEqualTo(contents(PARCEL));
    assertThat(say("export", "parcel-help", back.toString()).status()).isEqualTo(1);
    assertThat(say("export", "nobody").words()).contains("There is no agent nobody");
  }

  @Test
  void printsEveryFaultWithItsPlaceAndChangesNothing() throws Exception {
    Path folder = temporary.resolve("wrong");
    Files.createDirectories(folder);
    Files.writeString(
        folder.resolve("agent.json"),
        """
        {"schemaVersion": 1, "agentId": "x", "agentName": "X",
         "tools": [{"kind": "http", "name": "t", "description": "d", "url": "https://{a}.example/"}]}\
        """);

    Said checked = say("check", folder.toString());

    assertThat(checked.status()).isEqualTo(1);
    assertThat(checked.words()).contains("prompt.md: is missing").contains("nothing was changed.");
    Files.writeString(folder.resolve("prompt.md"), "Be kind.");
    assertThat(say("check", folder.toString()).words())
        .contains(
            "agent.json#/tools/0/url: an argument may stand in the path and the query, never in the"
                + " host");
  }

  @Test
  void saysWhatAFolderHoldsThatIsInOrder() throws Exception {
    Said checked = say("check", PARCEL.toString());

    assertThat(checked.status()).isZero();
    assertThat(checked.words())
        .isEqualTo(
            "parcel-help (Swift Parcel Help Desk) is in order: 7 files, 17 questions and answers,"
                + " 7 tools, 3 forms.\n");
  }

  @Test
  void refusesWordsThatItDoesNotKnow() {
    for (String[] wrong :
        List.of(
            new String[] {},
            new String[] {"apply"},
            new String[] {"apply", "a", "b"},
            new String[] {"delete", "a"},
            new String[] {"list", "--fast"})) {
      assertThatThrownBy(
              () -> AgentCommand.run(List.of(wrong), new PrintStream(new ByteArrayOutputStream())))
          .isInstanceOf(WrongUse.class);
    }
  }

  private Said say(String... words) throws WrongUse {
    List<String> all =
        words[0].equals("check")
            ? List.of(words)
            : Stream.concat(
                    Stream.of(words), Stream.of("--data", temporary.resolve("data").toString()))
                .toList();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int status = AgentCommand.run(all, new PrintStream(bytes, true, StandardCharsets.UTF_8));
    return new Said(
        status, bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n"));
  }

  private record Said(int status, String words) {}

  private static Map<String, String> contents(Path folder) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.filter(Files::isRegularFile).toList()) {
        contents.put(
            folder.relativize(each).toString(),
            new String(Files.readAllBytes(each), StandardCharsets.ISO_8859_1));
      }
    }
    return contents;
  }
}
