package io.oratio.phone.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SipStreamTest {
  private static final String BYE =
      "BYE sip:a@b SIP/2.0\r\nVia: SIP/2.0/TCP c;branch=z9hG4bKx\r\nFrom: <sip:a@b>;tag=1\r\n"
          + "To: <sip:c@d>;tag=2\r\nCall-ID: x\r\nCSeq: 7 BYE\r\n";

  /// Gives one byte at a time, as a slow network would.
  private static InputStream trickling(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)) {
      @Override
      public synchronized int read(byte[] buffer, int offset, int length) {
        return super.read(buffer, offset, Math.min(1, length));
      }
    };
  }

  @Test
  void cutsMessagesApartHoweverTheyArrive() throws Exception {
    String big = "z".repeat(20_000);
    SipStream stream =
        new SipStream(
            trickling(
                "\r\n\r\n"
                    + BYE
                    + "Content-Length: 3\r\n\r\none\r\n\r\n"
                    + BYE
                    + "l: 20000\r\n\r\n"
                    + big));
    assertThat(stream.next().orElseThrow().bodyText()).isEqualTo("one");
    assertThat(stream.next().orElseThrow().bodyText()).isEqualTo(big);
    assertThat(stream.next()).isEmpty();
  }

  @Test
  void aStreamThatBreaksOffMidwayEnds() throws IOException, MalformedSip {
    assertThat(new SipStream(trickling(BYE)).next()).isEmpty();
    assertThat(new SipStream(trickling(BYE + "Content-Length: 5\r\n\r\nab")).next()).isEmpty();
  }

  @Test
  void refusesAMessageThatDoesNotCountItsBody() {
    assertThatThrownBy(() -> new SipStream(trickling(BYE + "\r\n")).next())
        .isInstanceOf(MalformedSip.class);
    assertThatThrownBy(
            () -> new SipStream(trickling(BYE + "Content-Length: 99999999\r\n\r\n")).next())
        .isInstanceOf(MalformedSip.class);
    assertThatThrownBy(() -> new SipStream(trickling("x".repeat(70_000))).next())
        .isInstanceOf(MalformedSip.class);
  }
}
