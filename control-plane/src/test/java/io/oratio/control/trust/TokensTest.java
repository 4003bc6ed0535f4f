package io.oratio.control.trust;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokensTest {
  private static final String ISSUER = "https://voice.example.com";

  private final MovedClock clock = new MovedClock(Instant.parse("2026-11-21T08:00:00Z"));
  @TempDir private Path folder;
  private FileSigningKeys keys;
  private Tokens tokens;

  @BeforeEach
  void begin() {
    keys =
        new FileSigningKeys(
            folder.resolve("keys.json"), Duration.ofDays(30), clock, new SecureRandom());
    tokens = new Tokens(keys, ISSUER, clock);
  }

  @Test
  void readsWhatItHasSigned() {
    String token = sign(Tokens.Kind.ACCESS);

    assertThat(tokens.read(Tokens.Kind.ACCESS, token))
        .isInstanceOfSatisfying(
            Tokens.Reading.Genuine.class, it -> assertThat(it.claim("sub")).contains("usr_1"));
  }

  @Test
  void tellsOneThatHasExpired() {
    String token = sign(Tokens.Kind.ACCESS);

    clock.pass(Duration.ofMinutes(15));

    assertThat(tokens.read(Tokens.Kind.ACCESS, token)).isInstanceOf(Tokens.Reading.Expired.class);
  }

  @Test
  void takesNoKindForAnother() {
    String token = sign(Tokens.Kind.WIDGET);

    assertForeign(token);
  }

  @Test
  void refusesATokenWithoutASignature() {
    String payload = sign(Tokens.Kind.ACCESS).split("\\.")[1];

    assertForeign(base64("{\"alg\":\"none\",\"typ\":\"at+jwt\"}") + "." + payload + ".");
    assertForeign(base64("{\"alg\":\"NONE\",\"typ\":\"at+jwt\"}") + "." + payload + ".");
  }

  @Test
  void refusesHmacUnderThePublicKey() throws Exception {
    SigningKey key = keys.current();
    byte[] publicKey = key.pair().toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8);
    byte[] encoded = key.pair().toECPublicKey().getEncoded();

    assertForeign(forged(JWSAlgorithm.HS256, new MACSigner(publicKey), it -> it));
    assertForeign(forged(JWSAlgorithm.HS256, new MACSigner(encoded), it -> it));
  }

  @Test
  void refusesAnotherAlgorithmUnderAnotherKey() throws Exception {
    assertForeign(
        forged(
            JWSAlgorithm.RS256, new RSASSASigner(new RSAKeyGenerator(2048).generate()), it -> it));
  }

  @Test
  void refusesAKeyThatIsNotOurs() throws Exception {
    ECKey foreign = new ECKeyGenerator(Curve.P_256).keyID("sig_foreign").generate();

    // Under our key's name, and under its own.
    assertForeign(forged(JWSAlgorithm.ES256, new ECDSASigner(foreign), it -> it));
    assertForeign(
        forged(JWSAlgorithm.ES256, new ECDSASigner(foreign), it -> it.keyID("sig_foreign")));
    assertForeign(
        forged(JWSAlgorithm.ES256, new ECDSASigner(foreign), it -> it.jwk(foreign.toPublicJWK())));
  }

  @Test
  void refusesAHeaderThatPointsToAKeyEvenUnderOurs() throws Exception {
    ECDSASigner ours = new ECDSASigner(keys.current().pair());
    URI elsewhere = URI.create("https://evil.example.com/keys");

    assertThat(tokens.read(Tokens.Kind.ACCESS, forged(JWSAlgorithm.ES256, ours, it -> it)))
        .isInstanceOf(Tokens.Reading.Genuine.class);
    assertForeign(forged(JWSAlgorithm.ES256, ours, it -> it.jwkURL(elsewhere)));
    assertForeign(forged(JWSAlgorithm.ES256, ours, it -> it.x509CertURL(elsewhere)));
    assertForeign(
        forged(JWSAlgorithm.ES256, ours, it -> it.type(new JOSEObjectType("widget+jwt"))));
  }

  @Test
  void refusesAnotherIssuersAndAnotherAudiencesClaims() throws Exception {
    ECDSASigner ours = new ECDSASigner(keys.current().pair());

    assertForeign(
        forged(ours, new JWTClaimsSet.Builder(claims()).issuer("https://evil.example.com")));
    assertForeign(forged(ours, new JWTClaimsSet.Builder(claims()).audience("widget")));
    assertForeign(forged(ours, new JWTClaimsSet.Builder(claims()).expirationTime(null)));
  }

  @Test
  void refusesAChangedPayload() {
    String[] parts = sign(Tokens.Kind.ACCESS).split("\\.");
    String payload = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);

    assertForeign(parts[0] + "." + base64(payload.replace("usr_1", "usr_2")) + "." + parts[2]);
  }

  @Test
  void refusesWordsThatAreNoTokens() {
    assertForeign("");
    assertForeign("made-up");
    assertForeign("..");
    assertForeign("a".repeat(100_000));
  }

  @Test
  void believesTheKeyBeforeButNotTheOneBeforeThat() {
    String first = tokens.sign(Tokens.Kind.ACCESS, Duration.ofDays(365), Map.of("sub", "usr_1"));

    clock.pass(Duration.ofDays(31));
    sign(Tokens.Kind.ACCESS);
    assertThat(tokens.read(Tokens.Kind.ACCESS, first)).isInstanceOf(Tokens.Reading.Genuine.class);
    assertThat(keys.all()).hasSize(2);

    clock.pass(Duration.ofDays(31));
    assertForeign(first);
    assertThat(keys.all()).hasSize(2);
  }

  @Test
  void sharesItsFileWithAnotherProcess() {
    String token = sign(Tokens.Kind.ACCESS);
    FileSigningKeys others =
        new FileSigningKeys(
            folder.resolve("keys.json"), Duration.ofDays(30), clock, new SecureRandom());
    assertThat(new Tokens(others, ISSUER, clock).read(Tokens.Kind.ACCESS, token))
        .isInstanceOf(Tokens.Reading.Genuine.class);

    clock.pass(Duration.ofDays(30));
    String theirs =
        new Tokens(others, ISSUER, clock)
            .sign(Tokens.Kind.ACCESS, Duration.ofMinutes(15), Map.of("sub", "usr_1"));

    assertThat(tokens.read(Tokens.Kind.ACCESS, theirs)).isInstanceOf(Tokens.Reading.Genuine.class);
    assertThat(keys.current().keyId()).isEqualTo(others.current().keyId());
  }

  private String sign(Tokens.Kind kind) {
    return tokens.sign(kind, Duration.ofMinutes(15), Map.of("sub", "usr_1"));
  }

  private JWTClaimsSet claims() {
    return new JWTClaimsSet.Builder()
        .issuer(ISSUER)
        .audience("control-plane")
        .subject("usr_1")
        .expirationTime(Date.from(clock.instant().plusSeconds(60)))
        .build();
  }

  private String forged(
      JWSAlgorithm algorithm, JWSSigner signer, UnaryOperator<JWSHeader.Builder> header)
      throws JOSEException {
    JWSHeader.Builder usual =
        new JWSHeader.Builder(algorithm)
            .type(new JOSEObjectType("at+jwt"))
            .keyID(keys.current().keyId());
    SignedJWT token = new SignedJWT(header.apply(usual).build(), claims());
    token.sign(signer);
    return token.serialize();
  }

  private String forged(JWSSigner signer, JWTClaimsSet.Builder claims) throws JOSEException {
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(new JOSEObjectType("at+jwt"))
                .keyID(keys.current().keyId())
                .build(),
            claims.build());
    token.sign(signer);
    return token.serialize();
  }

  private void assertForeign(String token) {
    assertThat(tokens.read(Tokens.Kind.ACCESS, token)).isInstanceOf(Tokens.Reading.Foreign.class);
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
