package io.oratio.standalone.shell;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Optional;

/// What a verb works with: the surroundings, the screen, and the API as who one is.
final class Desk {
  static final String NOBODY =
      "You are not logged in: ./oratio login first, or set ORATIO_API_KEY to a key.";
  static final URI USUAL = URI.create("http://127.0.0.1:8080");

  private final Surroundings surroundings;
  private final Screen screen;

  Desk(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.screen = new Screen(surroundings.out(), surroundings.err());
  }

  Surroundings surroundings() {
    return surroundings;
  }

  Screen screen() {
    return screen;
  }

  LoginFile loginFile() {
    return new LoginFile(surroundings.loginFile());
  }

  /// The API, as whoever is logged in or as the key of `ORATIO_API_KEY`. A login is good for its
  /// own address and told to no other.
  Api api(Words words) throws WrongWords, CannotDo {
    Optional<Login> login = loginFile().read();
    Optional<URI> asked = asked(words);
    Optional<String> key = surroundings.variable("ORATIO_API_KEY");
    if (key.isPresent()) {
      return new Api(
          asked.or(() -> login.map(Login::api)).orElse(USUAL), Credentials.key(key.get().strip()));
    }
    if (login.isEmpty()) {
      throw new CannotDo(CannotDo.NOT_ALLOWED, NOBODY);
    }
    if (asked.isPresent() && !asked.get().equals(login.get().api())) {
      throw new CannotDo(
          CannotDo.NOT_ALLOWED,
          "You are logged in at " + login.get().api() + ", not at " + asked.get() + ".");
    }
    return new Api(
        login.get().api(), new LoginCredentials(loginFile(), login.get(), surroundings.clock()));
  }

  /// The address that was named: by `--api`, or by `ORATIO_API_URL`.
  Optional<URI> asked(Words words) throws WrongWords {
    Optional<String> named = words.value("--api").or(() -> surroundings.variable("ORATIO_API_URL"));
    return named.isEmpty() ? Optional.empty() : Optional.of(address(words, named.get()));
  }

  /// An address as its scheme, host and port.
  URI address(Words words, String text) throws WrongWords {
    try {
      URI uri = URI.create(text.contains("://") ? text : "http://" + text);
      boolean isWeb = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (isWeb && uri.getHost() != null && uri.getUserInfo() == null) {
        URI base =
            URI.create(
                uri.getScheme()
                    + "://"
                    + uri.getHost()
                    + (uri.getPort() < 0 ? "" : ":" + uri.getPort()));
        if (uri.getScheme().equals("http") && !isThisMachine(uri.getHost())) {
          screen.aside(
              "oratio: " + base + " is not encrypted: whoever is on the way can read along.");
        }
        return base;
      }
    } catch (IllegalArgumentException _) {
      // said below
    }
    throw words.wrong("'" + text + "' is no address like https://voice.example.com");
  }

  private static boolean isThisMachine(String host) {
    if (host.equals("localhost")) {
      return true;
    }
    try {
      return host.matches("[0-9.]+|\\[[0-9a-fA-F:.]+\\]")
          && InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException _) {
      return false;
    }
  }
}
