package io.oratio.standalone.shell;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// `./oratio login`.
final class LoginVerb implements Verb {
  static final String NEW_PASSWORD = "A new password, 12 characters or more: ";

  private static final int LONGEST_PASSWORD = 1_000;

  @Override
  public String usage() {
    return """
    usage: ./oratio login [ADDRESS] [--email E-MAIL]     logs in (default: http://127.0.0.1:8080)
           ./oratio login LINK [--email E-MAIL] [--name NAME] [--tenant NAME]
                                    makes the first owner, by the link that the first start printed,
                                    or joins by the link of an invitation
           ./oratio login --who     says who is logged in
           ./oratio logout [--everywhere]    also on every other machine
      The password is asked for; for scripts: --password-stdin, or ORATIO_PASSWORD.
      Kept in oratio/login.json of your configuration folder (or ORATIO_LOGIN_FILE), for you alone.
      Instead of a login, ORATIO_API_KEY may hold an API key.\
    """;
  }

  @Override
  public int run(List<String> words, Desk desk) throws WrongWords, CannotDo, InterruptedException {
    Words read =
        Words.read(usage(), words, "--email=", "--name=", "--tenant=", "--password-stdin", "--who")
            .atMost(1);
    if (read.has("--who")) {
      return who(read, desk);
    }
    Optional<String> where = read.operand(0);
    return where.isPresent() && where.get().contains("#token=")
        ? byLink(read, where.get(), desk)
        : byPassword(read, where, desk);
  }

  private int byPassword(Words words, Optional<String> where, Desk desk)
      throws WrongWords, CannotDo, InterruptedException {
    URI address = where.isPresent() ? desk.address(words, where.get()) : usual(words, desk);
    ObjectNode body = JsonMapper.shared().createObjectNode();
    body.put("email", email(words, desk));
    body.put("password", password(words, desk, "Password: ", false));
    return keep(desk, address, "/api/auth/login", body, words.isJson());
  }

  static URI usual(Words words, Desk desk) throws WrongWords, CannotDo {
    Optional<URI> asked = desk.asked(words);
    return asked.isPresent()
        ? asked.get()
        : desk.loginFile().read().map(Login::api).orElse(Desk.USUAL);
  }

  private int byLink(Words words, String link, Desk desk)
      throws WrongWords, CannotDo, InterruptedException {
    URI address = desk.address(words, link.substring(0, link.indexOf('#')));
    String token = link.substring(link.indexOf("#token=") + "#token=".length()).strip();
    boolean isInvitation = link.contains("/join#");
    ObjectNode body = JsonMapper.shared().createObjectNode();
    body.put("token", token);
    Optional<String> name = words.value("--name");
    if (isInvitation) {
      body.put(
          "password", password(words, desk, "Your password, a new one if you are new: ", true));
    } else {
      String email = email(words, desk);
      body.put("email", email);
      body.put("tenantName", words.value("--tenant").or(() -> name).orElse(email));
      body.put("password", password(words, desk, NEW_PASSWORD, true));
    }
    name.ifPresent(it -> body.put("name", it));
    return keep(
        desk,
        address,
        isInvitation ? "/api/auth/invitations/accept" : "/api/auth/claim",
        body,
        words.isJson());
  }

  private static int keep(Desk desk, URI address, String path, ObjectNode body, boolean isJson)
      throws CannotDo, InterruptedException {
    try (Api api = new Api(address, Credentials.NONE)) {
      return kept(desk, address, api.post(path, body), isJson);
    }
  }

  /// Keeps the tokens of an answer and says who is logged in.
  static int kept(Desk desk, URI address, JsonNode signedIn, boolean isJson)
      throws CannotDo, InterruptedException {
    Login login = Login.of(address, signedIn, desk.surroundings().clock().instant());
    desk.loginFile()
        .alone(
            () -> {
              desk.loginFile().write(login);
              return login;
            });
    if (isJson) {
      desk.screen().json(signedIn.path("me"));
    } else {
      say(desk, login);
    }
    return 0;
  }

  private static void say(Desk desk, Login login) {
    desk.screen()
        .line(
            "Logged in as "
                + login.email()
                + ", "
                + login.role()
                + " of "
                + login.tenantName()
                + ", at "
                + login.api());
  }

  private static int who(Words words, Desk desk) throws WrongWords, CannotDo, InterruptedException {
    try (Api api = desk.api(words)) {
      JsonNode me = api.get("/api/auth/me");
      if (words.isJson()) {
        desk.screen().json(me);
      } else {
        desk.screen()
            .line(
                Screen.text(me, "email")
                    + ", "
                    + Screen.text(me, "role")
                    + " of "
                    + Screen.text(me, "tenantName")
                    + ", at "
                    + api.base());
      }
      return 0;
    }
  }

  private static String email(Words words, Desk desk) throws WrongWords, CannotDo {
    Optional<String> named =
        words.value("--email").or(() -> desk.surroundings().variable("ORATIO_EMAIL"));
    if (named.isPresent()) {
      return named.get();
    }
    if (!desk.surroundings().isTerminal()) {
      throw words.wrong("who? --email is missing");
    }
    desk.screen().words("E-mail: ");
    return line(desk).filter(it -> !it.isBlank()).orElseThrow(() -> words.wrong("who?")).strip();
  }

  /// @param isNew whether it is typed for the first time, so twice
  static String password(Words words, Desk desk, String question, boolean isNew)
      throws WrongWords, CannotDo {
    if (words.has("--password-stdin")) {
      return line(desk).orElseThrow(() -> words.wrong("no password came"));
    }
    Optional<String> set = desk.surroundings().variable("ORATIO_PASSWORD");
    if (set.isPresent()) {
      return set.get();
    }
    String typed =
        desk.surroundings()
            .hidden(question)
            .orElseThrow(
                () -> words.wrong("the password? Give --password-stdin or ORATIO_PASSWORD"));
    if (isNew && !desk.surroundings().hidden("Once more: ").equals(Optional.of(typed))) {
      throw new CannotDo("The two are not the same; nothing was done.");
    }
    return typed;
  }

  private static Optional<String> line(Desk desk) throws CannotDo {
    try {
      return Optional.ofNullable(desk.surroundings().in().readLine())
          .filter(it -> it.length() <= LONGEST_PASSWORD);
    } catch (IOException e) {
      throw new CannotDo("Nothing could be read: " + e.getMessage());
    }
  }
}
