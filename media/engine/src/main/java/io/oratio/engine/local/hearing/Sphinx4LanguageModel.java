package io.oratio.engine.local.hearing;

import edu.cmu.sphinx.linguist.WordSequence;
import edu.cmu.sphinx.linguist.language.ngram.LanguageModel;
import edu.cmu.sphinx.util.LogMath;
import edu.cmu.sphinx.util.props.PropertySheet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// [Trigrams] as Sphinx-4 asks for them.
final class Sphinx4LanguageModel implements LanguageModel {
  private static final int DEPTH = 3;
  private static final int MOST_REMEMBERED = 20_000;

  private final Trigrams trigrams;
  private final Set<String> vocabulary;
  private final LogMath logMath = LogMath.getLogMath();
  private final Map<WordSequence, Float> remembered = new HashMap<>();

  Sphinx4LanguageModel(Trigrams trigrams) {
    this.trigrams = trigrams;
    vocabulary = new HashSet<>(trigrams.vocabulary());
    vocabulary.add(Trigrams.START);
  }

  @Override
  public float getProbability(WordSequence sequence) {
    Float known = remembered.get(sequence);
    if (known != null) {
      return known;
    }
    int last = sequence.size() - 1;
    StringBuilder history = new StringBuilder();
    for (int i = Math.max(0, last - 2); i < last; i++) {
      if (!history.isEmpty()) {
        history.append(' ');
      }
      history.append(sequence.getWord(i).getSpelling());
    }
    double log10 = trigrams.log10(history.toString(), sequence.getWord(last).getSpelling());
    float probability = logMath.log10ToLog((float) log10);
    if (remembered.size() >= MOST_REMEMBERED) {
      remembered.clear();
    }
    remembered.put(sequence, probability);
    return probability;
  }

  @Override
  public float getSmear(WordSequence sequence) {
    return LogMath.LOG_ONE;
  }

  @Override
  public Set<String> getVocabulary() {
    return vocabulary;
  }

  @Override
  public int getMaxDepth() {
    return DEPTH;
  }

  @Override
  public void onUtteranceEnd() {}

  @Override
  public void allocate() {}

  @Override
  public void deallocate() {}

  @Override
  public void newProperties(PropertySheet sheet) {}
}
