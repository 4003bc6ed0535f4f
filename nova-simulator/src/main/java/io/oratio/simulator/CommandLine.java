package io.oratio.simulator;

import io.oratio.simulator.script.Fault;
import io.oratio.simulator.script.FaultRule;
import io.oratio.simulator.script.Script;
import io.oratio.simulator.script.ScriptReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// The words after `sim`, read into settings.
///
/// @param settings what they ask for
/// @param isPortAsked whether the port was named, so that another one will not do
/// @param certificateFile where the self-signed certificate is to be written
/// @param isHelpAsked whether only the help is wanted
record CommandLine(
    SimulatorSettings settings,
    boolean isPortAsked,
    Optional<Path> certificateFile,
    boolean isHelpAsked) {
  static final int USUAL_PORT = 8555;
  private static final int MOST_SESSIONS = 10_000;

  static final String HELP =
      """
      A server that speaks Nova Sonic's wire protocol, for those without an AWS account.

        --port N            listen on this port (8555, or the next free one when that is busy)
        --host ADDRESS      listen on this address (127.0.0.1: this machine only)
        --tls               HTTP/2 over TLS with a certificate made at the start
        --write-cert FILE   write that certificate to a file, for clients that want to trust it
        --cert FILE --key FILE  TLS with a certificate chain and key of your own (PEM)
        --strict            the first offence against the protocol ends the session (the default)
        --lenient           offences are only reported, signatures are not asked for
        --scale X           multiply the session limit, the idle limit and the pauses by X
        --script FILE       what is heard, said and broken (see docs/simulator.md)
        --fault F[@MS]      a fault for every session, such as reset@500; may be given again
        --save-audio DIR    keep the audio received, one WAV file a session
        --quota N           streams at once; one more gets status 429 (20)

      Each session that ends prints one line of JSON. Ctrl-C ends.
      """;

  /// @throws IllegalArgumentException saying what is wrong, in words for whoever typed it
  static CommandLine read(String... words) {
    Deque<String> left = new ArrayDeque<>(List.of(words));
    SimulatorSettings settings = SimulatorSettings.standard().withPort(USUAL_PORT);
    boolean isPortAsked = false;
    boolean isHelpAsked = false;
    Optional<Path> certificateFile = Optional.empty();
    Optional<Path> chain = Optional.empty();
    Optional<Path> key = Optional.empty();
    double scale = 1;
    List<FaultRule> faults = new ArrayList<>();
    while (!left.isEmpty()) {
      String word = left.removeFirst();
      switch (word) {
        case "--port" -> {
          settings = settings.withPort((int) number(word, left, 0, 65_535));
          isPortAsked = true;
        }
        case "--host" -> settings = settings.withHost(value(word, left));
        case "--tls" -> settings = settings.withTls(new SimulatorSettings.Tls.SelfSigned());
        case "--write-cert" -> certificateFile = Optional.of(Path.of(value(word, left)));
        case "--cert" -> chain = Optional.of(Path.of(value(word, left)));
        case "--key" -> key = Optional.of(Path.of(value(word, left)));
        case "--strict" -> settings = settings.strictly();
        case "--lenient" -> settings = settings.lenient();
        case "--scale" -> scale = number(word, left, 0.0001, 1000);
        case "--script" -> settings = settings.withScript(script(Path.of(value(word, left))));
        case "--fault" -> faults.add(FaultRule.always(Fault.parse(value(word, left))));
        case "--save-audio" -> settings = settings.savingAudioIn(Path.of(value(word, left)));
        case "--quota" -> settings = settings.withQuota((int) number(word, left, 0, MOST_SESSIONS));
        case "--help", "-h", "help" -> isHelpAsked = true;
        default -> throw new IllegalArgumentException("There is no option " + word);
      }
    }
    if (chain.isPresent() != key.isPresent()) {
      throw new IllegalArgumentException("--cert and --key go together");
    }
    if (chain.isPresent()) {
      settings = settings.withTls(new SimulatorSettings.Tls.Pem(chain.get(), key.get()));
    }
    faults.addAll(settings.script().faults());
    settings =
        settings
            .withScript(settings.script().withFaults(faults.toArray(FaultRule[]::new)))
            .scaled(scale);
    return new CommandLine(settings, isPortAsked, certificateFile, isHelpAsked);
  }

  private static Script script(Path file) {
    try {
      return ScriptReader.file(file);
    } catch (IOException e) {
      throw new IllegalArgumentException("The script " + file + " cannot be read", e);
    }
  }

  private static String value(String option, Deque<String> left) {
    if (left.isEmpty()) {
      throw new IllegalArgumentException(option + " needs a value");
    }
    return left.removeFirst();
  }

  private static double number(String option, Deque<String> left, double least, double most) {
    String value = value(option, left);
    try {
      double number = Double.parseDouble(value);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below, together with numbers that are out of bounds.
    }
    throw new IllegalArgumentException(
        option + " is a number from " + least + " to " + most + ", not " + value);
  }
}
