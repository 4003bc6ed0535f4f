package io.oratio.standalone.shell;

import java.io.BufferedReader;
import java.io.Console;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/// What surrounds a command: environment, keyboard, screen and clock. The one place of these verbs
/// where the environment is read.
///
/// @param isTerminal whether a person sits before it
public record Surroundings(
    Map<String, String> environment,
    BufferedReader in,
    PrintStream out,
    PrintStream err,
    boolean isTerminal,
    Clock clock) {
  /// Those of this process.
  public static Surroundings ofProcess() {
    Console console = System.console();
    return new Surroundings(
        System.getenv(),
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)),
        System.out,
        System.err,
        console != null && console.isTerminal(),
        Clock.systemUTC());
  }

  /// A variable that is set and not blank.
  Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name)).filter(it -> !it.isBlank());
  }

  /// Where the login is kept: `ORATIO_LOGIN_FILE`, else `oratio/login.json` in the user's
  /// configuration folder.
  Path loginFile() {
    return variable("ORATIO_LOGIN_FILE")
        .map(Path::of)
        .orElseGet(
            () ->
                variable("XDG_CONFIG_HOME")
                    .map(Path::of)
                    .orElseGet(
                        () ->
                            Path.of(
                                    variable("HOME")
                                        .orElseGet(() -> System.getProperty("user.home")))
                                .resolve(".config"))
                    .resolve("oratio")
                    .resolve("login.json"));
  }

  /// Asks for a secret without showing what is typed; empty where nobody can be asked.
  Optional<String> hidden(String question) {
    Console console = System.console();
    if (!isTerminal || console == null) {
      return Optional.empty();
    }
    char[] typed = console.readPassword("%s", question);
    return typed == null ? Optional.empty() : Optional.of(new String(typed));
  }
}
