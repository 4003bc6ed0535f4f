package io.oratio.standalone.shell;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// `./oratio agents`: made from a procedure, changed, versioned and taken away over the API.
final class AgentsVerb implements Verb {
  private static final int MOST = 1_000;
  private static final String JSON = "application/json";

  @Override
  public String usage() {
    return """
    usage: ./oratio agents [list]                     the agents
           ./oratio agents show AGENT                 one of them
           ./oratio agents create NAME --sop FILE     makes one from a written procedure; also:
               [--id ID] [--type voice|text|both] [--language en] [--greeting TEXT]
               [--file PATH[=DESCRIPTION]]...         a document, or a folder with all in it
               [--describe PATH=DESCRIPTION]...       what a file or folder below is about
               [--about TEXT]                         what the documents are about together
               [--address URL[=DESCRIPTION]]...       web pages
               [--ask QUESTION=ANSWER]...             questions and their answers
               [--tone professional|friendly|casual|formal] [--style TEXT]
               [--no-handoff] [--handoff-when TEXT]... [--handoff-about TEXT] [--handoff-to NAME]
               [--transfer NAME=URI]...               to whom it may transfer
               [--more FILE]                          members of the contract's NewAgent as JSON
               [--no-wait]                            does not wait until it is made
           ./oratio agents watch AGENT                how its creation goes
           ./oratio agents retry AGENT                creates it again from the step that failed
           ./oratio agents change AGENT [--name N] [--sop FILE] [--greeting TEXT] [--more FILE]
           ./oratio agents versions AGENT
           ./oratio agents publish AGENT [VERSION]    (default: the latest)
           ./oratio agents rollback AGENT [VERSION]   (default: the one published before)
           ./oratio agents diff AGENT VERSION VERSION
           ./oratio agents test AGENT MESSAGE...      what it would say, and would have done
           ./oratio agents deploy AGENT [--sip on|off] [--widget on|off] [--origin https://SITE]...
                                                      where it can be reached
           ./oratio agents pause AGENT   |   resume AGENT
           ./oratio agents export AGENT [FILE.zip]    its folder;   agents import FILE.zip
           ./oratio agents delete AGENT --yes         with all that hangs on it
      each with [--json] [--api URL]; for folders on this machine see ./oratio agent\
    """;
  }

  @Override
  public int run(List<String> words, Desk desk) throws WrongWords, CannotDo, InterruptedException {
    String deed = words.isEmpty() || words.getFirst().startsWith("--") ? "list" : words.getFirst();
    List<String> rest =
        deed.equals("list") && !words.contains("list") ? words : words.subList(1, words.size());
    return switch (deed) {
      case "create" -> AgentMaking.create(NewAgent.words(usage(), rest), desk);
      case "change" ->
          AgentMaking.change(
              Words.read(usage(), rest, "--name=", "--sop=", "--greeting=", "--more="), desk);
      case "deploy" ->
          deploy(Words.read(usage(), rest, "--widget=", "--origin=", "--sip=").atMost(1), desk);
      case "delete" -> delete(Words.read(usage(), rest, "--yes").atMost(1), desk);
      default -> {
        Words read = Words.read(usage(), rest);
        try (Api api = desk.api(read)) {
          yield simple(deed, read, api, desk.screen());
        }
      }
    };
  }

  private int simple(String deed, Words words, Api api, Screen screen)
      throws WrongWords, CannotDo, InterruptedException {
    if (deed.equals("list")) {
      words.atMost(0);
      return list(api, words, screen);
    }
    if (deed.equals("import")) {
      return AgentMaking.imported(words.atMost(1), api, screen);
    }
    String agent = words.operand(0, "which agent");
    return switch (deed) {
      case "show" -> show(words.atMost(1), api.get(Query.path("/api/agents/{}", agent)), screen);
      case "watch" -> new CreationWatch(api, screen, words.isJson()).follow(agent);
      case "retry" -> {
        api.post(Query.path("/api/agents/{}/creation/retry", agent));
        yield new CreationWatch(api, screen, words.isJson()).follow(agent);
      }
      case "pause" -> state(words, api.post(Query.path("/api/agents/{}/pause", agent)), screen);
      case "resume" -> state(words, api.post(Query.path("/api/agents/{}/resume", agent)), screen);
      case "versions" -> new AgentVersions(words.atMost(1), api, screen).versions(agent);
      case "publish" -> new AgentVersions(words.atMost(2), api, screen).publish(agent);
      case "rollback" -> new AgentVersions(words.atMost(2), api, screen).rollback(agent);
      case "diff" -> new AgentVersions(words.atMost(3), api, screen).diff(agent);
      case "test" -> test(words, api, agent, screen);
      case "export" -> export(words.atMost(2), api, agent, screen);
      default -> throw words.wrong("agents does not know '" + deed + "'");
    };
  }

  private static int list(Api api, Words words, Screen screen)
      throws CannotDo, InterruptedException {
    List<JsonNode> agents = api.list("/api/agents", new Query(), MOST);
    if (words.isJson()) {
      screen.json(agents);
      return 0;
    }
    if (agents.isEmpty()) {
      screen.line("No agents yet: ./oratio agents create NAME --sop FILE");
    }
    List<List<String>> rows = new ArrayList<>();
    for (JsonNode it : agents) {
      rows.add(
          List.of(
              Screen.text(it, "agentId"),
              it.has("publishedVersion")
                  ? "version " + it.path("publishedVersion").asInt()
                  : "no version",
              Screen.text(it, "agentType"),
              Screen.text(it, "status"),
              Screen.text(it, "agentName")));
    }
    screen.table(rows);
    return 0;
  }

  private static int show(Words words, JsonNode agent, Screen screen) {
    if (words.isJson()) {
      screen.json(agent);
      return 0;
    }
    screen.fact("Agent", Screen.text(agent, "agentId") + ", " + Screen.text(agent, "agentName"));
    screen.fact("State", Screen.text(agent, "status") + ", " + Screen.text(agent, "agentType"));
    screen.fact(
        "Version",
        agent.path("publishedVersion").asString("none published")
            + ", latest "
            + agent.path("latestVersion").asString("none"));
    screen.fact("Knowledge", Screen.text(agent, "knowledgeStatus"));
    screen.fact("Greeting", Screen.text(agent, "greeting"));
    screen.fact(
        "Hand-off",
        agent.path("humanHandoffEnabled").asBoolean(false)
            ? String.join(
                "; when ",
                Stream.of("yes", Screen.joined(agent.path("humanHandoffConditions")))
                    .filter(it -> !it.isBlank())
                    .toList())
            : "no");
    JsonNode figures = agent.path("figures");
    screen.fact(
        "Sessions",
        figures.path("sessions").asString("0")
            + " in 30 days, "
            + figures.path("liveSessions").asString("0")
            + " now");
    screen.line("");
    screen.line(Screen.text(agent, "sop"));
    return 0;
  }

  private static int state(Words words, JsonNode agent, Screen screen) {
    if (words.isJson()) {
      screen.json(agent);
    } else {
      screen.line(Screen.text(agent, "agentId") + " is " + Screen.text(agent, "status") + ".");
    }
    return 0;
  }

  private static int test(Words words, Api api, String agent, Screen screen)
      throws WrongWords, CannotDo, InterruptedException {
    words.operand(1, "what is said");
    ObjectNode body = JsonMapper.shared().createObjectNode();
    words.operandsFrom(1).forEach(body.putArray("messages")::add);
    JsonNode result = api.post(Query.path("/api/agents/{}/test", agent), body);
    if (words.isJson()) {
      screen.json(result);
      return 0;
    }
    for (JsonNode reply : result.path("replies")) {
      screen.line("> " + Screen.text(reply, "message"));
      screen.line(Screen.text(reply, "answer"));
      for (JsonNode call : reply.path("toolCalls")) {
        screen.line("  [" + Screen.text(call, "toolName") + " " + call.path("arguments") + "]");
      }
      for (JsonNode source : reply.path("sources")) {
        screen.line("  from " + Screen.text(source, "path"));
      }
    }
    return 0;
  }

  private static int export(Words words, Api api, String agent, Screen screen)
      throws CannotDo, InterruptedException {
    Path file = Path.of(words.operand(1).orElse(agent + ".zip"));
    long bytes =
        Disk.writing(
            file,
            to -> api.download(Query.path("/api/agents/{}/export", agent), "application/zip", to));
    screen.line("Wrote " + agent + " to " + file + " (" + bytes + " bytes).");
    return 0;
  }

  /// Says where it can be reached, and changes what is named.
  private static int deploy(Words words, Desk desk)
      throws WrongWords, CannotDo, InterruptedException {
    String path = Query.path("/api/agents/{}/deployments", words.operand(0, "which agent"));
    Optional<Boolean> sip = onOff(words, "--sip");
    Optional<Boolean> widget = onOff(words, "--widget");
    try (Api api = desk.api(words)) {
      ObjectNode deployments = (ObjectNode) api.get(path);
      if (sip.isPresent() || widget.isPresent() || !words.all("--origin").isEmpty()) {
        sip.ifPresent(it -> deployments.withObjectProperty("sip").put("enabled", it));
        widget.ifPresent(it -> deployments.withObjectProperty("widget").put("enabled", it));
        if (!words.all("--origin").isEmpty()) {
          words
              .all("--origin")
              .forEach(deployments.withObjectProperty("widget").putArray("origins")::add);
        }
        deployments.setAll((ObjectNode) api.send(Ask.of("PUT", path).with(JSON, deployments)));
      }
      if (words.isJson()) {
        desk.screen().json(deployments);
        return 0;
      }
      JsonNode shown = deployments.path("widget");
      desk.screen()
          .fact("Phone", deployments.path("sip").path("enabled").asBoolean(false) ? "yes" : "no");
      desk.screen()
          .fact(
              "Widget",
              shown.path("enabled").asBoolean(false)
                  ? "on " + Screen.joined(shown.path("origins"))
                  : "no");
      return 0;
    }
  }

  private static Optional<Boolean> onOff(Words words, String option) throws WrongWords {
    Optional<String> value = words.value(option);
    if (value.isPresent() && !value.get().equals("on") && !value.get().equals("off")) {
      throw words.wrong(option + " is on or off");
    }
    return value.map(it -> it.equals("on"));
  }

  private static int delete(Words words, Desk desk)
      throws WrongWords, CannotDo, InterruptedException {
    String agent = words.operand(0, "which agent");
    if (!words.has("--yes")) {
      throw words.wrong("this takes away its documents and versions too; add --yes to do it");
    }
    try (Api api = desk.api(words)) {
      api.delete(Query.path("/api/agents/{}", agent));
      desk.screen().line(agent + " is deleted.");
      return 0;
    }
  }
}
