package io.oratio.gateway.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.gateway.sdp.Agreement.Agreed;
import io.oratio.gateway.sdp.Agreement.NotAcceptable;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// RFC 3264, with what RFC 8866, 3551, 3605, 4733 and 5761 add.
class NegotiationTest {
  private static final LocalMedia LOCAL = LocalMedia.at(address("192.0.2.10"), 30000);
  private static final List<String> G711 = List.of("PCMU", "PCMA");

  private static InetAddress address(String literal) {
    try {
      return InetAddress.getByName(literal);
    } catch (java.net.UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static String offer(String... lines) {
    return "v=0\r\no=alice 2890844526 2890844526 IN IP4 host.example.com\r\ns= \r\n"
        + "c=IN IP4 198.51.100.1\r\nt=0 0\r\n"
        + String.join("\r\n", lines)
        + "\r\n";
  }

  private static Agreed agreed(String offer) {
    return agreed(offer, LOCAL, G711);
  }

  private static Agreed agreed(String offer, LocalMedia local, List<String> codecs) {
    return switch (Negotiation.answer(offer, local, codecs, 7, 9)) {
      case Agreed agreed -> agreed;
      case NotAcceptable(String why) -> throw new AssertionError(why);
    };
  }

  private static String refused(String offer) {
    return switch (Negotiation.answer(offer, LOCAL, G711, 7, 9)) {
      case Agreed(String sdp, Terms _) -> throw new AssertionError(sdp);
      case NotAcceptable(String why) -> why;
    };
  }

  @Test
  void answersWithTheOffersPayloadTypes() {
    Agreed agreed =
        agreed(
            offer(
                "m=audio 49170 RTP/AVP 96 8 97 0",
                "a=rtpmap:96 telephone-event/8000",
                "a=rtpmap:97 iLBC/8000",
                "a=fmtp:96 0-16",
                "a=ptime:30"));
    assertThat(agreed.sdp())
        .isEqualTo(
            """
            v=0
            o=- 7 9 IN IP4 192.0.2.10
            s=-
            c=IN IP4 192.0.2.10
            t=0 0
            m=audio 30000 RTP/AVP 0 8 96
            a=rtpmap:0 PCMU/8000
            a=rtpmap:8 PCMA/8000
            a=rtpmap:96 telephone-event/8000
            a=fmtp:96 0-15
            a=ptime:30
            a=sendrecv
            """
                .replace("\n", "\r\n"));
    Terms terms = agreed.terms();
    assertThat(terms.rtp()).isEqualTo(new InetSocketAddress("198.51.100.1", 49170));
    assertThat(terms.rtcp()).isEqualTo(new InetSocketAddress("198.51.100.1", 49171));
    assertThat(terms.sendCodec()).isEqualTo("PCMU");
    assertThat(terms.sendPayloadType()).isZero();
    assertThat(terms.receive()).isEqualTo(Map.of(0, "PCMU", 8, "PCMA"));
    assertThat(terms.telephoneEventReceive()).isEqualTo(OptionalInt.of(96));
    assertThat(terms.telephoneEventSend()).isEqualTo(OptionalInt.of(96));
    assertThat(terms.ptimeMs()).isEqualTo(30);
    assertThat(terms.direction()).isEqualTo(Direction.SENDRECV);
  }

  @Test
  void prefersOurOrderOfCodecs() {
    Agreed agreed = agreed(offer("m=audio 1 RTP/AVP 0 8"), LOCAL, List.of("PCMA", "PCMU"));
    assertThat(agreed.terms().sendCodec()).isEqualTo("PCMA");
    assertThat(agreed.sdp()).contains("RTP/AVP 8 0\r\n");
  }

  @Test
  void takesACodecUnderADynamicNumber() {
    Terms terms = agreed(offer("m=audio 1 RTP/AVP 112", "a=rtpmap:112 pcma/8000/1")).terms();
    assertThat(terms.sendPayloadType()).isEqualTo(112);
    assertThat(terms.receive()).isEqualTo(Map.of(112, "PCMA"));
  }

  @Test
  void believesTheMappingMoreThanTheStaticNumber() {
    assertThat(refused(offer("m=audio 1 RTP/AVP 0", "a=rtpmap:0 PCMU/16000")))
        .isEqualTo("no codec is shared");
  }

  @Test
  void answersEveryStreamAndRefusesAllButOneAudio() {
    Agreed agreed =
        agreed(
            offer(
                "m=video 5004 RTP/AVP 31 32",
                "m=audio 49170 RTP/AVP 0",
                "m=audio 49180 RTP/AVP 0",
                "m=image 5006 udptl t38"));
    List<String> streams = agreed.sdp().lines().filter(line -> line.startsWith("m=")).toList();
    assertThat(streams)
        .containsExactly(
            "m=video 0 RTP/AVP 31 32",
            "m=audio 30000 RTP/AVP 0",
            "m=audio 0 RTP/AVP 0",
            "m=image 0 udptl t38");
  }

  @Test
  void takesThePlainStreamWhenASecureOneIsOfferedBeside() {
    Agreed agreed = agreed(offer("m=audio 5004 RTP/SAVP 0", "m=audio 5006 RTP/AVP 0"));
    assertThat(agreed.terms().rtp().getPort()).isEqualTo(5006);
    assertThat(agreed.sdp()).contains("m=audio 0 RTP/SAVP 0\r\nm=audio 30000 RTP/AVP 0\r\n");
  }

  @ParameterizedTest
  @CsvSource({
    "m=audio 5004 RTP/SAVP 0,the audio stream is not plain RTP",
    "m=audio 0 RTP/AVP 0,the audio stream is switched off",
    "m=audio 5004 RTP/AVP 18,no codec is shared",
    "m=audio 5004 RTP/AVP 99,no codec is shared",
    "m=video 5004 RTP/AVP 31,the offer has no audio stream",
  })
  void saysWhyAnOfferIsNotAcceptable(String stream, String why) {
    assertThat(refused(offer(stream))).isEqualTo(why);
  }

  @ParameterizedTest
  @CsvSource({"sendrecv,SENDRECV", "sendonly,RECVONLY", "recvonly,SENDONLY", "inactive,INACTIVE"})
  void mirrorsTheDirection(String theirs, Direction ours) {
    Agreed agreed = agreed(offer("m=audio 5004 RTP/AVP 0", "a=" + theirs));
    assertThat(agreed.terms().direction()).isEqualTo(ours);
    assertThat(agreed.sdp()).endsWith("a=" + ours.attribute() + "\r\n");
  }

  @Test
  void takesTheDirectionOfTheSessionWhenTheStreamHasNone() {
    assertThat(agreed(offer("a=sendonly", "m=audio 1 RTP/AVP 0")).terms().direction())
        .isEqualTo(Direction.RECVONLY);
  }

  @Test
  void understandsTheOldWayOfHolding() {
    Terms terms = agreed(offer("m=audio 1 RTP/AVP 0", "c=IN IP4 0.0.0.0")).terms();
    assertThat(terms.direction()).isEqualTo(Direction.RECVONLY);
    assertThat(terms.rtp().getAddress().isAnyLocalAddress()).isTrue();
    assertThat(
            agreed(offer("m=audio 1 RTP/AVP 0", "c=IN IP4 0.0.0.0", "a=inactive"))
                .terms()
                .direction())
        .isEqualTo(Direction.INACTIVE);
  }

  @Test
  void findsRtcpWhereItIsSaid() {
    assertThat(agreed(offer("m=audio 5004 RTP/AVP 0", "a=rtcp:53020")).terms().rtcp())
        .isEqualTo(new InetSocketAddress("198.51.100.1", 53020));
    assertThat(
            agreed(offer("m=audio 5004 RTP/AVP 0", "a=rtcp:53020 IN IP4 203.0.113.5"))
                .terms()
                .rtcp())
        .isEqualTo(new InetSocketAddress("203.0.113.5", 53020));
  }

  @Test
  void sharesThePortOnlyWhenBothWant() {
    LocalMedia sharing = new LocalMedia(address("192.0.2.10"), 30000, 30005, 20, true);
    String offer = offer("m=audio 5004 RTP/AVP 0", "a=rtcp-mux");
    Agreed shared = agreed(offer, sharing, G711);
    assertThat(shared.terms().rtcpMux()).isTrue();
    assertThat(shared.terms().rtcp().getPort()).isEqualTo(5004);
    assertThat(shared.sdp()).contains("a=rtcp:30005\r\n", "a=rtcp-mux\r\n");
    assertThat(agreed(offer).sdp()).doesNotContain("rtcp-mux");
    assertThat(agreed(offer("m=audio 5004 RTP/AVP 0"), sharing, G711).terms().rtcpMux()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"20,,20", "10,,10", "60,,60", "200,,60", "5,,10", "25,,20", "40,30,30", ",10,10"})
  void keepsPacketsBetweenTenAndSixtyMilliseconds(Integer ptime, Integer most, int agreed) {
    String said = ptime == null ? "a=x" : "a=ptime:" + ptime;
    String limit = most == null ? "a=y" : "a=maxptime:" + most;
    assertThat(agreed(offer("m=audio 1 RTP/AVP 0", said, limit)).terms().ptimeMs())
        .isEqualTo(agreed);
  }

  @Test
  void speaksIpv6() {
    Agreed agreed =
        agreed(
            offer("m=audio 5004 RTP/AVP 0", "c=IN IP6 2001:db8::5"),
            LocalMedia.at(address("2001:db8::1"), 30000),
            G711);
    assertThat(agreed.terms().rtp().getAddress()).isEqualTo(address("2001:db8::5"));
    assertThat(agreed.sdp()).contains("c=IN IP6 2001:db8:0:0:0:0:0:1\r\n");
  }

  @Test
  void looksUpNoNames() {
    assertThat(refused(offer("m=audio 5004 RTP/AVP 0", "c=IN IP4 media.example.com")))
        .contains("not a literal");
    assertThat(refused(offer("m=audio 5004 RTP/AVP 0", "c=IN IP4 224.2.36.42/127")))
        .contains("not a literal");
  }

  @Test
  void repeatsTheTimingOfTheOffer() {
    String offer = offer("m=audio 1 RTP/AVP 0").replace("t=0 0", "t=2873397496 2873404696");
    assertThat(agreed(offer).sdp()).contains("t=2873397496 2873404696\r\n");
  }

  @Test
  void offersAndReadsTheAnswerInTheirOrder() {
    OfferAnswer session = new OfferAnswer(LOCAL, G711, 5);
    String offer = session.offer(Direction.SENDRECV);
    assertThat(offer).contains("m=audio 30000 RTP/AVP 0 8 101\r\n", "o=- 5 5 IN IP4");
    Agreement agreement =
        session.accept(offer("m=audio 4000 RTP/AVP 8 0 101", "a=rtpmap:101 telephone-event/8000"));
    assertThat(agreement)
        .isInstanceOfSatisfying(
            Agreed.class,
            agreed -> {
              assertThat(agreed.sdp()).isEqualTo(offer);
              assertThat(agreed.terms().sendCodec()).isEqualTo("PCMA");
              assertThat(agreed.terms().telephoneEventSend()).isEqualTo(OptionalInt.of(101));
            });
    assertThat(session.accept(offer)).isInstanceOf(NotAcceptable.class);
  }

  @ParameterizedTest
  @CsvSource({
    "m=audio 0 RTP/AVP 0",
    "m=audio 5 RTP/AVP 18",
    "m=video 5 RTP/AVP 31",
    "a=nothing",
    "m=bad"
  })
  void refusesAnAnswerItCannotUse(String line) {
    OfferAnswer session = new OfferAnswer(LOCAL, G711, 5);
    session.offer(Direction.SENDRECV);
    assertThat(session.accept(offer(line))).isInstanceOf(NotAcceptable.class);
  }

  @Test
  void offersOtherCodecsByTheirNames() {
    String offer =
        Negotiation.offer(LOCAL, List.of("opus", "G722", "PCMA"), Direction.SENDONLY, 1, 1);
    assertThat(offer)
        .contains("RTP/AVP 96 9 8 101\r\n", "a=rtpmap:96 opus/48000/2\r\n", "a=sendonly\r\n");
  }

  @Test
  void growsTheVersionOnlyWhenTheAnswerChanges() {
    OfferAnswer session = new OfferAnswer(LOCAL, G711, 100);
    String talk = offer("m=audio 1 RTP/AVP 0");
    String hold = offer("m=audio 1 RTP/AVP 0", "a=sendonly");
    assertThat(version(session.answer(talk))).isEqualTo("o=- 100 100");
    assertThat(version(session.answer(talk))).isEqualTo("o=- 100 100");
    assertThat(version(session.answer(hold))).isEqualTo("o=- 100 101");
    assertThat(version(session.answer(hold))).isEqualTo("o=- 100 101");
    assertThat(version(session.answer(talk))).isEqualTo("o=- 100 102");
    assertThat(session.answer("junk")).isInstanceOf(NotAcceptable.class);
    assertThat(version(session.answer(talk))).isEqualTo("o=- 100 102");
  }

  private static String version(Agreement agreement) {
    if (agreement instanceof Agreed(String sdp, Terms _)) {
      return sdp.lines().skip(1).findFirst().orElseThrow().replaceAll(" IN .*", "");
    }
    throw new AssertionError(agreement);
  }
}
