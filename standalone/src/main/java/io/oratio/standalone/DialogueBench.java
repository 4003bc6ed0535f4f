package io.oratio.standalone;

import io.oratio.domain.agent.AgentVersion;
import io.oratio.domain.session.Channel;
import io.oratio.runtime.agent.AgentDefinition;
import io.oratio.runtime.agent.Applied;
import io.oratio.runtime.agent.Definitions;
import io.oratio.runtime.dialogue.DialogueModel;
import io.oratio.runtime.dialogue.DialogueScore;
import io.oratio.runtime.dialogue.DialogueScript;
import io.oratio.runtime.tool.Scene;
import io.oratio.runtime.tool.ToolSpec;
import io.oratio.runtime.tool.Tools;
import io.oratio.storage.Stores;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// `./oratio bench dialogues [SCRIPT.json]...`: applies the example agents into a data folder of
/// its own and holds scripted dialogues with the offline agent, in text. Prints how many turns were
/// served right, rejected right, and wrong.
final class DialogueBench {
  private final AgentRuntime runtime;
  private final PrintStream out;

  private DialogueBench(AgentRuntime runtime, PrintStream out) {
    this.runtime = runtime;
    this.out = out;
  }

  /// @param words the scripts; none for those of the examples
  /// @return 0, or 1 when an agent or a script could not be read
  static int run(List<String> words, PrintStream out) throws WrongUse {
    Path home = Path.of(System.getProperty("oratio.home", "."));
    try {
      List<Path> scripts =
          words.isEmpty()
              ? json(home.resolve("examples/dialogues"))
              : words.stream().map(Path::of).toList();
      Path data = Files.createTempDirectory("oratio-dialogues");
      Settings settings = ReadSettings.of(UpOptions.parse(List.of("--data", data.toString())));
      try (Stores stores = StoresOf.settings(settings);
          AgentRuntime runtime = AgentRuntime.over(stores, settings)) {
        DialogueBench bench = new DialogueBench(runtime, out);
        int status = 0;
        for (Path script : scripts) {
          status = Math.max(status, bench.score(home.resolve("examples/agents"), script));
        }
        return status;
      }
    } catch (IOException e) {
      out.println("The examples cannot be read: " + e.getMessage());
      return 1;
    }
  }

  private int score(Path agents, Path file) throws IOException {
    DialogueScript script;
    try {
      script = DialogueScript.of(Files.readString(file));
    } catch (IllegalArgumentException e) {
      out.println(file + ": " + e.getMessage());
      return 1;
    }
    Path folder = agents.resolve(script.agent());
    if (runtime.apply().apply(DemoTenant.ID, DemoTenant.USER_ID, folder)
        instanceof Applied.Refused refused) {
      out.println(folder + ": " + refused.faults());
      return 1;
    }
    AgentVersion version =
        runtime.stores().agents().published(DemoTenant.ID, script.agent()).orElseThrow();
    AgentDefinition agent = Definitions.of(version);
    Scene.Facts facts =
        new Scene.Facts(
            DemoTenant.ID,
            version.agentId(),
            version.version(),
            DemoTenant.USER_ID,
            "bench",
            Channel.API,
            "",
            "",
            ZoneOffset.UTC,
            Map.of());
    DialogueModel model = runtime.dialogues().of(agent, DemoTenant.ID, version.version());
    List<ToolSpec> tools = specs(agent, facts);
    DialogueScore score =
        DialogueScore.of(
            script, () -> model.open(runtime.knowledge(), facts, tools, Clock.systemUTC()));
    out.println(score);
    score.faults().forEach(it -> out.println("  " + it));
    return 0;
  }

  private List<ToolSpec> specs(AgentDefinition agent, Scene.Facts facts) {
    try (Tools tools = runtime.toolbox().open(agent, new Nowhere(facts))) {
      return tools.specs();
    }
  }

  private static List<Path> json(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(it -> it.toString().endsWith(".json")).sorted().toList();
    }
  }
}
