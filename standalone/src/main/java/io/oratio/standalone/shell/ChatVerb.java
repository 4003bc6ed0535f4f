package io.oratio.standalone.shell;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// `./oratio chat` over the API: a conversation in writing with an agent.
final class ChatVerb implements Verb {
  private static final String USUAL_AGENT = "harbour-hotel";

  @Override
  public String usage() {
    return """
    usage: ./oratio chat [AGENT] [--message TEXT]... [--conversation ID] [--json]
      Where you are logged in, or with --api URL, over the API; else, or with --data DIR, --config FILE
      or --local, with the agents of this machine's own stores.\
    """;
  }

  @Override
  public int run(List<String> words, Desk desk) throws WrongWords, CannotDo, InterruptedException {
    Words read = Words.read(usage(), words, "--message=", "--conversation=").atMost(1);
    String agent = read.operand(0).orElse(USUAL_AGENT);
    try (Api api = desk.api(read)) {
      Optional<String> conversation = read.value("--conversation");
      Iterator<String> lines =
          read.all("--message").isEmpty() ? typed(desk) : read.all("--message").iterator();
      while (lines.hasNext()) {
        String line = lines.next();
        if (!line.isBlank()) {
          conversation = Optional.of(say(read, agent, conversation, line, api, desk.screen()));
        }
      }
      return 0;
    }
  }

  /// @return the conversation's id
  private static String say(
      Words words, String agent, Optional<String> conversation, String line, Api api, Screen screen)
      throws CannotDo, InterruptedException {
    ObjectNode body = JsonMapper.shared().createObjectNode().put("message", line);
    conversation.ifPresent(it -> body.put("sessionId", it));
    Ask ask = Ask.of("POST", Query.path("/chat/{}", agent)).with("application/json", body);
    if (words.isJson()) {
      JsonNode answer = api.send(ask.accepting("application/json"));
      screen.line(answer.toString());
      return Screen.text(answer, "sessionId");
    }
    List<JsonNode> ended = new ArrayList<>();
    List<String> told = new ArrayList<>();
    api.events(
        ask,
        (name, data) -> {
          if (name.equals("end")) {
            ended.add(data);
          } else if (name.equals("message_delta")) {
            told.add(Screen.text(data, "text"));
            screen.words(told.getLast());
          } else if (name.equals("tool_call")) {
            screen.line("[" + Screen.text(data, "toolName") + " " + data.path("arguments") + "]");
          }
        });
    if (ended.isEmpty()) {
      screen.line("");
      throw new CannotDo(CannotDo.UNREACHABLE, "The answer broke off.");
    }
    JsonNode end = ended.getFirst();
    screen.line(told.isEmpty() ? Screen.text(end, "answer") : "");
    for (JsonNode source : end.path("sources")) {
      screen.line("  from " + source.path("title").asString(Screen.text(source, "path")));
    }
    if (end.path("handoff").path("requested").asBoolean(false)) {
      screen.line("(a human being was asked to take over)");
    }
    return Screen.text(end, "sessionId");
  }

  /// Lines until the end of what is typed.
  private static Iterator<String> typed(Desk desk) {
    return new Iterator<>() {
      private Optional<String> next = Optional.empty();

      @Override
      public boolean hasNext() {
        if (next.isEmpty()) {
          if (desk.surroundings().isTerminal()) {
            desk.screen().words("> ");
          }
          try {
            next = Optional.ofNullable(desk.surroundings().in().readLine());
          } catch (IOException _) {
            return false;
          }
        }
        return next.isPresent();
      }

      @Override
      public String next() {
        String line = next.orElseThrow(java.util.NoSuchElementException::new);
        next = Optional.empty();
        return line;
      }
    };
  }
}
