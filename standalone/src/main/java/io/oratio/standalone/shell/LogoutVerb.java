package io.oratio.standalone.shell;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/// `./oratio logout`.
final class LogoutVerb implements Verb {
  @Override
  public String usage() {
    return "usage: ./oratio logout [--everywhere]";
  }

  /// Forgets the login in any case; the server is told where it can be.
  @Override
  public int run(List<String> words, Desk desk) throws WrongWords, CannotDo, InterruptedException {
    Words read = Words.read(usage(), words, "--everywhere").atMost(0);
    Optional<Login> login = desk.loginFile().read();
    if (login.isEmpty()) {
      desk.screen().line("Nobody was logged in.");
      return 0;
    }
    try (Api api =
        new Api(
            login.get().api(),
            new LoginCredentials(desk.loginFile(), login.get(), desk.surroundings().clock()))) {
      api.post(
          "/api/auth/logout",
          JsonMapper.shared().createObjectNode().put("everywhere", read.has("--everywhere")));
    } catch (CannotDo e) {
      desk.screen().aside("oratio: the server could not be told: " + e.getMessage());
    } finally {
      desk.loginFile().remove();
    }
    desk.screen().line("Logged out.");
    return 0;
  }
}
