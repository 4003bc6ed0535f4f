package io.oratio.phone.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NegotiationTest {
  private static final InetSocketAddress HERE = new InetSocketAddress("127.0.0.1", 30_000);
  private static final InetSocketAddress THERE = new InetSocketAddress("127.0.0.1", 40_000);

  private final Negotiation caller = new Negotiation(5, List.of("PCMA", "PCMU"), true, 20);
  private final Negotiation called = new Negotiation(9, List.of("PCMU", "PCMA"), true, 30);

  @Test
  void theOffersFirstCodecIsAgreedAndKeysBothWays() throws MalformedSdp {
    SessionDescription offer = SdpReader.read(caller.offer(HERE, Direction.SENDRECV));
    Negotiation.Answer answer = called.answer(offer, THERE, Direction.SENDRECV).orElseThrow();
    AudioTerms mine =
        caller.answered(SdpReader.read(answer.text()), Direction.SENDRECV).orElseThrow();
    assertThat(answer.terms().codec()).isEqualTo("PCMA");
    assertThat(answer.terms().sendPayloadType()).isEqualTo(8);
    assertThat(answer.terms().remoteRtp()).isEqualTo(HERE);
    assertThat(answer.terms().sendEvents()).hasValue(101);
    assertThat(mine.codec()).isEqualTo("PCMA");
    assertThat(mine.remoteRtp()).isEqualTo(THERE);
    assertThat(mine.remoteRtcp().getPort()).isEqualTo(40_001);
    assertThat(mine.receiveEvents()).hasValue(101);
    assertThat(mine.receive()).containsEntry(0, "PCMU").containsEntry(8, "PCMA");
    assertThat(mine.direction()).isEqualTo(Direction.SENDRECV);
  }

  @Test
  void holdIsAnsweredWithReceivingOnlyAndTheVersionGrows() throws MalformedSdp {
    long first = SdpReader.read(caller.offer(HERE, Direction.SENDRECV)).version();
    SessionDescription hold = SdpReader.read(caller.offer(HERE, Direction.SENDONLY));
    assertThat(hold.version()).isEqualTo(first + 1);
    Negotiation.Answer answer = called.answer(hold, THERE, Direction.SENDRECV).orElseThrow();
    assertThat(answer.text()).contains("a=recvonly");
    assertThat(answer.terms().direction()).isEqualTo(Direction.RECVONLY);
    assertThat(called.remoteVersion()).isEqualTo(hold.version());
    AudioTerms mine =
        caller.answered(SdpReader.read(answer.text()), Direction.SENDONLY).orElseThrow();
    assertThat(mine.direction()).isEqualTo(Direction.SENDONLY);
  }

  @Test
  void streamsThatAreNotTakenAreAnsweredWithPortZero() throws MalformedSdp {
    String offer =
        caller.offer(HERE, Direction.SENDRECV)
            + "m=video 5000 RTP/AVP 96\r\na=rtpmap:96 VP8/90000\r\n";
    Negotiation.Answer answer =
        called.answer(SdpReader.read(offer), THERE, Direction.SENDRECV).orElseThrow();
    assertThat(answer.text()).contains("m=video 0 RTP/AVP 96");
  }

  @Test
  void dynamicPayloadTypesOfTheOtherSideAreUsed() throws MalformedSdp {
    String offer =
        """
        v=0
        o=x 1 1 IN IP4 192.0.2.1
        s=-
        t=0 0
        m=audio 7000 RTP/AVP 18 97 96
        c=IN IP4 192.0.2.9
        a=rtpmap:97 pcmu/8000
        a=rtpmap:96 telephone-event/8000
        a=rtcp:7009
        a=ptime:40
        a=inactive
        """;
    AudioTerms terms =
        called.answer(SdpReader.read(offer), THERE, Direction.SENDRECV).orElseThrow().terms();
    assertThat(terms.sendPayloadType()).isEqualTo(97);
    assertThat(terms.sendEvents()).hasValue(96);
    assertThat(terms.remoteRtp()).isEqualTo(new InetSocketAddress("192.0.2.9", 7_000));
    assertThat(terms.remoteRtcp().getPort()).isEqualTo(7_009);
    assertThat(terms.ptimeMs()).isEqualTo(40);
    assertThat(terms.direction()).isEqualTo(Direction.INACTIVE);
  }

  @Test
  void anOfferWithoutOurCodecsOrWithARefusedStreamLeavesNothing() throws MalformedSdp {
    String opus =
        "v=0\no=x 1 1 IN IP4 192.0.2.1\ns=-\nc=IN IP4 192.0.2.1\nt=0 0\n"
            + "m=audio 7000 RTP/AVP 111\na=rtpmap:111 opus/48000/2\n";
    assertThat(called.answer(SdpReader.read(opus), THERE, Direction.SENDRECV)).isEmpty();
    SessionDescription refused = SdpReader.read(opus.replace("7000", "0"));
    assertThat(caller.answered(refused, Direction.SENDRECV)).isEqualTo(Optional.empty());
  }

  @Test
  void textThatIsNoSessionDescriptionIsRefused() {
    for (String text :
        new String[] {
          "",
          "v=1",
          "v=0\nx",
          "v=0\ns=-",
          "v=0\no=x 1 y IN IP4 h",
          "v=0\no=x 1 1 IN IP4 h\nc=IN IP9 h",
          "v=0\no=x 1 1 IN IP4 h\nm=audio",
          "v=0\no=x 1 1 IN IP4 h\nm=audio 7 RTP/AVP 0",
          "v=0\n" + "a=x\n".repeat(600),
          "v=0\no=x 1 1 IN IP4 h\n" + "m=audio 0 RTP/AVP 0\n".repeat(40)
        }) {
      assertThatThrownBy(() -> SdpReader.read(text)).as(text).isInstanceOf(MalformedSdp.class);
    }
  }
}
