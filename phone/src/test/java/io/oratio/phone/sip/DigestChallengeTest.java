package io.oratio.phone.sip;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DigestChallengeTest {
  private static final Credentials MUFASA = new Credentials("Mufasa", "Circle of Life");

  /// The two examples of RFC 7616 §3.9.1.
  @Test
  void answersTheExamplesOfRfc7616() {
    assertThat(answered("MD5")).contains("response=\"8ca523f5e9506fed4657c9700eebdbec\"");
    assertThat(answered("SHA-256"))
        .contains("response=\"753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1\"")
        .contains("nc=00000001")
        .contains("opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"");
  }

  private static String answered(String algorithm) {
    return DigestChallenge.parse(
            "Digest realm=\"http-auth@example.org\", qop=\"auth, auth-int\", algorithm="
                + algorithm
                + ", nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\","
                + " opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"")
        .orElseThrow()
        .answer(
            MUFASA, "GET", "/dir/index.html", 1, "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ");
  }

  @Test
  void takesTheFirstChallengeItCanAnswer() {
    Headers headers =
        Headers.NONE
            .with("WWW-Authenticate", "Bearer realm=\"x\"")
            .with("WWW-Authenticate", "Digest realm=\"a, b\", nonce=\"n\", algorithm=AKAv1-MD5")
            .with("WWW-Authenticate", "Digest realm=\"a, b\", nonce=\"n\", algorithm=SHA-256")
            .with("WWW-Authenticate", "Digest realm=\"a, b\", nonce=\"n\"");
    SipResponse response = new SipResponse(401, "Unauthorized", headers, new byte[0]);
    DigestChallenge challenge = DigestChallenge.in(response).orElseThrow();
    assertThat(challenge.algorithm()).isEqualTo("SHA-256");
    assertThat(challenge.realm()).isEqualTo("a, b");
    assertThat(challenge.hasQop()).isFalse();
  }

  @Test
  void doesNotAnswerWhatAsksForMoreThanAuth() {
    assertThat(DigestChallenge.parse("Digest realm=\"a\", nonce=\"n\", qop=\"auth-int\""))
        .isEmpty();
    assertThat(DigestChallenge.parse("Digest realm=\"a\"")).isEmpty();
  }

  @Test
  void printsCredentialsWithoutThePassword() {
    assertThat(MUFASA.toString()).contains("Mufasa").doesNotContain("Circle");
  }
}
