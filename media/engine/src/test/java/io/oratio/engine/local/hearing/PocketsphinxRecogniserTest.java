package io.oratio.engine.local.hearing;

import org.junit.jupiter.api.Assumptions;

class PocketsphinxRecogniserTest extends RecogniserContract {
  @Override
  Recogniser recogniser() {
    var installed = PocketsphinxRecogniser.installed();
    Assumptions.assumeTrue(
        installed.isPresent(),
        "pocketsphinx is not installed (Debian: apt-get install pocketsphinx pocketsphinx-en-us)");
    return installed.get().get();
  }
}
