package io.oratio.control.rig;

import io.oratio.control.web.Authentication;
import io.oratio.control.web.Caller;
import io.oratio.control.web.Credentials;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// Knows whom a test has made known: by a bearer token, or by a cookie for a person with a CSRF
/// token.
public final class FakeAuthentication implements Authentication {
  /// The cookie of a person who came by cookie.
  public static final String COOKIE = "__Host-oratio-session";

  private final Map<String, Caller> callers = new ConcurrentHashMap<>();
  private final AtomicInteger count = new AtomicInteger();

  /// Makes a caller known.
  ///
  /// @return what proves it
  public String know(Caller caller) {
    String token = "test-" + count.incrementAndGet();
    callers.put(token, caller);
    return token;
  }

  @Override
  public Optional<Caller> caller(Credentials credentials) {
    return credentials
        .bearer()
        .or(credentials::apiKey)
        .or(() -> Optional.ofNullable(credentials.cookies().get(COOKIE)))
        .flatMap(it -> Optional.ofNullable(callers.get(it)));
  }
}
