package io.oratio.standalone.shell;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Those of a login that is kept in a file: the access token as long as it is good, and a new pair
/// for the refresh token when it is not.
final class LoginCredentials implements Credentials {
  private static final Duration TOO_LATE = Duration.ofSeconds(20);

  private final LoginFile file;
  private final Clock clock;
  private Login login;

  LoginCredentials(LoginFile file, Login login, Clock clock) {
    this.file = file;
    this.login = login;
    this.clock = clock;
  }

  @Override
  public Optional<String> bearer() throws CannotDo, InterruptedException {
    if (clock.instant().plus(TOO_LATE).isBefore(login.expiresAt())) {
      return Optional.of(login.accessToken());
    }
    return renewed(login.accessToken());
  }

  @Override
  public Optional<String> renewed(String refused) throws CannotDo, InterruptedException {
    login = file.alone(() -> refreshed(refused));
    return Optional.of(login.accessToken());
  }

  /// Another command may have done it meanwhile.
  private Login refreshed(String refused) throws CannotDo, InterruptedException {
    Login kept = file.read().orElseThrow(() -> new CannotDo(CannotDo.NOT_ALLOWED, Desk.NOBODY));
    if (!kept.accessToken().equals(refused)) {
      return kept;
    }
    try (Api api = new Api(kept.api(), NONE)) {
      JsonNode answer =
          api.post(
              "/api/auth/refresh",
              JsonMapper.shared().createObjectNode().put("refreshToken", kept.refreshToken()));
      Login fresh = Login.of(kept.api(), answer, clock.instant());
      file.write(fresh);
      return fresh;
    } catch (Refused e) {
      if (e.httpStatus() == 401) {
        throw new CannotDo(CannotDo.NOT_ALLOWED, "Your login has ended: ./oratio login again.");
      }
      throw e;
    }
  }
}
