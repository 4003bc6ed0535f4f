package io.oratio.phone.call;

import io.oratio.phone.sip.Headers;
import io.oratio.phone.sip.SipRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Asks every caller for a password and checks it with arithmetic of its own (RFC 7616 §3.4.1).
final class Challenger implements Function<SipRequest, Reaction> {
  private final int status;
  private final String algorithm;
  private final String user;
  private final String password;
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicInteger verified = new AtomicInteger();

  Challenger(int status, String algorithm, String user, String password) {
    this.status = status;
    this.algorithm = algorithm;
    this.user = user;
    this.password = password;
  }

  int asked() {
    return asked.get();
  }

  int verified() {
    return verified.get();
  }

  @Override
  public Reaction apply(SipRequest invite) {
    String header = status == 401 ? "Authorization" : "Proxy-Authorization";
    Optional<String> answer = invite.headers().first(header);
    if (answer.isPresent() && isRight(answer.get(), invite.uri())) {
      verified.incrementAndGet();
      return new Reaction.Answer(CallOptions.USUAL, Duration.ZERO);
    }
    asked.incrementAndGet();
    String challenge =
        "Digest realm=\"test, realm\", nonce=\"abc\", qop=\"auth\", algorithm=" + algorithm;
    return new Reaction.Refuse(
        status,
        "Password, please",
        Headers.NONE.with(status == 401 ? "WWW-Authenticate" : "Proxy-Authenticate", challenge));
  }

  private boolean isRight(String answer, String uri) {
    String ha1 = hash(user + ":test, realm:" + password);
    String ha2 = hash("INVITE:" + uri);
    String expected =
        hash(ha1 + ":abc:" + part(answer, "nc") + ":" + part(answer, "cnonce") + ":auth:" + ha2);
    return part(answer, "response").equals(expected)
        && part(answer, "uri").equals(uri)
        && part(answer, "algorithm").equals(algorithm);
  }

  private static String part(String answer, String name) {
    Matcher matcher = Pattern.compile("[ ,]" + name + "=\"?([^\",]*)").matcher(answer);
    return matcher.find() ? matcher.group(1) : "";
  }

  private String hash(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
