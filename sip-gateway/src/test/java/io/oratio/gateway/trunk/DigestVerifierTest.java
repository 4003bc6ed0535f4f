package io.oratio.gateway.trunk;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.trunk.Secret;
import io.oratio.domain.trunk.Trunk;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigestVerifierTest {
  private static final String URI = "sip:100@example.com";
  private static final InetAddress HERE = InetAddress.getLoopbackAddress();
  private static final Trunk.Credentials ALICE =
      new Trunk.Credentials("alice", new Secret("open sesame"), "oratio");
  private static final Trunk TRUNK =
      new Trunk(
          new TenantId("t"),
          "a",
          "a",
          Optional.empty(),
          5060,
          Trunk.Transport.UDP,
          Optional.of(ALICE),
          List.of(),
          List.of("PCMU"),
          false,
          1,
          1);

  private final PinnedClock clock = new PinnedClock();
  private final DigestVerifier verifier =
      new DigestVerifier(List.of(DigestAlgorithm.values()), clock, new SecureRandom());

  private static final class PinnedClock extends Clock {
    private Instant now = Instant.parse("2026-11-21T10:00:00Z");

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  private DigestFields answer(Trunk.Credentials credentials) {
    List<String> challenges = verifier.challenges(HERE, List.of("oratio"), false);
    return DigestFields.parse(
            new DigestAnswer(credentials, new SecureRandom())
                .answer(challenges, "INVITE", URI)
                .orElseThrow())
        .orElseThrow();
  }

  private DigestVerdict judge(DigestFields given, String key) {
    return verifier.verify(given, "INVITE", key, HERE, List.of(TRUNK));
  }

  @Test
  void verifiesItsOwnChallengeAnswered() {
    assertThat(judge(answer(ALICE), "call 1")).isEqualTo(new DigestVerdict.Verified(TRUNK));
  }

  @Test
  void takesTheSameRequestAgainButNoOtherWithItsCredentials() {
    DigestFields given = answer(ALICE);
    judge(given, "call 1");
    assertThat(judge(given, "call 1")).isEqualTo(new DigestVerdict.Verified(TRUNK));
    assertThat(judge(given, "call 2")).isEqualTo(new DigestVerdict.Replayed());
  }

  @Test
  void takesANonceAgainWithTheNextCount() {
    List<String> challenges = verifier.challenges(HERE, List.of("oratio"), false);
    DigestAnswer client = new DigestAnswer(ALICE, new SecureRandom());
    for (int i = 1; i <= 3; i++) {
      String value = client.answer(challenges, "INVITE", URI).orElseThrow();
      assertThat(value).contains("nc=0000000" + i);
      assertThat(judge(DigestFields.parse(value).orElseThrow(), "call " + i))
          .isEqualTo(new DigestVerdict.Verified(TRUNK));
    }
  }

  @Test
  void asksForAFreshNonceWhenItIsOld() {
    DigestFields given = answer(ALICE);
    clock.now = clock.now.plus(Duration.ofSeconds(61));
    assertThat(judge(given, "call 1")).isEqualTo(new DigestVerdict.Stale());
  }

  @Test
  void refusesAWrongPasswordEvenWithAnOldNonce() {
    DigestFields given = answer(new Trunk.Credentials("alice", new Secret("guess"), "oratio"));
    assertThat(judge(given, "call 1")).isEqualTo(new DigestVerdict.Wrong());
    clock.now = clock.now.plus(Duration.ofSeconds(61));
    assertThat(judge(given, "call 1")).isEqualTo(new DigestVerdict.Wrong());
  }

  @Test
  void refusesAnUnknownUser() {
    DigestFields given = answer(ALICE);
    assertThat(verifier.verify(given, "INVITE", "k", HERE, List.of()))
        .isEqualTo(new DigestVerdict.Wrong());
  }

  @Test
  void refusesCredentialsOfAnotherMethodOrSource() throws Exception {
    DigestFields given = answer(ALICE);
    List<Trunk> trunks = List.of(TRUNK);
    assertThat(verifier.verify(given, "BYE", "k", HERE, trunks))
        .isEqualTo(new DigestVerdict.Wrong());
    InetAddress there = InetAddress.getByName("192.0.2.1");
    assertThat(verifier.verify(given, "INVITE", "k", there, trunks))
        .isEqualTo(new DigestVerdict.Wrong());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Digest username=\"alice\", realm=\"oratio\", nonce=\"x\", uri=\"sip:100@example.com\","
            + " response=\"00\", qop=auth, nc=00000001, cnonce=\"c\"",
        "Digest username=\"alice\"",
        "Digest algorithm=SHA-512-256",
        "Digest nc=zzzzzzzz, qop=auth, cnonce=\"a\""
      })
  void refusesWhatIsForgedOrIncomplete(String value) {
    assertThat(judge(DigestFields.parse(value).orElseThrow(), "k"))
        .isEqualTo(new DigestVerdict.Wrong());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Basic abc",
        "Digest",
        "Digest x",
        "Digest a=\"unterminated",
        "Digest a=\"1\" b=\"2\"",
        "Digest a=1, a=2",
        "Digest =1"
      })
  void readsNoFieldsFromWhatIsNotDigest(String value) {
    assertThat(DigestFields.parse(value)).isEmpty();
  }

  @Test
  void readsQuotedCommasAndEscapes() {
    DigestFields fields =
        DigestFields.parse("digest realm=\"a, \\\"b\\\"\" , nc = 00000001,qop=auth").orElseThrow();
    assertThat(fields.of("realm")).contains("a, \"b\"");
    assertThat(fields.of("nc")).contains("00000001");
    assertThat(fields.of("qop")).contains("auth");
  }

  @Test
  void answersAServerWithoutQopAndPassesItsOpaqueBack() {
    String value =
        new DigestAnswer(ALICE, new SecureRandom())
            .answer(List.of("Digest realm=\"r\", nonce=\"n\", opaque=\"o\""), "BYE", URI)
            .orElseThrow();
    assertThat(value).contains("opaque=\"o\"", "algorithm=MD5").doesNotContain("qop", "nc=");
  }

  @Test
  void answersNothingItCannotMeet() {
    DigestAnswer client = new DigestAnswer(ALICE, new SecureRandom());
    assertThat(client.answer(List.of("Basic realm=\"r\""), "BYE", URI)).isEmpty();
    assertThat(
            client.answer(List.of("Digest realm=\"r\", nonce=\"n\", qop=\"auth-int\""), "BYE", URI))
        .isEmpty();
    assertThat(
            client.answer(
                List.of("Digest realm=\"r\", nonce=\"n\", algorithm=SHA-512"), "BYE", URI))
        .isEmpty();
  }

  @Test
  void makesOldNoncesStaleWhenItsMemoryIsFull() {
    Nonces nonces = new Nonces(new byte[32], Duration.ofMinutes(10), clock);
    String first = nonces.make(HERE, "r");
    nonces.use(first, 1, "k");
    clock.now = clock.now.plusMillis(1);
    for (int i = 0; i < 10_000; i++) {
      clock.now = clock.now.plusMillis(1);
      nonces.use(nonces.make(HERE, "r"), 1, "k");
    }
    assertThat(nonces.age(first, HERE, "r")).isEqualTo(Nonces.Age.STALE);
    assertThat(nonces.age(nonces.make(HERE, "r"), HERE, "r")).isEqualTo(Nonces.Age.FRESH);
    assertThat(nonces.age("not base64 !", HERE, "r")).isEqualTo(Nonces.Age.FORGED);
  }

  @Test
  void limitsHowOftenOneNonceIsCounted() {
    Nonces nonces = new Nonces(new byte[32], Duration.ofMinutes(10), clock);
    String nonce = nonces.make(HERE, "r");
    for (int count = 1; count <= 256; count++) {
      assertThat(nonces.use(nonce, count, "k" + count)).isEqualTo(Nonces.Use.FIRST);
    }
    assertThat(nonces.use(nonce, 257, "k257")).isEqualTo(Nonces.Use.REPLAYED);
  }
}
