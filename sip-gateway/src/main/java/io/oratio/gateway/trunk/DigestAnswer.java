package io.oratio.gateway.trunk;

import io.oratio.domain.trunk.Trunk;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// The client's side of digest authentication, for requests we send within a dialog or out: answers
/// 401 and 407, the strongest algorithm first, with a fresh client nonce and a count that grows
/// with each use of a nonce (RFC 7616 §3.4). One per dialog, used by one thread at a time.
public final class DigestAnswer {
  private static final int NONCES_MAX = 16;

  private final Trunk.Credentials credentials;
  private final RandomGenerator random;
  private final Map<String, Integer> counts = new HashMap<>();

  public DigestAnswer(Trunk.Credentials credentials, RandomGenerator random) {
    this.credentials = credentials;
    this.random = random;
  }

  /// The value of the `Authorization` or `Proxy-Authorization` header, or nothing when none of the
  /// challenges can be met.
  ///
  /// @param challenges the values of all `WWW-Authenticate` or `Proxy-Authenticate` headers
  public Optional<String> answer(List<String> challenges, String method, String uri) {
    for (DigestAlgorithm algorithm : DigestAlgorithm.values()) {
      for (String challenge : challenges) {
        Optional<DigestFields> fields =
            DigestFields.parse(challenge)
                .filter(
                    each ->
                        DigestAlgorithm.named(each.of("algorithm"))
                            .filter(algorithm::equals)
                            .isPresent());
        if (fields.isPresent() && hasUsableQop(fields.get())) {
          return Optional.of(value(fields.get(), algorithm, method, uri));
        }
      }
    }
    return Optional.empty();
  }

  private static boolean hasUsableQop(DigestFields challenge) {
    return challenge.of("qop").isEmpty() || offersAuth(challenge);
  }

  private static boolean offersAuth(DigestFields challenge) {
    return Arrays.stream(challenge.orEmpty("qop").split(","))
        .anyMatch(qop -> qop.strip().toLowerCase(Locale.ROOT).equals("auth"));
  }

  private String value(
      DigestFields challenge, DigestAlgorithm algorithm, String method, String uri) {
    String realm = challenge.orEmpty("realm");
    String nonce = challenge.orEmpty("nonce");
    String user = credentials.username();
    String password = credentials.password().reveal();
    StringBuilder value = new StringBuilder("Digest ");
    value.append("username=\"").append(quoted(user)).append("\", ");
    value.append("realm=\"").append(quoted(realm)).append("\", ");
    value.append("nonce=\"").append(quoted(nonce)).append("\", ");
    value.append("uri=\"").append(quoted(uri)).append("\", ");
    if (offersAuth(challenge)) {
      String count = String.format(Locale.ROOT, "%08x", nextCount(nonce));
      byte[] fresh = new byte[12];
      random.nextBytes(fresh);
      String clientNonce = HexFormat.of().formatHex(fresh);
      String response =
          algorithm.response(user, realm, password, method, uri, nonce, count, clientNonce);
      value.append("response=\"").append(response).append("\", qop=auth, nc=").append(count);
      value.append(", cnonce=\"").append(clientNonce).append("\", ");
    } else {
      String response = algorithm.responseWithoutQop(user, realm, password, method, uri, nonce);
      value.append("response=\"").append(response).append("\", ");
    }
    challenge
        .of("opaque")
        .ifPresent(opaque -> value.append("opaque=\"").append(quoted(opaque)).append("\", "));
    return value.append("algorithm=").append(algorithm.token()).toString();
  }

  private int nextCount(String nonce) {
    if (counts.size() >= NONCES_MAX && !counts.containsKey(nonce)) {
      counts.clear();
    }
    return counts.merge(nonce, 1, Integer::sum);
  }

  private static String quoted(String text) {
    return text.replaceAll("\\p{Cntrl}", "").replace("\\", "\\\\").replace("\"", "\\\"");
  }
}
