package io.oratio.gateway.sip;

import com.code_intelligence.jazzer.junit.FuzzTest;
import gov.nist.javax.sip.message.SIPMessage;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Any bytes as a message: read or refused, and a refusal is a clean response. The RFC 4475
/// messages are read here too; `JAZZER_FUZZ=1` searches further.
class SipMessageFuzzTest {
  @FuzzTest(maxDuration = "60s")
  void readsOrRefusesWhateverComes(byte[] bytes) {
    judge(bytes);
  }

  static Stream<byte[]> torture() throws Exception {
    return Rfc4475.messages().map(Rfc4475::bytes);
  }

  @ParameterizedTest
  @MethodSource("torture")
  void readsOrRefusesTheTortureMessages(byte[] bytes) {
    judge(bytes);
  }

  private static void judge(byte[] bytes) {
    for (String transport : new String[] {"UDP", "TCP"}) {
      try {
        SIPMessage message = new MessageReader().read(bytes, true, transport);
        if (message.getTopmostVia() == null || message.getCallId() == null) {
          throw new AssertionError("a message without what an answer needs");
        }
        Headers.notUnderstood(message);
        Bodies.of(message);
      } catch (MessageReader.Refused refused) {
        RawMessage.of(bytes)
            .refusal(refused.status(), refused.reason(), origin(), "Oratio")
            .ifPresent(SipMessageFuzzTest::demandClean);
      }
    }
  }

  private static InetSocketAddress origin() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 5060);
  }

  private static void demandClean(byte[] answer) {
    String text = new String(answer, StandardCharsets.UTF_8);
    boolean isClean =
        text.startsWith("SIP/2.0 ")
            && text.endsWith("\r\n\r\n")
            && text.indexOf("\r\n\r\n") == text.length() - 4
            && text.replace("\r\n", "").chars().noneMatch(each -> each == '\n' || each == '\r');
    if (!isClean) {
      throw new AssertionError("an answer that breaks the framing: " + text);
    }
  }
}
