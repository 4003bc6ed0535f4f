package io.oratio.standalone;

import io.oratio.domain.agent.Agent;
import io.oratio.domain.knowledge.KnowledgeDocument;
import io.oratio.domain.number.NumberRule;
import io.oratio.runtime.agent.AgentApply;
import io.oratio.runtime.agent.AgentDefinition;
import io.oratio.runtime.agent.AgentExport;
import io.oratio.runtime.agent.AgentFiles;
import io.oratio.runtime.agent.AgentFolder;
import io.oratio.runtime.agent.Applied;
import io.oratio.runtime.agent.Fault;
import io.oratio.storage.Stores;
import io.oratio.storage.StoresUnavailableException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/// `./oratio agent check|apply|list|export`: agents as folders. Works on the stores, whether `up`
/// is running or not; callers reach a new version with their next call.
final class AgentCommand {
  static final String USAGE =
      """
      usage: ./oratio agent check FOLDER            says what is wrong with an agent's folder
             ./oratio agent apply FOLDER            lets callers reach what the folder says
             ./oratio agent list [--json]           the agents, their versions and numbers
             ./oratio agent export AGENT [FOLDER]   writes an agent's folder (default: ./AGENT)
             each with [--data DIR] [--config FILE]\
      """;

  private final Stores stores;
  private final PrintStream out;

  AgentCommand(Stores stores, PrintStream out) {
    this.stores = stores;
    this.out = out;
  }

  /// @return 0 when it did what was asked, 1 when the folder, the agent or the stores did not allow
  static int run(List<String> words, PrintStream out) throws WrongUse {
    Words read = Words.of(words);
    try {
      return read.verb().equals("check")
          ? check(Path.of(read.operands().getFirst()), out)
          : withStores(read, out);
    } catch (StoresUnavailableException | CannotStart e) {
      out.println(e.getMessage());
    } catch (IOException e) {
      out.println(
          e.getMessage() == null ? e.toString() : e.getMessage() + ". Nothing has changed.");
    }
    return 1;
  }

  private static int withStores(Words words, PrintStream out) throws WrongUse, IOException {
    Settings settings = ReadSettings.of(UpOptions.parse(words.settings()));
    try (Stores stores = open(settings, words.verb())) {
      AgentCommand command = new AgentCommand(stores, out);
      return switch (words.verb()) {
        case "list" -> command.list(words.isJson());
        case "export" ->
            command.export(words.operands().getFirst(), Path.of(words.operands().getLast()));
        default -> {
          try (AgentRuntime runtime = AgentRuntime.over(stores, settings)) {
            yield command.apply(Path.of(words.operands().getFirst()), runtime.apply());
          }
        }
      };
    }
  }

  /// The data of a process that may be running; to apply the first agent of all, they are made.
  private static Stores open(Settings settings, String verb) {
    boolean isFirst =
        settings.storage().records() == Settings.Records.EMBEDDED
            && !Files.isDirectory(settings.dataDir().resolve("postgres"));
    return isFirst && verb.equals("apply")
        ? StoresOf.settings(settings)
        : StoresOf.attached(settings);
  }

  static int check(Path folder, PrintStream out) throws IOException {
    return switch (AgentFolder.read(folder)) {
      case AgentFolder.Reading.Faulty faulty -> refused(faulty.faults(), out);
      case AgentFolder.Reading.Good good -> {
        AgentDefinition agent = good.folder().definition();
        out.printf(
            Locale.ROOT,
            "%s (%s) is in order: %d files, %d questions and answers, %d tools, %d forms.%n",
            agent.agentId(),
            agent.agentName(),
            good.folder().files().size(),
            agent.questionsAndAnswers().size(),
            agent.tools().size(),
            agent.dialogue().forms().size());
        beside(good.folder(), out);
        yield 0;
      }
    };
  }

  int apply(Path path, AgentApply apply) throws IOException {
    return switch (AgentFolder.read(path)) {
      case AgentFolder.Reading.Faulty faulty -> refused(faulty.faults(), out);
      case AgentFolder.Reading.Good good ->
          switch (apply.apply(DemoTenant.ID, DemoTenant.USER_ID, good.folder())) {
            case Applied.Refused refused -> refused(refused.faults(), out);
            case Applied.Done done -> {
              told(done);
              beside(good.folder(), out);
              yield 0;
            }
          };
    };
  }

  private void told(Applied.Done done) {
    String name = done.agentId() + " (" + done.agentName() + ")";
    if (!done.isChanged()) {
      out.println(name + " is version " + done.version() + " as before; nothing was changed.");
      return;
    }
    out.println(name + " is now version " + done.version() + (done.isNew() ? ", its first." : "."));
    if (!done.dialledNumbers().isEmpty()) {
      out.println("Reached by  " + String.join(", ", done.dialledNumbers()));
    }
    if (!done.documents().isEmpty()) {
      out.println(
          "Knows       "
              + done.documents().stream()
                  .collect(Collectors.groupingBy(KnowledgeDocument::state, Collectors.counting()))
                  .entrySet()
                  .stream()
                  .sorted(Map.Entry.comparingByKey(java.util.Comparator.reverseOrder()))
                  .map(it -> it.getValue() + " " + it.getKey().wireName())
                  .collect(Collectors.joining(", "))
              + " of "
              + done.documents().size()
              + " documents");
    }
    for (KnowledgeDocument each : done.documents()) {
      each.error()
          .ifPresent(it -> out.println("  knowledge/" + each.path() + ": not taken in. " + it));
    }
  }

  int list(boolean isJson) {
    List<Agent> agents = stores.agents().list(DemoTenant.ID);
    List<NumberRule> rules = stores.numbers().list(DemoTenant.ID);
    if (isJson) {
      out.println(
          JsonMapper.shared()
              .writerWithDefaultPrettyPrinter()
              .writeValueAsString(agents.stream().map(it -> facts(it, rules)).toList()));
      return 0;
    }
    if (agents.isEmpty()) {
      out.println(
          "No agents yet. Apply a folder: ./oratio agent apply examples/agents/harbour-hotel");
    }
    int width = agents.stream().mapToInt(it -> it.agentId().length()).max().orElse(0);
    for (Agent each : agents) {
      out.printf(
          Locale.ROOT,
          "%-" + width + "s  %-9s  %-5s  %-8s  %s  [%s]%n",
          each.agentId(),
          each.publishedVersion().isPresent()
              ? "version " + each.publishedVersion().getAsInt()
              : "no version",
          each.agentType().wireName(),
          each.status().wireName(),
          each.agentName(),
          String.join(", ", patterns(each, rules)));
    }
    return 0;
  }

  int export(String agentId, Path target) throws IOException {
    AgentExport export =
        new AgentExport(
            stores.agents(), stores.numbers(), new AgentFiles(stores.objects(), AgentRuntime.TAGS));
    try {
      Optional<AgentExport.Exported> written = export.export(DemoTenant.ID, agentId, target);
      if (written.isEmpty()) {
        out.println("There is no agent " + agentId + "; ./oratio agent list names them all.");
        return 1;
      }
      out.printf(
          Locale.ROOT,
          "Wrote %s, version %d, to %s (%d files).%n",
          agentId,
          written.get().version(),
          target,
          written.get().files());
      return 0;
    } catch (FileAlreadyExistsException e) {
      out.println(target + " " + e.getReason() + ".");
      return 1;
    }
  }

  private static Map<String, Object> facts(Agent agent, List<NumberRule> rules) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("agentId", agent.agentId());
    facts.put("agentName", agent.agentName());
    facts.put("agentType", agent.agentType().wireName());
    facts.put("status", agent.status().wireName());
    agent.publishedVersion().ifPresent(it -> facts.put("publishedVersion", it));
    facts.put("dialledNumbers", patterns(agent, rules));
    facts.put("createdAt", agent.createdAt().toString());
    facts.put("updatedAt", agent.updatedAt().toString());
    return facts;
  }

  private static List<String> patterns(Agent agent, List<NumberRule> rules) {
    return rules.stream()
        .filter(it -> it.agentId().equals(agent.agentId()))
        .map(NumberRule::pattern)
        .toList();
  }

  private static int refused(List<Fault> faults, PrintStream out) {
    faults.forEach(out::println);
    out.println(
        (faults.size() == 1 ? "One fault" : faults.size() + " faults") + "; nothing was changed.");
    return 1;
  }

  private static void beside(AgentFolder folder, PrintStream out) {
    if (!folder.ignored().isEmpty()) {
      out.println("No part of the agent: " + String.join(", ", folder.ignored()));
    }
  }

  /// What was written behind `agent`.
  ///
  /// @param settings options that `up` knows too
  private record Words(String verb, List<String> operands, boolean isJson, List<String> settings) {
    static Words of(List<String> words) throws WrongUse {
      List<String> plain = new ArrayList<>();
      List<String> settings = new ArrayList<>();
      boolean json = false;
      for (int i = 0; i < words.size(); i++) {
        switch (words.get(i)) {
          case "--json" -> json = true;
          case "--data", "--config" -> {
            if (i + 1 == words.size()) {
              throw new WrongUse(words.get(i) + " needs a value");
            }
            settings.add(words.get(i));
            settings.add(words.get(++i));
          }
          default -> {
            if (words.get(i).startsWith("--")) {
              throw new WrongUse(USAGE);
            }
            plain.add(words.get(i));
          }
        }
      }
      String verb = plain.isEmpty() ? "" : plain.removeFirst();
      boolean isRight =
          switch (verb) {
            case "check", "apply" -> plain.size() == 1 && !json;
            case "list" -> plain.isEmpty();
            case "export" -> (plain.size() == 1 || plain.size() == 2) && !json;
            default -> false;
          };
      if (!isRight) {
        throw new WrongUse(USAGE);
      }
      return new Words(verb, List.copyOf(plain), json, List.copyOf(settings));
    }
  }
}
