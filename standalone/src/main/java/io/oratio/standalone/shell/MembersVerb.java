package io.oratio.standalone.shell;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `./oratio members`: the people of the tenant.
final class MembersVerb implements Verb {
  private static final int MOST = 10_000;

  @Override
  public String usage() {
    return """
    usage: ./oratio members [list]
           ./oratio members invite E-MAIL owner|admin|operator|viewer
           ./oratio members role MEMBER owner|admin|operator|viewer
           ./oratio members remove MEMBER
      MEMBER is an e-mail address or an id. Each with [--json] [--api URL]\
    """;
  }

  @Override
  public int run(List<String> words, Desk desk) throws WrongWords, CannotDo, InterruptedException {
    Words read = Words.read(usage(), words).atMost(3);
    String deed = read.operand(0).orElse("list");
    Screen screen = desk.screen();
    try (Api api = desk.api(read)) {
      return switch (deed) {
        case "list" -> list(read, api, screen);
        case "invite" -> {
          String email = read.operand(1, "whom");
          JsonNode invitation =
              api.post(
                  "/api/invitations",
                  JsonMapper.shared()
                      .createObjectNode()
                      .put("email", email)
                      .put("role", read.operand(2, "as what")));
          yield told(read, invitation, email + " is invited by e-mail.", screen);
        }
        case "role" -> {
          String role = read.operand(2, "as what");
          JsonNode member =
              api.patch(
                  Query.path("/api/members/{}", member(read, api)),
                  JsonMapper.shared().createObjectNode().put("role", role));
          yield told(read, member, Screen.text(member, "email") + " is " + role + " now.", screen);
        }
        case "remove" -> {
          api.delete(Query.path("/api/members/{}", member(read, api)));
          screen.line(read.operand(1, "whom") + " is no longer a member.");
          yield 0;
        }
        default -> throw read.wrong("members does not know '" + deed + "'");
      };
    }
  }

  private static int list(Words words, Api api, Screen screen)
      throws CannotDo, InterruptedException {
    List<JsonNode> members = api.list("/api/members", new Query(), MOST);
    if (words.isJson()) {
      screen.json(members);
      return 0;
    }
    List<List<String>> rows = new ArrayList<>();
    for (JsonNode it : members) {
      rows.add(
          List.of(
              Screen.text(it, "userId"),
              Screen.text(it, "role"),
              Screen.text(it, "email"),
              Screen.text(it, "name")));
    }
    screen.table(rows);
    return 0;
  }

  private static String member(Words words, Api api)
      throws WrongWords, CannotDo, InterruptedException {
    String named = words.operand(1, "whom");
    return named.contains("@")
        ? api.list("/api/members", new Query(), MOST).stream()
            .filter(it -> Screen.text(it, "email").equalsIgnoreCase(named))
            .map(it -> Screen.text(it, "userId"))
            .findFirst()
            .orElseThrow(() -> new CannotDo("There is no member " + named + "."))
        : named;
  }

  private static int told(Words words, JsonNode json, String sentence, Screen screen) {
    if (words.isJson()) {
      screen.json(json);
    } else {
      screen.line(sentence);
    }
    return 0;
  }
}
