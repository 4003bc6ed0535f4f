package io.oratio.runtime.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oratio.domain.agent.Agent;
import io.oratio.domain.agent.AgentStatus;
import io.oratio.domain.agent.AgentType;
import io.oratio.domain.agent.AgentVersion;
import io.oratio.domain.agent.CallRules;
import io.oratio.domain.agent.InMemoryAgents;
import io.oratio.domain.agent.QuestionAndAnswer;
import io.oratio.domain.agent.VoiceConfig;
import io.oratio.domain.number.InMemoryNumbers;
import io.oratio.domain.number.NumberRule;
import io.oratio.domain.object.InMemoryObjectStore;
import io.oratio.domain.tenant.TenantId;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentApplyTest {
  private static final TenantId TENANT = new TenantId("t1");
  private static final Path EXAMPLES = Path.of("..", "examples", "agents");
  private static final String AGENT =
      """
      {
        "schemaVersion": 1,
        "agentId": "bakery",
        "agentName": "The Bakery",
        "dialledNumbers": ["+15550110", "2001", "bakery.front"],
        "greeting": "Good morning."
      }
      """;

  @TempDir private Path temporary;
  private final InMemoryAgents agents = new InMemoryAgents();
  private final InMemoryNumbers numbers = new InMemoryNumbers();
  private final AgentFiles files = new AgentFiles(new InMemoryObjectStore(), Map.of());
  private final RecordingIngestion ingestion = new RecordingIngestion();
  private final AgentApply apply =
      new AgentApply(
          agents,
          numbers,
          files,
          ingestion,
          Clock.fixed(Instant.parse("2026-11-21T09:00:00Z"), ZoneOffset.UTC));
  private final AgentExport export = new AgentExport(agents, numbers, files);

  @Test
  void letsCallersReachANewAgent() throws IOException {
    Applied.Done done = done(bakery());

    assertThat(done.isNew()).isTrue();
    assertThat(done.version()).isEqualTo(1);
    assertThat(done.documents()).hasSize(1);
    AgentVersion version = agents.published(TENANT, "bakery").orElseThrow();
    assertThat(version.greeting()).isEqualTo("Good morning.");
    assertThat(version.definition()).isEqualTo(AGENT);
    assertThat(Definitions.of(version).agentName()).isEqualTo("The Bakery");
    assertThat(numbers.list(TENANT))
        .extracting(NumberRule::pattern)
        .containsExactlyInAnyOrder("+15550110", "2001", "bakery.front");
    assertThat(ingestion.asked()).containsExactly("bakery.1 [prices.txt]");
  }

  @Test
  void changesNothingWhenAppliedTwice() throws IOException {
    done(bakery());
    Applied.Done again = done(bakery());

    assertThat(again.isChanged()).isFalse();
    assertThat(again.version()).isEqualTo(1);
    assertThat(agents.latestVersion(TENANT, "bakery")).hasValue(1);
    assertThat(ingestion.asked()).hasSize(1);
  }

  @Test
  void takesADefinitionThatIsOnlyWrittenInAnotherWayAsTheSame() throws IOException {
    Path folder = bakery();
    done(folder);
    Files.writeString(folder.resolve("agent.json"), AGENT.replace("\n", "\n\n"));

    assertThat(done(folder).isChanged()).isFalse();
  }

  @Test
  void addsAVersionForEveryKindOfChange() throws IOException {
    Path folder = bakery();
    done(folder);
    Files.writeString(folder.resolve("prompt.md"), "Be brief.");
    assertThat(done(folder).version()).isEqualTo(2);
    Files.writeString(folder.resolve("knowledge/prices.txt"), "bread: 3");
    assertThat(done(folder).version()).isEqualTo(3);
    Files.move(folder.resolve("knowledge/prices.txt"), folder.resolve("knowledge/now.txt"));
    assertThat(done(folder).version()).isEqualTo(4);
    Files.writeString(folder.resolve("agent.json"), AGENT.replace("morning", "evening"));
    assertThat(done(folder).version()).isEqualTo(5);
    assertThat(agents.published(TENANT, "bakery").orElseThrow().greeting())
        .isEqualTo("Good evening.");
  }

  @Test
  void takesNumbersAwayThatTheDefinitionNamesNoMore() throws IOException {
    Path folder = bakery();
    done(folder);
    NumberRule byHand =
        new NumberRule(TENANT, "mine", "5*", Optional.empty(), "bakery", OptionalInt.empty());
    numbers.save(byHand);
    Files.writeString(folder.resolve("agent.json"), AGENT.replace("\"2001\", ", ""));
    done(folder);

    assertThat(numbers.list(TENANT))
        .extracting(NumberRule::pattern)
        .containsExactlyInAnyOrder("+15550110", "bakery.front", "5*");
  }

  @Test
  void namesTheAgentThatHasANumberAlready() throws IOException {
    numbers.save(
        new NumberRule(TENANT, "x", "BAKERY.front", Optional.empty(), "cafe", OptionalInt.empty()));

    assertThat(apply.apply(TENANT, "u1", bakery()))
        .isEqualTo(
            new Applied.Refused(
                List.of(Fault.at("/dialledNumbers/2", "'bakery.front' reaches the agent cafe"))));
    assertThat(agents.find(TENANT, "bakery")).isEmpty();
  }

  @Test
  void leavesThePublishedVersionWhenTheKnowledgeCannotBeMadeReadyAndGoesOnLater()
      throws IOException {
    Path folder = bakery();
    done(folder);
    Files.writeString(folder.resolve("prompt.md"), "Be brief.");
    ingestion.isBroken(true);
    assertThatThrownBy(() -> done(folder)).isInstanceOf(IOException.class);
    assertThat(agents.published(TENANT, "bakery").orElseThrow().version()).isEqualTo(1);

    ingestion.isBroken(false);

    assertThat(done(folder).version()).isEqualTo(2);
    assertThat(ingestion.asked())
        .containsExactly("bakery.1 [prices.txt]", "bakery.2 [prices.txt]", "bakery.2 [prices.txt]");
  }

  @Test
  void keepsAPausedAgentPaused() throws IOException {
    Path folder = bakery();
    done(folder);
    Agent there = agents.find(TENANT, "bakery").orElseThrow();
    agents.save(
        new Agent(
            TENANT,
            "bakery",
            there.userId(),
            there.agentName(),
            there.agentType(),
            AgentStatus.PAUSED,
            there.publishedVersion(),
            there.createdAt(),
            there.updatedAt()));
    Files.writeString(folder.resolve("prompt.md"), "Be brief.");
    done(folder);

    assertThat(agents.find(TENANT, "bakery").orElseThrow().status()).isEqualTo(AgentStatus.PAUSED);
  }

  @Test
  void writesNothingOfAFolderWithFaults() throws IOException {
    Path folder = bakery();
    Files.writeString(folder.resolve("agent.json"), "{}");

    assertThat(apply.apply(TENANT, "u1", folder)).isInstanceOf(Applied.Refused.class);
    assertThat(agents.list(TENANT)).isEmpty();
    assertThat(ingestion.asked()).isEmpty();
  }

  @Test
  void givesEveryExampleBackAsTheSameFolder() throws IOException {
    for (String name : List.of("clinic-reception", "harbour-hotel", "parcel-help")) {
      Path original = EXAMPLES.resolve(name);
      done(original);
      Path back = temporary.resolve("back").resolve(name);

      AgentExport.Exported exported = export.export(TENANT, name, back).orElseThrow();

      assertThat(contents(back)).isEqualTo(contents(original));
      assertThat(exported.files()).isEqualTo(contents(original).size());
      assertThat(done(back).isChanged()).isFalse();
    }
  }

  @Test
  void writesNoFolderOverAnother() throws IOException {
    Path folder = bakery();
    done(folder);

    assertThatThrownBy(() -> export.export(TENANT, "bakery", folder))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(export.export(TENANT, "nobody", temporary.resolve("n"))).isEmpty();
    assertThat(export.export(new TenantId("t2"), "bakery", temporary.resolve("n"))).isEmpty();
  }

  @Test
  void writesAnAgentThatCameFromNoFolderAsOneThatCanBeApplied() throws IOException {
    agents.add(
        new AgentVersion(
            TENANT,
            "old",
            1,
            VoiceConfig.english(),
            "Hello.",
            "Be kind.",
            List.of(new QuestionAndAnswer(List.of("who are you"), "A bakery.")),
            List.of("hang_up"),
            CallRules.usual(),
            Instant.EPOCH));
    agents.save(
        new Agent(
            TENANT,
            "old",
            "u1",
            "Old Bakery",
            AgentType.VOICE,
            AgentStatus.ACTIVE,
            OptionalInt.of(1),
            Instant.EPOCH,
            Instant.EPOCH));
    numbers.save(new NumberRule(TENANT, "n", "3001", Optional.empty(), "old", OptionalInt.empty()));
    Path out = temporary.resolve("old");
    export.export(TENANT, "old", out).orElseThrow();

    assertThat(Files.readString(out.resolve("agent.json")))
        .isEqualTo(
            """
            {
              "schemaVersion": 1,
              "agentId": "old",
              "agentName": "Old Bakery",
              "agentType": "voice",
              "dialledNumbers": [
                "3001"
              ],
              "greeting": "Hello.",
              "questionsAndAnswers": [
                {
                  "questions": [
                    "who are you"
                  ],
                  "answer": "A bakery."
                }
              ],
              "humanHandoffEnabled": false,
              "tools": [
                {
                  "kind": "builtin",
                  "name": "hang_up"
                }
              ]
            }
            """);
    assertThat(done(out).version()).isEqualTo(2);
  }

  @Test
  void writesEveryPartOfADefinitionSoThatItReadsBackTheSame() throws IOException {
    for (String name : List.of("clinic-reception", "harbour-hotel", "parcel-help")) {
      AgentDefinition definition =
          AgentFile.parse(
              Files.readString(EXAMPLES.resolve(name).resolve("agent.json")),
              Files.readString(EXAMPLES.resolve(name).resolve("prompt.md")));

      assertThat(AgentFile.parse(DefinitionWriter.write(definition), definition.prompt()))
          .isEqualTo(definition);
    }
  }

  private Applied.Done done(Path folder) throws IOException {
    Applied applied = apply.apply(TENANT, "u1", folder);
    assertThat(applied).isInstanceOf(Applied.Done.class);
    return (Applied.Done) applied;
  }

  private Path bakery() throws IOException {
    Path folder = temporary.resolve("bakery");
    Files.createDirectories(folder.resolve("knowledge"));
    Files.writeString(folder.resolve("agent.json"), AGENT);
    Files.writeString(folder.resolve("prompt.md"), "Be kind.");
    Files.writeString(folder.resolve("knowledge/prices.txt"), "bread: 2");
    return folder;
  }

  private static Map<String, String> contents(Path folder) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.filter(Files::isRegularFile).toList()) {
        contents.put(folder.relativize(each).toString(), Sha256.of(each));
      }
    }
    return contents;
  }
}
