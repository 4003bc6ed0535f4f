package io.oratio.standalone.shell;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// `./oratio trunks`: carriers, SBCs and PBXs.
final class TrunksVerb implements Verb {
  private static final int MOST = 1_000;
  private static final Map<String, String> TEXTS =
      Map.of(
          "--name", "name",
          "--host", "host",
          "--transport", "transport",
          "--username", "username",
          "--realm", "realm",
          "--caller-id", "callerId",
          "--country", "country");
  private static final Map<String, String> NUMBERS =
      Map.of("--port", "port", "--max-calls", "maxCalls", "--max-rate", "maxCallsPerSecond");

  @Override
  public String usage() {
    return """
    usage: ./oratio trunks [list]
           ./oratio trunks show TRUNK
           ./oratio trunks add NAME [options]      |  change TRUNK [options]
               --host HOST [--port N] [--transport udp|tcp|tls]   where we call
               --allow CIDR...                     who calls us from there
               --username NAME [--realm REALM]     with a password: asked for, or --password-stdin,
                                                   or ORATIO_TRUNK_PASSWORD
               --caller-id NUMBER --country US     the number shown; where calls may go
               --max-calls N --max-rate N          at the same time, in a second
           ./oratio trunks remove TRUNK
      each with [--json] [--api URL]\
    """;
  }

  @Override
  public int run(List<String> words, Desk desk) throws WrongWords, CannotDo, InterruptedException {
    List<String> options = new ArrayList<>(List.of("--allow=", "--password-stdin"));
    TEXTS.keySet().forEach(it -> options.add(it + "="));
    NUMBERS.keySet().forEach(it -> options.add(it + "="));
    Words read = Words.read(usage(), words, options.toArray(String[]::new)).atMost(2);
    String deed = read.operand(0).orElse("list");
    Screen screen = desk.screen();
    try (Api api = desk.api(read)) {
      return switch (deed) {
        case "list" -> list(read, api, screen);
        case "show" -> {
          screen.json(api.get(Query.path("/api/trunks/{}", read.operand(1, "which trunk"))));
          yield 0;
        }
        case "add" -> {
          ObjectNode trunk = options(read, desk);
          trunk.put("name", read.operand(1, "what is it called"));
          yield told(read, api.post("/api/trunks", trunk), screen);
        }
        case "change" -> {
          String trunk = read.operand(1, "which trunk");
          yield told(
              read, api.patch(Query.path("/api/trunks/{}", trunk), options(read, desk)), screen);
        }
        case "remove" -> {
          String trunk = read.operand(1, "which trunk");
          api.delete(Query.path("/api/trunks/{}", trunk));
          screen.line(trunk + " is removed.");
          yield 0;
        }
        default -> throw read.wrong("trunks does not know '" + deed + "'");
      };
    }
  }

  private static ObjectNode options(Words words, Desk desk) throws WrongWords, CannotDo {
    ObjectNode trunk = JsonMapper.shared().createObjectNode();
    for (Map.Entry<String, String> each : TEXTS.entrySet()) {
      words.value(each.getKey()).ifPresent(it -> trunk.put(each.getValue(), it));
    }
    for (Map.Entry<String, String> each : NUMBERS.entrySet()) {
      words.number(each.getKey(), 1, 100_000).ifPresent(it -> trunk.put(each.getValue(), it));
    }
    words.all("--allow").forEach(it -> trunk.withArrayProperty("allowedSources").add(it));
    Optional<String> password = password(words, desk, trunk.has("username"));
    password.ifPresent(it -> trunk.put("password", it));
    return trunk;
  }

  private static Optional<String> password(Words words, Desk desk, boolean isNeeded)
      throws WrongWords, CannotDo {
    try {
      if (words.has("--password-stdin")) {
        return Optional.of(
            Optional.ofNullable(desk.surroundings().in().readLine())
                .orElseThrow(() -> words.wrong("no password came")));
      }
    } catch (IOException e) {
      throw new CannotDo("Nothing could be read: " + e.getMessage());
    }
    Optional<String> set = desk.surroundings().variable("ORATIO_TRUNK_PASSWORD");
    return set.isPresent() || !isNeeded ? set : desk.surroundings().hidden("Password: ");
  }

  private static int list(Words words, Api api, Screen screen)
      throws CannotDo, InterruptedException {
    List<JsonNode> trunks = api.list("/api/trunks", new Query(), MOST);
    if (words.isJson()) {
      screen.json(trunks);
      return 0;
    }
    List<List<String>> rows = new ArrayList<>();
    for (JsonNode it : trunks) {
      rows.add(
          List.of(
              Screen.text(it, "trunkId"),
              it.has("host")
                  ? Screen.text(it, "host")
                      + ":"
                      + it.path("port").asString()
                      + " "
                      + Screen.text(it, "transport")
                  : "only calls us",
              Screen.text(it, "name"),
              it.path("allowedSources").isEmpty()
                  ? "by password"
                  : "from " + Screen.joined(it.path("allowedSources"))));
    }
    screen.table(rows);
    return 0;
  }

  private static int told(Words words, JsonNode trunk, Screen screen) {
    if (words.isJson()) {
      screen.json(trunk);
    } else {
      screen.line(
          Screen.text(trunk, "trunkId") + " (" + Screen.text(trunk, "name") + ") is in force.");
    }
    return 0;
  }
}
