package io.oratio.engine.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.engine.local.hearing.Hearing;
import io.oratio.engine.local.hearing.PocketsphinxRecogniser;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PocketsphinxEngineTest extends LocalEngineTest {
  @BeforeAll
  @Override
  void start() {
    Assumptions.assumeTrue(
        PocketsphinxRecogniser.installed().isPresent(),
        "pocketsphinx is not installed (Debian: apt-get install pocketsphinx pocketsphinx-en-us)");
    super.start();
  }

  @Override
  void stop() {
    if (PocketsphinxRecogniser.installed().isPresent()) {
      super.stop();
    }
  }

  @Override
  Hearing hearing() {
    return Hearing.best(1, 32, true);
  }

  @Test
  void isPreferredWhereItIsInstalled() {
    assertThat(engine().describe()).startsWith("offline engine (pocketsphinx;");
  }
}
