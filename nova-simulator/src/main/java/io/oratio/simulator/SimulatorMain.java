package io.oratio.simulator;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/// The simulator as a program: `./oratio sim`. What it has to say to people goes to standard error,
/// the reports of the sessions to standard output, so that they can be piped on.
public final class SimulatorMain {
  private static final int WRONG_WORDS = 2;
  private static final int CANNOT_START = 1;

  private final PrintStream reports;
  private final PrintStream words;

  SimulatorMain(PrintStream reports, PrintStream words) {
    this.reports = reports;
    this.words = words;
  }

  /// Runs until Ctrl-C. Exits with 2 when the options are wrong and with 1 when the port is taken.
  public static void main(String[] args) throws InterruptedException {
    SimulatorMain main = new SimulatorMain(System.out, System.err);
    CommandLine line;
    try {
      line = CommandLine.read(args);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage() + "\n\n" + CommandLine.HELP);
      System.exit(WRONG_WORDS);
      return;
    }
    if (line.isHelpAsked()) {
      System.out.print(CommandLine.HELP);
      return;
    }
    Optional<NovaSimulator> simulator = main.start(line);
    if (simulator.isEmpty()) {
      System.exit(CANNOT_START);
      return;
    }
    Runtime.getRuntime().addShutdownHook(new Thread(simulator.get()::close, "shutdown"));
    new CountDownLatch(1).await();
  }

  /// Starts what the command line asks for and says how to use it; nothing when it cannot be
  /// started, which has been explained.
  Optional<NovaSimulator> start(CommandLine line) {
    SimulatorSettings settings =
        line.settings().onReport(report -> reports.println(report.toJson()));
    try {
      NovaSimulator simulator = bind(settings, line.isPortAsked());
      if (line.certificateFile().isPresent() && simulator.certificatePem().isPresent()) {
        Files.writeString(line.certificateFile().get(), simulator.certificatePem().get());
      }
      explain(simulator, settings);
      return Optional.of(simulator);
    } catch (IOException | IllegalArgumentException e) {
      words.println("The simulator cannot start: " + e.getMessage());
      return Optional.empty();
    }
  }

  private NovaSimulator bind(SimulatorSettings settings, boolean isPortAsked) throws IOException {
    try {
      return NovaSimulator.start(settings);
    } catch (IOException e) {
      if (isPortAsked) {
        throw e;
      }
      words.println("Port " + settings.port() + " is busy; taking a free one.");
      return NovaSimulator.start(settings.withPort(0));
    }
  }

  private void explain(NovaSimulator simulator, SimulatorSettings settings) {
    words.println("The Nova Sonic simulator answers at " + simulator.endpoint());
    words.println(
        settings.strict()
            ? "It is strict: the first offence against the protocol ends a session."
            : "It is lenient: offences against the protocol are only reported.");
    words.println();
    words.println("To use it, start your program with");
    words.println("  AWS_ENDPOINT_URL_BEDROCK_RUNTIME=" + simulator.endpoint());
    words.println("  AWS_REGION=us-east-1");
    words.println("  AWS_ACCESS_KEY_ID=simulator AWS_SECRET_ACCESS_KEY=simulator");
    if (simulator.certificatePem().isPresent()) {
      words.println("and let it trust the certificate (--write-cert FILE gives it to you).");
    }
    words.println("Any model id with \"sonic\" in it will do, such as amazon.nova-2-sonic-v1:0.");
    words.println();
    words.println("Each session that ends prints one line of JSON. Ctrl-C ends.");
  }
}
