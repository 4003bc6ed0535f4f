package io.oratio.modelsimulator;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/// The simulator as a program: `./oratio sim --model`. What it has to say to people goes to
/// standard error, the reports of the requests to standard output, so that they can be piped on.
public final class ModelSimulatorMain {
  private static final int WRONG_WORDS = 2;
  private static final int CANNOT_START = 1;

  private final PrintStream reports;
  private final PrintStream words;

  ModelSimulatorMain(PrintStream reports, PrintStream words) {
    this.reports = reports;
    this.words = words;
  }

  public static void main(String[] args) throws InterruptedException {
    System.exit(run(List.of(args), System.out));
  }

  /// Runs until Ctrl-C.
  ///
  /// @param args the words after `sim --model`
  /// @param out gets one line of JSON for each request that ended
  /// @return 0 after the help, 2 when the options are wrong, 1 when the port is taken
  public static int run(List<String> args, PrintStream out) throws InterruptedException {
    CommandLine line;
    try {
      line = CommandLine.read(args);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage() + "\n\n" + CommandLine.HELP);
      return WRONG_WORDS;
    }
    if (line.isHelpAsked()) {
      out.print(CommandLine.HELP);
      return 0;
    }
    Optional<ModelSimulator> simulator = new ModelSimulatorMain(out, System.err).start(line);
    if (simulator.isEmpty()) {
      return CANNOT_START;
    }
    Runtime.getRuntime().addShutdownHook(new Thread(simulator.get()::close, "shutdown"));
    new CountDownLatch(1).await();
    return 0;
  }

  /// Starts what the command line asks for and says how to use it; nothing when it cannot be
  /// started, which has been explained.
  Optional<ModelSimulator> start(CommandLine line) {
    SimulatorSettings settings =
        line.settings().onReport(report -> reports.println(report.toJson()));
    try {
      ModelSimulator simulator = bind(settings, line.isPortAsked());
      words.println("The model simulator answers at " + simulator.baseUrl());
      words.println();
      words.println("To have Oratio talk to it, start it with");
      words.println("  ORATIO_MODEL_PROVIDER=openai-compatible");
      words.println("  ORATIO_MODEL_BASEURL=" + simulator.baseUrl());
      words.println("  ORATIO_MODEL_NAME=simulated");
      words.println();
      words.println("Each request that ends prints one line of JSON. Ctrl-C ends.");
      return Optional.of(simulator);
    } catch (IOException | IllegalArgumentException e) {
      words.println("The simulator cannot start: " + e.getMessage());
      return Optional.empty();
    }
  }

  private ModelSimulator bind(SimulatorSettings settings, boolean isPortAsked) throws IOException {
    try {
      return ModelSimulator.start(settings);
    } catch (IOException e) {
      if (isPortAsked) {
        throw e;
      }
      words.println("Port " + settings.port() + " is busy; taking a free one.");
      return ModelSimulator.start(settings.withPort(0));
    }
  }
}
