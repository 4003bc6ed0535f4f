package io.oratio.standalone;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// What was asked for on the command line of `up`.
record UpOptions(
    Optional<String> data,
    OptionalInt sipPort,
    OptionalInt httpPort,
    Optional<String> engine,
    Optional<String> profile,
    List<String> trust,
    Optional<String> readyFile,
    Optional<String> config,
    Optional<String> only) {

  /// Reads the words behind `up`.
  ///
  /// @throws WrongUse for a word that is none of them
  static UpOptions parse(List<String> words) throws WrongUse {
    Optional<String> data = Optional.empty();
    OptionalInt sip = OptionalInt.empty();
    OptionalInt http = OptionalInt.empty();
    Optional<String> engine = Optional.empty();
    Optional<String> profile = Optional.empty();
    Optional<String> ready = Optional.empty();
    Optional<String> config = Optional.empty();
    Optional<String> only = Optional.empty();
    List<String> trust = new ArrayList<>();
    for (int i = 0; i < words.size(); i += 2) {
      String option = words.get(i);
      if (i + 1 == words.size()) {
        throw new WrongUse(
            option.startsWith("--") ? option + " needs a value" : "up does not know " + option);
      }
      String value = words.get(i + 1);
      switch (option) {
        case "--data" -> data = Optional.of(value);
        case "--sip-port" -> sip = OptionalInt.of(port(option, value));
        case "--http-port" -> http = OptionalInt.of(port(option, value));
        case "--engine" -> engine = Optional.of(engine(value));
        case "--profile" -> profile = Optional.of(profile(value));
        case "--trust" -> trust.add(value);
        case "--ready-file" -> ready = Optional.of(value);
        case "--config" -> config = Optional.of(value);
        case "--only" -> only = Optional.of(part(value));
        default -> throw new WrongUse("up does not know " + option);
      }
    }
    return new UpOptions(data, sip, http, engine, profile, List.copyOf(trust), ready, config, only);
  }

  /// What Spring is told, so that it reads the file.
  String[] words() {
    return config
        .map(
            it ->
                new String[] {
                  "--spring.config.additional-location=" + Path.of(it).toAbsolutePath().toUri()
                })
        .orElse(new String[0]);
  }

  private static String part(String value) throws WrongUse {
    if (!List.of("gateway", "control").contains(value)) {
      throw new WrongUse("--only is gateway or control; without it both run");
    }
    return value;
  }

  private static int port(String option, String value) throws WrongUse {
    try {
      int port = Integer.parseInt(value);
      if (port >= 0 && port <= 65535) {
        return port;
      }
    } catch (NumberFormatException _) {
      // said below
    }
    throw new WrongUse(option + " needs a port, 0 to 65535");
  }

  private static String profile(String value) throws WrongUse {
    if (!List.of("embedded", "servers", "aws").contains(value)) {
      throw new WrongUse("--profile is embedded, servers or aws");
    }
    return value;
  }

  private static String engine(String value) throws WrongUse {
    if (!List.of("local", "nova", "scripted", "auto").contains(value)) {
      throw new WrongUse("--engine is local, nova or scripted");
    }
    return value;
  }
}
