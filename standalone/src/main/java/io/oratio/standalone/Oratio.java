package io.oratio.standalone;

import io.oratio.modelsimulator.ModelSimulatorMain;
import io.oratio.phone.call.PhoneSettings;
import io.oratio.phone.dial.DialCommand;
import io.oratio.runtime.knowledge.bench.KnowledgeBench;
import io.oratio.simulator.SimulatorMain;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
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
        case "sessions" -> SessionsCommand.run(words, System.out);
        case "letters" -> LettersCommand.run(words, System.out);
        case "chat" ->
            ChatCommand.run(
                words,
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)),
                System.out,
                System.console() != null && System.console().isTerminal());
        case "doctor" -> Doctor.run(words, System.out);
        case "bench" -> bench(words);
        case "sim" -> sim(words);
        case SpareSentences.VERB -> SpareSentences.make(words);
        default -> throw new WrongUse("there is no verb '" + verb + "'; ./oratio help lists them");
      };
    } catch (InterruptedException _) {
      return 1;
    } catch (WrongUse e) {
      System.err.println("oratio: " + e.getMessage());
      return 2;
    }
  }

  private static int bench(List<String> words) throws WrongUse, InterruptedException {
    String what = words.isEmpty() ? "" : words.getFirst();
    return switch (what) {
      case "knowledge" -> knowledge(words.subList(1, words.size()));
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
