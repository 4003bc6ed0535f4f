package io.oratio.gateway.sdp;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.oratio.gateway.sdp.Agreement.Agreed;
import io.oratio.gateway.sdp.Agreement.NotAcceptable;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Any bytes as an offer: answered or refused, and an answer can be read back. Seeds stand in the
/// test resources and run as plain tests; `JAZZER_FUZZ=1` searches further.
class SdpFuzzTest {
  @FuzzTest(maxDuration = "60s")
  void answersOrRefusesWhateverIsOffered(byte[] bytes) {
    String offer = new String(bytes, StandardCharsets.UTF_8);
    LocalMedia local = LocalMedia.at(InetAddress.getLoopbackAddress(), 30000);
    switch (Negotiation.answer(offer, local, List.of("PCMU", "PCMA", "OPUS"), 1, 1)) {
      case Agreed(String sdp, Terms terms) -> {
        if (!(SessionDescription.parse(sdp) instanceof SdpReading.Read)) {
          throw new AssertionError("our answer cannot be read: " + sdp);
        }
        if (terms.ptimeMs() < 10 || terms.ptimeMs() > 60) {
          throw new AssertionError("a packet of " + terms.ptimeMs() + " ms");
        }
      }
      case NotAcceptable _ -> {
        // Refused with a reason, which is all that is asked.
      }
    }
  }
}
