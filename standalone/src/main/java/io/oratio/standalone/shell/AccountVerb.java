package io.oratio.standalone.shell;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// `./oratio account`: what happens to an account by letters with links.
final class AccountVerb implements Verb {
  @Override
  public String usage() {
    return """
    usage: ./oratio account register E-MAIL --tenant NAME [--name NAME]   a letter with a link follows
           ./oratio account verify LINK             the link of that letter
           ./oratio account forgot E-MAIL           a letter to choose a new password follows
           ./oratio account reset LINK              chooses it, and ends every login
           ./oratio account switch TENANT           goes over to another tenant of yours
      The server is --api URL, where you are logged in, or http://127.0.0.1:8080; passwords as for login.\
    """;
  }

  @Override
  public int run(List<String> words, Desk desk) throws WrongWords, CannotDo, InterruptedException {
    Words read = Words.read(usage(), words, "--tenant=", "--name=", "--password-stdin").atMost(2);
    String deed = read.operand(0, "what");
    String what = read.operand(1, "whom, or which link");
    ObjectNode body = JsonMapper.shared().createObjectNode();
    return switch (deed) {
      case "register" -> {
        body.put("email", what);
        body.put(
            "tenantName",
            read.value("--tenant").orElseThrow(() -> read.wrong("--tenant is missing")));
        read.value("--name").ifPresent(it -> body.put("name", it));
        body.put("password", LoginVerb.password(read, desk, LoginVerb.NEW_PASSWORD, true));
        yield asked(
            desk,
            LoginVerb.usual(read, desk),
            "register",
            body,
            "Read your letters: one has a link.");
      }
      case "verify" -> {
        body.put("token", token(read, what));
        yield asked(
            desk, desk.address(read, what), "verify", body, "The address is yours: ./oratio login");
      }
      case "forgot" -> {
        body.put("email", what);
        yield asked(
            desk,
            LoginVerb.usual(read, desk),
            "password-reset",
            body,
            "If there is such an account, a letter with a link is on its way.");
      }
      case "reset" -> {
        body.put("token", token(read, what));
        body.put("password", LoginVerb.password(read, desk, LoginVerb.NEW_PASSWORD, true));
        yield asked(
            desk, desk.address(read, what), "password-reset/confirm", body, "Done: ./oratio login");
      }
      case "switch" -> switched(read, what, desk);
      default -> throw read.wrong("account does not know '" + deed + "'");
    };
  }

  private static String token(Words words, String link) throws WrongWords {
    int at = link.indexOf("#token=");
    if (at < 0) {
      throw words.wrong("the link has no #token=: take the whole one, in quotes");
    }
    return link.substring(at + "#token=".length()).strip();
  }

  private static int asked(Desk desk, URI address, String path, ObjectNode body, String sentence)
      throws CannotDo, InterruptedException {
    try (Api api = new Api(address, Credentials.NONE)) {
      api.post("/api/auth/" + path, body);
      desk.screen().line(sentence);
      return 0;
    }
  }

  private static int switched(Words words, String tenant, Desk desk)
      throws WrongWords, CannotDo, InterruptedException {
    Optional<Login> login = desk.loginFile().read();
    if (login.isEmpty()) {
      throw new CannotDo(CannotDo.NOT_ALLOWED, Desk.NOBODY);
    }
    try (Api api =
        new Api(
            login.get().api(),
            new LoginCredentials(desk.loginFile(), login.get(), desk.surroundings().clock()))) {
      JsonNode answer =
          api.post(
              "/api/auth/switch-tenant",
              JsonMapper.shared().createObjectNode().put("tenantId", tenant));
      return LoginVerb.kept(desk, login.get().api(), answer, words.isJson());
    }
  }
}
