package io.oratio.engine.local.hearing;

import edu.cmu.sphinx.frontend.AutoCepstrum;
import edu.cmu.sphinx.frontend.DataProcessor;
import edu.cmu.sphinx.frontend.FrontEnd;
import edu.cmu.sphinx.frontend.feature.BatchCMN;
import edu.cmu.sphinx.frontend.feature.DeltasFeatureExtractor;
import edu.cmu.sphinx.frontend.feature.FeatureTransform;
import edu.cmu.sphinx.frontend.filter.Dither;
import edu.cmu.sphinx.frontend.filter.Preemphasizer;
import edu.cmu.sphinx.frontend.transform.DiscreteFourierTransform;
import edu.cmu.sphinx.frontend.window.RaisedCosineWindower;
import edu.cmu.sphinx.linguist.acoustic.tiedstate.Loader;
import java.io.IOException;
import java.util.List;

/// The way from samples to the features the acoustic model was trained on. The cepstral mean is
/// taken over the whole utterance, as in training: it takes away the colour of a telephone line.
final class Sphinx4FrontEnd {
  private static final double PRE_EMPHASIS = 0.97;
  private static final double HAMMING = 0.46;
  private static final float WINDOW_MS = 25.625f;
  private static final float SHIFT_MS = 10f;
  private static final int DELTA_WINDOW = 3;

  private Sphinx4FrontEnd() {}

  static FrontEnd over(DataProcessor source, Loader loader) throws IOException {
    return new FrontEnd(
        List.of(
            source,
            new Dither(2, false, Double.MAX_VALUE, -Double.MAX_VALUE),
            new Preemphasizer(PRE_EMPHASIS),
            new RaisedCosineWindower(HAMMING, WINDOW_MS, SHIFT_MS),
            new DiscreteFourierTransform(-1, false),
            new AutoCepstrum(loader),
            new BatchCMN(),
            new DeltasFeatureExtractor(DELTA_WINDOW),
            new FeatureTransform(loader)));
  }
}
