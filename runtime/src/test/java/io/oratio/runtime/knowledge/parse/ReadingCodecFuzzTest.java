package io.oratio.runtime.knowledge.parse;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.Arrays;

/// Any bytes as a worker's answer: a reading that says the same when written again, or refused.
class ReadingCodecFuzzTest {
  @FuzzTest(maxDuration = "60s")
  void readsOrRefusesWhateverAWorkerAnswers(byte[] bytes) {
    Reading reading;
    try {
      reading = ReadingCodec.decode(bytes);
    } catch (IOException _) {
      return;
    }
    byte[] again = ReadingCodec.encode(reading);
    try {
      if (!ReadingCodec.decode(again).equals(reading)) {
        throw new AssertionError("not the same again: " + Arrays.toString(bytes));
      }
    } catch (IOException e) {
      throw new AssertionError("ours cannot be read", e);
    }
  }
}
