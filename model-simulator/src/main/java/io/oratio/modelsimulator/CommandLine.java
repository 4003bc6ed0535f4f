package io.oratio.modelsimulator;

import io.oratio.modelsimulator.script.Script;
import io.oratio.modelsimulator.script.ScriptReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// The words after `sim --model`, read into settings.
///
/// @param settings what they ask for
/// @param isPortAsked whether the port was named, so that another one will not do
/// @param isHelpAsked whether only the help is wanted
record CommandLine(SimulatorSettings settings, boolean isPortAsked, boolean isHelpAsked) {
  static final int USUAL_PORT = 8556;
  private static final int MOST_REQUESTS = 10_000;

  static final String HELP =
      """
      A server that speaks the OpenAI chat protocol and says what a script tells it.

        --port N            listen on this port (8556, or the next free one when that is busy)
        --host ADDRESS      listen on this address (127.0.0.1: this machine only)
        --script FILE       what is said, asked for and broken (see docs/model-simulator.md)
        --models A,B        the models there are; others get status 404 (any name is taken)
        --key KEY           the API key that is asked for (none)
        --quota N           requests at once; one more gets status 429 (200)

      Each request that ends prints one line of JSON. Ctrl-C ends.
      """;

  /// @throws IllegalArgumentException saying what is wrong, in words for whoever typed it
  static CommandLine read(List<String> words) {
    Deque<String> left = new ArrayDeque<>(words);
    SimulatorSettings settings = SimulatorSettings.standard().withPort(USUAL_PORT);
    boolean isPortAsked = false;
    boolean isHelpAsked = false;
    Script script = Script.standard();
    List<String> models = new ArrayList<>();
    String key = "";
    while (!left.isEmpty()) {
      String word = left.removeFirst();
      switch (word) {
        case "--port" -> {
          settings = settings.withPort(number(word, left, 65_535));
          isPortAsked = true;
        }
        case "--host" -> settings = settings.withHost(value(word, left));
        case "--script" -> script = script(Path.of(value(word, left)));
        case "--models" -> models.addAll(List.of(value(word, left).split(",")));
        case "--key" -> key = value(word, left);
        case "--quota" -> settings = settings.withQuota(number(word, left, MOST_REQUESTS));
        case "--help", "-h", "help" -> isHelpAsked = true;
        default -> throw new IllegalArgumentException("There is no option " + word);
      }
    }
    script = models.isEmpty() ? script : script.withModels(models.toArray(String[]::new));
    script = key.isEmpty() ? script : script.withApiKey(key);
    return new CommandLine(settings.withScript(script), isPortAsked, isHelpAsked);
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

  private static int number(String option, Deque<String> left, int most) {
    String value = value(option, left);
    try {
      int number = Integer.parseInt(value);
      if (number >= 0 && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below, together with numbers that are out of bounds.
    }
    throw new IllegalArgumentException(
        option + " is a whole number from 0 to " + most + ", not " + value);
  }
}
