package io.oratio.engine.local;

import io.oratio.engine.SpeechEngine;
import io.oratio.engine.SpeechEngineContract;
import io.oratio.engine.local.answering.Answers;
import io.oratio.engine.local.answering.Reply;
import java.util.List;

/// The local engine keeps the contract of all engines; its ear and its voice are fakes here.
class LocalEngineContractTest extends SpeechEngineContract {
  @Override
  protected SpeechEngine engine() {
    return new LocalEngine(
        LocalSettings.standard(),
        System::nanoTime,
        _ -> new Parrot(),
        HummingVoice::new,
        ToldRecogniser.hearing("what are your opening hours"));
  }

  @Override
  protected short[] question(int rateHz) {
    return HummingVoice.hum(1200, rateHz);
  }

  /// Repeats what it hears.
  private static final class Parrot implements Answers {
    @Override
    public Reply replyTo(String words, boolean isSure) {
      return new Reply.Answer(words);
    }

    @Override
    public Reply toolAnswered(String toolUseId, String json) {
      return new Reply.Silence();
    }

    @Override
    public List<String> questions() {
      return List.of("What are your opening hours?");
    }
  }
}
