package io.oratio.gateway.trunk;

import io.oratio.domain.trunk.Secret;
import io.oratio.domain.trunk.Trunk;
import io.oratio.gateway.trunk.DigestVerdict.Replayed;
import io.oratio.gateway.trunk.DigestVerdict.Stale;
import io.oratio.gateway.trunk.DigestVerdict.Verified;
import io.oratio.gateway.trunk.DigestVerdict.Wrong;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// The server's side of digest authentication (RFC 7616, RFC 8760): `qop=auth` always. An unknown
/// user costs and answers the same as a wrong password. Any thread.
public final class DigestVerifier {
  private static final Duration NONCE_LIFE = Duration.ofSeconds(60);
  private static final Trunk.Credentials NOBODY =
      new Trunk.Credentials("nobody", new Secret("nothing"), "nowhere");

  private final List<DigestAlgorithm> offered;
  private final Nonces nonces;

  /// @param offered what may be used, the preferred first; old clients look at the first only
  /// @param random strong randomness; it makes the key that signs nonces, for this process only
  public DigestVerifier(List<DigestAlgorithm> offered, Clock clock, RandomGenerator random) {
    this.offered = List.copyOf(offered);
    byte[] key = new byte[32];
    random.nextBytes(key);
    this.nonces = new Nonces(key, NONCE_LIFE, clock);
  }

  /// The values of the `WWW-Authenticate` headers to send.
  ///
  /// @param stale whether the last try failed for its nonce only
  public List<String> challenges(InetAddress source, List<String> realms, boolean stale) {
    List<String> values = new ArrayList<>();
    for (DigestAlgorithm algorithm : offered) {
      for (String realm : realms) {
        values.add(
            "Digest realm=\""
                + realm.replaceAll("[\"\\\\\\p{Cntrl}]", "")
                + "\", qop=\"auth\", nonce=\""
                + nonces.make(source, realm)
                + "\", algorithm="
                + algorithm.token()
                + (stale ? ", stale=true" : ""));
      }
    }
    return values;
  }

  /// Judges credentials. The URI they name need not be the request's: proxies rewrite that one, and
  /// clients name their server (RFC 3261 §22.4); a recorded answer is caught by its count instead.
  ///
  /// @param method of the request
  /// @param requestKey what tells this request from all others but its own repetitions
  /// @param candidates the trunks it may be, those of the user named; may be empty
  public DigestVerdict verify(
      DigestFields given,
      String method,
      String requestKey,
      InetAddress source,
      List<Trunk> candidates) {
    Optional<DigestAlgorithm> algorithm = DigestAlgorithm.named(given.of("algorithm"));
    String nonceCount = given.orEmpty("nc");
    boolean isWellFormed =
        algorithm.filter(offered::contains).isPresent()
            && given.orEmpty("qop").equalsIgnoreCase("auth")
            && nonceCount.matches("[0-9a-fA-F]{8}")
            && !given.orEmpty("cnonce").isEmpty()
            && !given.orEmpty("uri").isEmpty();
    Optional<Trunk> right =
        rightful(given, algorithm.orElse(DigestAlgorithm.SHA_256), method, candidates);
    Nonces.Age age = nonces.age(given.orEmpty("nonce"), source, given.orEmpty("realm"));
    if (!isWellFormed || age == Nonces.Age.FORGED || right.isEmpty()) {
      return new Wrong();
    }
    if (age == Nonces.Age.STALE) {
      return new Stale();
    }
    return switch (nonces.use(given.orEmpty("nonce"), Long.parseLong(nonceCount, 16), requestKey)) {
      case FIRST, REPEATED -> new Verified(right.get());
      case REPLAYED -> new Replayed();
    };
  }

  /// The trunk whose password it is. Nobody's is tried when there is no candidate, so that the time
  /// does not tell.
  private static Optional<Trunk> rightful(
      DigestFields given, DigestAlgorithm algorithm, String method, List<Trunk> candidates) {
    if (candidates.isEmpty()) {
      matches(given, algorithm, method, NOBODY);
      return Optional.empty();
    }
    Optional<Trunk> right = Optional.empty();
    for (Trunk trunk : candidates) {
      Trunk.Credentials credentials = trunk.credentials().orElse(NOBODY);
      boolean isRealm = credentials.realm().equals(given.orEmpty("realm"));
      if (matches(given, algorithm, method, credentials) && isRealm && right.isEmpty()) {
        right = Optional.of(trunk);
      }
    }
    return right;
  }

  private static boolean matches(
      DigestFields given, DigestAlgorithm algorithm, String method, Trunk.Credentials credentials) {
    String expected =
        algorithm.response(
            credentials.username(),
            given.orEmpty("realm"),
            credentials.password().reveal(),
            method,
            given.orEmpty("uri"),
            given.orEmpty("nonce"),
            given.orEmpty("nc"),
            given.orEmpty("cnonce"));
    boolean isSame =
        MessageDigest.isEqual(
            expected.getBytes(StandardCharsets.UTF_8),
            given.orEmpty("response").toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
    return isSame && credentials.username().equals(given.orEmpty("username"));
  }
}
