package io.oratio.control.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.oratio.control.rig.ApiRig;
import io.oratio.control.trust.MovedClock;
import io.oratio.control.trust.SigningKeys;
import io.oratio.control.trust.Tokens;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/// Access tokens that somebody made or changed, shown to the real server.
@Timeout(60)
class ForgedTokenTest {
  private static ApiRig rig;
  private static String genuine;
  private static JWTClaimsSet claims;
  private static ECKey ours;
  private static ECKey foreign;

  @BeforeAll
  static void start() throws Exception {
    rig = ApiRig.start(AccountParts.class);
    genuine = Somebody.registered(rig).signIn().path("accessToken").stringValue("");
    claims = SignedJWT.parse(genuine).getJWTClaimsSet();
    ours = rig.bean(SigningKeys.class).current().pair();
    foreign = new ECKeyGenerator(Curve.P_256).keyID("sig_foreign").generate();
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  @Test
  void takesTheGenuineOne() throws Exception {
    assertStatus(genuine, 200);
    assertStatus(forged(new ECDSASigner(ours), it -> it, claims), 200);
  }

  @TestFactory
  Stream<DynamicTest> refuses() throws Exception {
    Map<String, String> tokens = new LinkedHashMap<>();
    String[] parts = genuine.split("\\.");
    for (String none : new String[] {"none", "None", "NONE", "nOnE", ""}) {
      String header = base64("{\"alg\":\"%s\",\"typ\":\"at+jwt\"}".formatted(none));
      tokens.put("no algorithm '" + none + "'", header + "." + parts[1] + ".");
      tokens.put("no algorithm '" + none + "', signed", header + "." + parts[1] + "." + parts[2]);
    }
    Map<String, byte[]> secrets = new LinkedHashMap<>();
    secrets.put("the public key as JWK", utf8(ours.toPublicJWK().toJSONString()));
    secrets.put("the public key as DER", ours.toECPublicKey().getEncoded());
    secrets.put(
        "the public key as PEM",
        utf8(
            "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(ours.toECPublicKey().getEncoded())
                + "\n-----END PUBLIC KEY-----\n"));
    secrets.put("zeros", new byte[32]);
    for (Map.Entry<String, byte[]> secret : secrets.entrySet()) {
      tokens.put(
          "HMAC under " + secret.getKey(),
          forged(
              new JWSHeader.Builder(JWSAlgorithm.HS256)
                  .type(new JOSEObjectType("at+jwt"))
                  .keyID(ours.getKeyID()),
              new MACSigner(secret.getValue()),
              claims));
    }
    for (String kid :
        new String[] {
          "../../../../../../dev/null",
          "/dev/null",
          "signing-keys.json",
          "..\\..\\signing-keys.json",
          "%2e%2e%2fsigning-keys.json",
          "' OR 1=1 --",
          "|id",
          "https://evil.example.com/keys",
          "a".repeat(2000),
          ""
        }) {
      String name = "the key id '" + (kid.length() > 40 ? "a…" : kid) + "'";
      tokens.put(name, forged(new ECDSASigner(foreign), it -> it.keyID(kid), claims));
      tokens.put(
          name + " under zeros",
          forged(
              new JWSHeader.Builder(JWSAlgorithm.HS256)
                  .type(new JOSEObjectType("at+jwt"))
                  .keyID(kid),
              new MACSigner(new byte[32]),
              claims));
    }
    URI elsewhere = URI.create("https://evil.example.com/keys");
    JWSSigner theirs = new ECDSASigner(foreign);
    tokens.put("another's key under our id", forged(theirs, it -> it, claims));
    tokens.put("a key that it brings", forged(theirs, it -> it.jwk(foreign.toPublicJWK()), claims));
    tokens.put("jku", forged(theirs, it -> it.jwkURL(elsewhere), claims));
    tokens.put("x5u", forged(theirs, it -> it.x509CertURL(elsewhere), claims));
    JWSSigner right = new ECDSASigner(ours);
    tokens.put("jku, rightly signed", forged(right, it -> it.jwkURL(elsewhere), claims));
    tokens.put("x5u, rightly signed", forged(right, it -> it.x509CertURL(elsewhere), claims));
    tokens.put(
        "another type", forged(right, it -> it.type(new JOSEObjectType("widget+jwt")), claims));
    tokens.put("no type", forged(right, it -> it.type(null), claims));
    tokens.put("another audience", forged(right, with("aud", "widget")));
    tokens.put("another issuer", forged(right, with("iss", "https://evil.example.com")));
    tokens.put("no end", forged(right, with("exp", null)));
    tokens.put(
        "an end that is past",
        forged(right, with("exp", Date.from(rig.bean(MovedClock.class).instant()))));
    tokens.put("another person", forged(right, with("sub", "usr_other")));
    tokens.put("another tenant", forged(right, with("tid", "ten_other")));
    tokens.put("another login", forged(right, with("sid", "lgn_other")));
    tokens.put("no login", forged(right, with("sid", null)));
    tokens.put("another's signature", parts[0] + "." + parts[1] + "." + another()[2]);
    tokens.put("another's claims", parts[0] + "." + another()[1] + "." + parts[2]);
    tokens.put("no signature", parts[0] + "." + parts[1] + ".");
    tokens.put(
        "a signature of zeros",
        parts[0] + "." + parts[1] + "." + Base64.getUrlEncoder().encodeToString(new byte[64]));
    return tokens.entrySet().stream()
        .map(it -> DynamicTest.dynamicTest(it.getKey(), () -> assertStatus(it.getValue(), 401)));
  }

  /// A member of two tenants, or of none any more, is nobody in a tenant that is not theirs, though
  /// our own key says so.
  @Test
  void believesNoTokenOfOursThatGoesBeyondItsLogin() throws Exception {
    JsonNode victim = Somebody.registered(rig).signIn();
    Map<String, String> mixed = new HashMap<>();
    claims.getClaims().forEach((name, it) -> mixed.put(name, String.valueOf(it)));
    mixed.keySet().removeAll(java.util.Set.of("iss", "aud", "exp", "iat"));
    mixed.put("tid", victim.at("/me/tenantId").stringValue(""));
    mixed.put("rol", "owner");
    Tokens tokens = rig.bean(Tokens.class);
    assertStatus(tokens.sign(Tokens.Kind.ACCESS, Duration.ofMinutes(5), mixed), 401);
  }

  private static String[] another() {
    return Somebody.registered(rig).signIn().path("accessToken").stringValue("").split("\\.");
  }

  private static JWTClaimsSet with(String name, @org.jspecify.annotations.Nullable Object value) {
    return new JWTClaimsSet.Builder(claims).claim(name, value).build();
  }

  private static String forged(JWSSigner signer, JWTClaimsSet set) throws Exception {
    return forged(signer, it -> it, set);
  }

  private static String forged(
      JWSSigner signer, UnaryOperator<JWSHeader.Builder> header, JWTClaimsSet set)
      throws Exception {
    return forged(
        header.apply(
            new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(new JOSEObjectType("at+jwt"))
                .keyID(ours.getKeyID())),
        signer,
        set);
  }

  private static String forged(JWSHeader.Builder header, JWSSigner signer, JWTClaimsSet set)
      throws Exception {
    SignedJWT token = new SignedJWT(header.build(), set);
    token.sign(signer);
    return token.serialize();
  }

  private static void assertStatus(String token, int status) {
    assertThat(rig.nobody().with("Authorization", "Bearer " + token).get("/api/auth/me").status())
        .isEqualTo(status);
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(utf8(text));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
