package io.oratio.engine.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.engine.local.hearing.Hearing;
import org.junit.jupiter.api.Test;

class Sphinx4EngineTest extends LocalEngineTest {
  @Override
  Hearing hearing() {
    return Hearing.best(1, 32, false);
  }

  @Test
  void saysThatItIsThePureJavaOne() {
    assertThat(engine().describe()).isEqualTo("offline engine (sphinx4; MaryTTS cmu-slt-hsmm)");
  }
}
