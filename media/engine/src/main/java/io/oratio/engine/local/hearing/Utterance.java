package io.oratio.engine.local.hearing;

import edu.cmu.sphinx.frontend.BaseDataProcessor;
import edu.cmu.sphinx.frontend.Data;
import edu.cmu.sphinx.frontend.DataEndSignal;
import edu.cmu.sphinx.frontend.DataStartSignal;
import edu.cmu.sphinx.frontend.DoubleData;

/// Feeds one finished utterance into Sphinx-4's front end, block by block.
final class Utterance extends BaseDataProcessor {
  private static final int BLOCK = Recogniser.RATE_HZ / 100;

  private short[] samples = new short[0];
  private int at;
  private boolean isStarted;
  private boolean isEnded = true;

  void begin(short[] next) {
    samples = next;
    at = 0;
    isStarted = false;
    isEnded = false;
  }

  @Override
  public Data getData() {
    if (!isStarted) {
      isStarted = true;
      return new DataStartSignal(Recogniser.RATE_HZ, 0);
    }
    if (at < samples.length) {
      double[] block = new double[Math.min(BLOCK, samples.length - at)];
      for (int i = 0; i < block.length; i++) {
        block[i] = samples[at + i];
      }
      DoubleData data = new DoubleData(block, Recogniser.RATE_HZ, at);
      at += block.length;
      return data;
    }
    if (!isEnded) {
      isEnded = true;
      return new DataEndSignal(samples.length * 1000L / Recogniser.RATE_HZ);
    }
    return null;
  }
}
