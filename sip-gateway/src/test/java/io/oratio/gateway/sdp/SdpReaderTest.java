package io.oratio.gateway.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// RFC 8866 §5, and the limits on foreign text.
class SdpReaderTest {
  private static String refused(String text) {
    return switch (SessionDescription.parse(text)) {
      case SdpReading.Read read -> throw new AssertionError(read);
      case SdpReading.SdpRefused(String reason) -> reason;
    };
  }

  private static SessionDescription read(String text) {
    return switch (SessionDescription.parse(text)) {
      case SdpReading.Read(SessionDescription description) -> description;
      case SdpReading.SdpRefused(String reason) -> throw new AssertionError(reason);
    };
  }

  @Test
  void readsTheExampleOfRfc8866() {
    SessionDescription description =
        read(
            """
            v=0
            o=jdoe 3724394400 3724394405 IN IP4 198.51.100.1
            s=Call to John Smith
            i=SDP Offer #1
            u=http://www.jdoe.example.com/home.html
            e=Jane Doe <jane@jdoe.example.com>
            p=+1 617 555-6011
            c=IN IP4 198.51.100.1
            t=0 0
            m=audio 49170 RTP/AVP 0
            m=audio 49180 RTP/AVP 0
            m=video 51372 RTP/AVP 99
            c=IN IP6 2001:db8::2
            a=rtpmap:99 h263-1998/90000
            """);
    assertThat(description.originVersion()).isEqualTo("3724394405");
    assertThat(description.media()).hasSize(3);
    assertThat(description.connectionOf(description.media().getFirst())).contains("198.51.100.1");
    assertThat(description.connectionOf(description.media().getLast())).contains("2001:db8::2");
    assertThat(description.media().getLast().attribute("rtpmap")).contains("99 h263-1998/90000");
  }

  @Test
  void takesAnyLineEndAndAMissingTimeAndName() {
    SessionDescription description =
        read("v=0\ro=- 1 2 IN IP4 1.2.3.4\nm=audio 4/2 RTP/AVP 0\r\n\r\n");
    assertThat(description.timing()).isEqualTo("0 0");
    assertThat(description.media().getFirst().port()).isEqualTo(4);
  }

  @ParameterizedTest
  @CsvSource({
    "'',does not begin",
    "'v=1',does not begin",
    "'v=0',no o= line",
    "'v=0|o=- 1 1 IN IP4',fewer than six",
    "'v=0|o=- x 1 IN IP4 a',session id",
    "'v=0|o=- 1 x IN IP4 a',version of o=",
    "'v=0|o=- 1 1 IN IP4 a|c=IN IP4',a type",
    "'v=0|o=- 1 1 IN IP4 a|c=IN IP9 a',neither IP4",
    "'v=0|o=- 1 1 IN IP4 a|m=audio 1 RTP/AVP',fewer than four",
    "'v=0|o=- 1 1 IN IP4 a|m=audio x RTP/AVP 0',no number",
    "'v=0|o=- 1 1 IN IP4 a|m=audio 70000 RTP/AVP 0',above 65535",
    "'v=0|o=- 1 1 IN IP4 a|m=audio 1 RTP/AVP (',not a token",
    "'v=0|o=- 1 1 IN IP4 a|v=0',second v=",
    "'v=0|hello',form x=",
  })
  void saysWhatIsWrong(String lines, String reason) {
    assertThat(refused(lines.replace("|", "\r\n"))).contains(reason);
  }

  @Test
  void stopsAtItsLimits() {
    String head = "v=0\r\no=- 1 1 IN IP4 1.2.3.4\r\n";
    assertThat(refused(head + "a=x\r\n".repeat(201))).contains("200 lines");
    assertThat(refused(head + "m=audio 1 RTP/AVP 0\r\n".repeat(33))).contains("32 streams");
    assertThat(refused(head + "m=audio 1 RTP/AVP" + " 0".repeat(65))).contains("64 formats");
    assertThat(refused(head + "a=" + "x".repeat(70_000))).contains("64 KiB");
  }
}
