package io.oratio.runtime.knowledge.parse;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;

/// Any bytes as the beginning of a document: of a kind we read, or refused with a sentence. The
/// first byte chooses the name, the second whether these are all the bytes.
class ContentSnifferFuzzTest {
  private static final String[] NAMES = {"a", "a.pdf", "a.html", "a.csv", "a.md", "a.txt"};

  @FuzzTest(maxDuration = "60s")
  void knowsOrRefusesWhateverComes(byte[] bytes) {
    String name = NAMES[bytes.length == 0 ? 0 : Math.floorMod(bytes[0], NAMES.length)];
    byte[] head = bytes.length < 2 ? bytes : Arrays.copyOfRange(bytes, 2, bytes.length);
    boolean isWhole = bytes.length < 2 || (bytes[1] & 1) == 0;
    try {
      ContentSniffer.ofHead(head, isWhole, name).mediaType();
    } catch (Refusal e) {
      if (e.reading().sentence().isBlank()) {
        throw new AssertionError("refused without a word");
      }
    }
  }
}
