package io.oratio.phone.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SipReaderTest {
  private static final String INVITE =
      """
      INVITE sip:bob@biloxi.example SIP/2.0
      Via: SIP/2.0/UDP pc33.atlanta.example:5066;branch=z9hG4bK776asdhds;rport
      Max-Forwards: 70
      To: Bob <sip:bob@biloxi.example>
      From: "Alice \\"A\\" <x>" <sip:alice@atlanta.example>;tag=1928301774
      Call-ID: a84b4c76e66710
      CSeq: 314159 INVITE
      Contact: <sip:alice@192.0.2.4;transport=tcp>
      Content-Type: application/sdp
      Content-Length: 4

      body\
      """;

  private static SipMessage read(String text) throws MalformedSip {
    byte[] bytes = text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    return SipReader.read(bytes, bytes.length);
  }

  @Test
  void readsAnInvite() throws MalformedSip {
    SipRequest invite = (SipRequest) read(INVITE);
    assertThat(invite.method()).isEqualTo("INVITE");
    assertThat(invite.uri()).isEqualTo("sip:bob@biloxi.example");
    assertThat(invite.callId()).isEqualTo("a84b4c76e66710");
    assertThat(invite.cseq()).isEqualTo(new CSeq(314159, "INVITE"));
    assertThat(invite.via().branch()).isEqualTo("z9hG4bK776asdhds");
    assertThat(invite.via().port()).isEqualTo(5066);
    assertThat(invite.from().display()).isEqualTo("Alice \"A\" <x>");
    assertThat(invite.from().tag()).isEqualTo("1928301774");
    assertThat(invite.to().tag()).isEmpty();
    assertThat(invite.bodyText()).isEqualTo("body");
  }

  @Test
  void readsWhatItWrites() throws MalformedSip {
    byte[] written = SipWriter.write(read(INVITE));
    assertThat(SipWriter.write(SipReader.read(written, written.length))).isEqualTo(written);
  }

  @Test
  void readsAResponseWithCompactNamesFoldedLinesAndSeveralValuesInALine() throws MalformedSip {
    SipResponse ok =
        (SipResponse)
            read(
                """
                SIP/2.0 200 It is fine
                v: SIP/2.0/TCP one:5060;branch=z9hG4bK1,
                  SIP/2.0/UDP [2001:db8::9]:5070;branch=z9hG4bK2
                f: <sip:a@b>;tag=1
                t: <sip:c@d>;tag=2
                i: x
                CSEQ: 1 BYE
                l: 0

                """);
    assertThat(ok.status()).isEqualTo(200);
    assertThat(ok.reason()).isEqualTo("It is fine");
    assertThat(ok.headers().values("Via")).hasSize(2);
    assertThat(Via.parse(ok.headers().values("Via").get(1)).orElseThrow().host())
        .isEqualTo("2001:db8::9");
    assertThat(ok.to().tag()).isEqualTo("2");
  }

  @Test
  void leavesOutWhatStandsBehindTheCountedBody() throws MalformedSip {
    assertThat(read(INVITE + " and more").bodyText()).isEqualTo("body");
  }

  @Test
  void refusesABareLineFeedInTheHead() {
    byte[] bytes =
        INVITE.replace("\n", "\r\n").replace("70\r\n", "70\n").getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> SipReader.read(bytes, bytes.length)).isInstanceOf(MalformedSip.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 4|Content-Length: 5",
        "Content-Length: 4|Content-Length: -1",
        "CSeq: 314159 INVITE|CSeq: 314159 BYE",
        "CSeq: 314159 INVITE|CSeq: 99999999999 INVITE",
        "CSeq: 314159 INVITE|X: y",
        "Call-ID: a84b4c76e66710|Call-ID:",
        "SIP/2.0/UDP pc33|SIP/3.0/UDP pc33",
        "To: Bob <sip:bob@biloxi.example>|To: Bob",
        "Max-Forwards: 70|To: <sip:second@one.example>",
        "INVITE sip:bob|INVITE  sip:bob",
        "Max-Forwards: 70|: nameless",
        "Max-Forwards: 70|without a colon",
      })
  void refusesWhatBreaksARule(String change) {
    String[] parts = change.split("\\|");
    assertThatThrownBy(() -> read(INVITE.replace(parts[0], parts[1])))
        .isInstanceOf(MalformedSip.class);
  }

  @Test
  void refusesTooManyHeadersAndTooLongLines() {
    String many = INVITE.replace("Max-Forwards: 70", "X: y\n".repeat(200) + "X: y");
    assertThatThrownBy(() -> read(many)).hasMessageContaining("headers");
    String folded = INVITE.replace("Max-Forwards: 70", "X: y" + "\n " + "z".repeat(9_000));
    assertThatThrownBy(() -> read(folded)).hasMessageContaining("line");
  }

  @Test
  void neverThrowsAnythingElseForAnyBytes() {
    byte[] whole = INVITE.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      byte[] broken = whole.clone();
      for (int k = 0; k <= random.nextInt(4); k++) {
        broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
      }
      int length = random.nextInt(broken.length + 1);
      try {
        SipMessage message = SipReader.read(broken, length);
        assertThat(message.from()).isNotNull();
        assertThat(message.via()).isNotNull();
      } catch (MalformedSip e) {
        assertThat(e.getMessage()).isNotBlank();
      }
    }
  }

  @Test
  void readsUris() {
    SipUri uri = SipUri.parse("sip:+49301@[2001:db8::1]:5080;transport=TCP;lr").orElseThrow();
    assertThat(uri.user()).isEqualTo("+49301");
    assertThat(uri.host()).isEqualTo("2001:db8::1");
    assertThat(uri.portOrDefault()).isEqualTo(5080);
    assertThat(uri.transport()).isEqualTo(Transport.TCP);
    assertThat(SipUri.parse("sip:x.example").orElseThrow().portOrDefault()).isEqualTo(5060);
    assertThat(SipUri.parse("sip:a@b?Replaces=x").orElseThrow().host()).isEqualTo("b");
    for (String none :
        new String[] {"tel:+1", "sip:", "sip:a@", "sip:a@b:0", "sip:a@b:99999", "sip:a b@c", "x"}) {
      assertThat(SipUri.parse(none)).as(none).isEmpty();
    }
  }
}
