package io.oratio.control.web.door;

import io.oratio.control.web.Caller;
import io.oratio.control.web.ErrorCode;
import io.oratio.control.web.Refusal;
import io.oratio.control.web.contract.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A browser sends a person's cookie whichever page makes it ask. So a change that a cookie vouches
/// for has to bring what only our own pages know, and a WebSocket has to come from one of them.
final class CsrfRule {
  private final Cors cors;

  CsrfRule(Cors cors) {
    this.cors = cors;
  }

  void check(Operation operation, Caller caller, HttpServletRequest request) {
    Optional<String> token =
        caller instanceof Caller.Person person ? person.csrfToken() : Optional.empty();
    boolean isChangeByCookie = token.isPresent() && !operation.isSafe();
    boolean isOursAlone = operation.isSocket() && !(caller instanceof Caller.Visitor);
    if ((isChangeByCookie || isOursAlone) && !cors.isOurs(request)) {
      throw Refusal.of(
          ErrorCode.ORIGIN_NOT_ALLOWED, "A page of this origin may not ask on your behalf.");
    }
    if (isChangeByCookie && !isSame(token.get(), request.getHeader("X-CSRF-Token"))) {
      throw Refusal.of(
          ErrorCode.CSRF_TOKEN_INVALID, "Send the token of GET /api/auth/csrf in X-CSRF-Token.");
    }
  }

  private static boolean isSame(String wanted, @Nullable String sent) {
    return sent != null
        && MessageDigest.isEqual(
            wanted.getBytes(StandardCharsets.UTF_8), sent.getBytes(StandardCharsets.UTF_8));
  }
}
