package io.oratio.standalone;

import io.oratio.modelsimulator.ModelSimulatorMain;
import io.oratio.phone.call.PhoneSettings;
import io.oratio.phone.dial.DialCommand;
import io.oratio.runtime.knowledge.bench.KnowledgeBench;
import io.oratio.simulator.SimulatorMain;
import io.oratio.standalone.shell.Shell;
import io.oratio.standalone.shell.Surroundings;
import io.oratio.standalone.shell.WrongWords;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/// The program behind `./oratio`: the first word is the verb.
public final class Oratio {
  private Oratio() {}

  /// Runs a verb. The exit status is 0 when it did what was asked, 2 for wrong use, 1 for anything
  /// else; `dial` has its own.
  public static void main(String[] args) {
    if (args.length == 0) {
      System.err.println("oratio: ./oratio help lists the verbs");
      System.exit(2);
    }
    List<String> words = Arrays.asList(args).subList(1, args.length);
    System.exit(run(args[0], words));
  }

  private static int run(String verb, List<String> words) {
    try {
      return switch (verb) {
        case "up" -> Up.run(words);
        case "dial" ->
            new DialCommand(PhoneSettings.anywhere(), System.console() != null)
                .run(words, System.out);
        case "agent" -> AgentCommand.run(words, System.out);
        case "sessions", "chat" -> here(verb, words);
        case "speak" -> SpeakCommand.run(words, System.out);
        case "letters" -> LettersCommand.run(words, System.out);
        case "doctor" -> Doctor.run(words, System.out);
        case "bench" -> bench(words);
        case "sim" -> sim(words);
        case SpareSentences.VERB -> SpareSentences.make(words);
        default -> Shell.run(verb, words, Surroundings.ofProcess());
      };
    } catch (InterruptedException _) {
      return 1;
    } catch (WrongUse | WrongWords e) {
      System.err.println("oratio: " + e.getMessage());
      return 2;
    }
  }

  /// The two verbs that ask the API where somebody is logged in, and this machine's stores
  /// elsewhere.
  private static int here(String verb, List<String> words)
      throws WrongUse, WrongWords, InterruptedException {
    Surroundings surroundings = Surroundings.ofProcess();
    if (words.contains("--help") || Shell.isMeant(verb, words, surroundings)) {
      return Shell.run(verb, words, surroundings);
    }
    List<String> local = words.stream().filter(it -> !it.equals("--local")).toList();
    return verb.equals("chat")
        ? ChatCommand.run(local, surroundings.in(), surroundings.out(), surroundings.isTerminal())
        : SessionsCommand.run(local, surroundings.out());
  }

  private static int bench(List<String> words) throws WrongUse, InterruptedException {
    String what = words.isEmpty() ? "" : words.getFirst();
    return switch (what) {
      case "knowledge" -> knowledge(words.subList(1, words.size()));
      case "api" -> ApiBench.run(words.subList(1, words.size()), System.out);
      case "dialogues" -> DialogueBench.run(words.subList(1, words.size()), System.out);
      default -> Bench.run(words, System.out);
    };
  }

  private static int sim(List<String> words) throws InterruptedException {
    if (!words.isEmpty() && words.getFirst().equals("--model")) {
      return ModelSimulatorMain.run(words.subList(1, words.size()), System.out);
    }
    SimulatorMain.main(words.toArray(String[]::new));
    return 0;
  }

  private static int knowledge(List<String> words) {
    try {
      return KnowledgeBench.run(words, System.out);
    } catch (IOException e) {
      System.err.println("oratio: the bench cannot write where it works: " + e.getMessage());
      return 1;
    }
  }
}
