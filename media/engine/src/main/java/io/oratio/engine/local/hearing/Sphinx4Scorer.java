package io.oratio.engine.local.hearing;

import edu.cmu.sphinx.decoder.scorer.Scoreable;
import edu.cmu.sphinx.decoder.scorer.SimpleAcousticScorer;
import edu.cmu.sphinx.frontend.Data;
import edu.cmu.sphinx.frontend.FrontEnd;
import edu.cmu.sphinx.linguist.acoustic.tiedstate.Senone;
import edu.cmu.sphinx.util.LogMath;
import java.util.List;

/// Scores frames as Sphinx-4 does, and lets a [PhoneLoop] follow the same frames.
final class Sphinx4Scorer extends SimpleAcousticScorer {
  // Of the order of Sphinx-4's own phone insertion probability.
  private static final double NEXT_PHONE = 0.05;

  private final List<Senone> phones;
  private final PhoneLoop loop;
  private final float[] scores;
  private int frames;

  /// @param phones the states of the phones without context, three of a phone after each other
  Sphinx4Scorer(FrontEnd frontEnd, List<Senone> phones) {
    super(frontEnd, null);
    this.phones = phones;
    this.scores = new float[phones.size()];
    this.loop =
        new PhoneLoop(
            phones.size() / PhoneLoop.STATES_PER_PHONE,
            LogMath.getLogMath().linearToLog(NEXT_PHONE));
  }

  @Override
  public void startRecognition() {
    super.startRecognition();
    loop.reset();
    frames = 0;
  }

  @Override
  protected <T extends Scoreable> T doScoring(List<T> scoreables, Data data) {
    for (int i = 0; i < scores.length; i++) {
      scores[i] = phones.get(i).getScore(data);
    }
    loop.frame(scores);
    frames++;
    return super.doScoring(scoreables, data);
  }

  /// How much worse than bare phones these words do, in natural logarithms a frame.
  ///
  /// @param score of the words, sound and language together, over all frames
  double fit(double score) {
    if (frames == 0) {
      return Double.NEGATIVE_INFINITY;
    }
    return LogMath.getLogMath().logToLn((float) (score - loop.score())) / frames;
  }
}
