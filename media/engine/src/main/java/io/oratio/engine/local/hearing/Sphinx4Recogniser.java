package io.oratio.engine.local.hearing;

import edu.cmu.sphinx.decoder.pruner.SimplePruner;
import edu.cmu.sphinx.decoder.search.ActiveListFactory;
import edu.cmu.sphinx.decoder.search.PartitionActiveListFactory;
import edu.cmu.sphinx.decoder.search.SimpleActiveListManager;
import edu.cmu.sphinx.decoder.search.Token;
import edu.cmu.sphinx.decoder.search.WordPruningBreadthFirstSearchManager;
import edu.cmu.sphinx.linguist.acoustic.UnitManager;
import edu.cmu.sphinx.linguist.acoustic.tiedstate.Pool;
import edu.cmu.sphinx.linguist.acoustic.tiedstate.Senone;
import edu.cmu.sphinx.linguist.acoustic.tiedstate.Sphinx3Loader;
import edu.cmu.sphinx.linguist.acoustic.tiedstate.TiedStateAcousticModel;
import edu.cmu.sphinx.linguist.lextree.LexTreeLinguist;
import edu.cmu.sphinx.result.Result;
import edu.cmu.sphinx.util.LogMath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The recogniser in pure Java: CMU Sphinx-4 with its US English acoustic model and a language
/// model of the domain. One instance holds one copy of the acoustic model (its scoring keeps state,
/// so threads cannot share it) and the search trees of the last few domains.
public final class Sphinx4Recogniser implements Recogniser {
  private static final String MODEL = "/edu/cmu/sphinx/models/en-us/en-us";

  /// Questions that were asked and understood fit at -0.7 and better, other sentences at -1 and
  /// worse.
  static final double LEAST_FIT = -0.9;

  private static final int MOST_DOMAINS = 48;

  // Sphinx-4's own defaults unless a reason is given.
  private static final float MIXTURE_FLOOR = 0.0f;
  private static final float WEIGHT_FLOOR = 1e-7f;
  private static final float VARIANCE_FLOOR = 1e-4f;
  private static final int TOP_GAUSSIANS = 4;
  private static final float LANGUAGE_WEIGHT = 10f;
  private static final double WORD_INSERTION = 0.1;
  private static final double SILENCE_INSERTION = 0.1;
  private static final double FILLER_INSERTION = 0.01;
  // Over the telephone the scores lie so close together that a beam of 2000 states loses one
  // sentence in five; 6000 lose one in ten, wider ones hardly fewer.
  private static final int BEAM = 6000;
  private static final double RELATIVE_BEAM = 1e-60;
  private static final int WORD_BEAM = 150;
  private static final double RELATIVE_WORD_BEAM = 1e-40;

  // Sphinx-4 narrates its work, its front end under bare class names. A logger that nobody holds
  // forgets its level, so they are held.
  private static final List<Logger> NARRATION =
      Stream.of("edu.cmu.sphinx", "AutoCepstrum", "BatchCMN", "FeatureTransform", "Dither")
          .map(Logger::getLogger)
          .toList();

  private final UnitManager units = new UnitManager();
  private final Sphinx3Loader loader;
  private final TiedStateAcousticModel acousticModel;
  private final Utterance utterance = new Utterance();
  private final Sphinx4Scorer scorer;
  private final Map<Domain, WordPruningBreadthFirstSearchManager> searches =
      new LinkedHashMap<>(16, 0.75f, true);

  /// Loads the acoustic model: about a second.
  public Sphinx4Recogniser() {
    NARRATION.forEach(it -> it.setLevel(Level.OFF));
    try {
      URL model = Sphinx4Recogniser.class.getResource(MODEL);
      if (model == null) {
        throw new IOException("the acoustic model " + MODEL + " is not on the class path");
      }
      loader =
          new Sphinx3Loader(
              model, units, MIXTURE_FLOOR, WEIGHT_FLOOR, VARIANCE_FLOOR, TOP_GAUSSIANS, true);
      loader.load();
      acousticModel = new TiedStateAcousticModel(loader, units, true);
      acousticModel.allocate();
      scorer = new Sphinx4Scorer(Sphinx4FrontEnd.over(utterance, loader), phones());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // The model counts the states of the phones without context first, three a phone.
  private List<Senone> phones() {
    Pool<Senone> pool = loader.getSenonePool();
    return IntStream.range(
            0, loader.getContextIndependentUnits().size() * PhoneLoop.STATES_PER_PHONE)
        .mapToObj(pool::get)
        .toList();
  }

  @Override
  public void prepare(Domain domain) {
    searchOf(domain);
  }

  private WordPruningBreadthFirstSearchManager searchOf(Domain domain) {
    WordPruningBreadthFirstSearchManager search = searches.get(domain);
    if (search == null) {
      if (searches.size() >= MOST_DOMAINS) {
        searches.remove(searches.keySet().iterator().next());
      }
      search = compile(domain);
      searches.put(domain, search);
    }
    return search;
  }

  private WordPruningBreadthFirstSearchManager compile(Domain domain) {
    Sphinx4Dictionary dictionary = new Sphinx4Dictionary(domain, units);
    LexTreeLinguist linguist =
        new LexTreeLinguist(
            acousticModel,
            units,
            new Sphinx4LanguageModel(domain.trigrams()),
            dictionary,
            true,
            true,
            WORD_INSERTION,
            SILENCE_INSERTION,
            FILLER_INSERTION,
            1.0,
            LANGUAGE_WEIGHT,
            true,
            false,
            1.0f,
            0);
    ActiveListFactory standard = new PartitionActiveListFactory(BEAM, RELATIVE_BEAM);
    ActiveListFactory word = new PartitionActiveListFactory(WORD_BEAM, RELATIVE_WORD_BEAM);
    WordPruningBreadthFirstSearchManager search =
        new WordPruningBreadthFirstSearchManager(
            linguist,
            new SimplePruner(),
            scorer,
            new SimpleActiveListManager(
                List.of(standard, word, word, standard, standard, standard), false),
            false,
            RELATIVE_BEAM,
            0,
            false,
            false,
            0,
            1.7f,
            true);
    search.allocate();
    return search;
  }

  @Override
  public Heard recognise(Domain domain, short[] samples) {
    WordPruningBreadthFirstSearchManager search = searchOf(domain);
    utterance.begin(samples);
    search.startRecognition();
    Result result = null;
    try {
      for (Result next = search.recognize(100); next != null; next = search.recognize(100)) {
        result = next;
        if (next.isFinal()) {
          break;
        }
      }
    } finally {
      search.stopRecognition();
    }
    Token best = result == null ? null : result.getBestToken();
    if (best == null) {
      return Heard.NOTHING;
    }
    List<String> words =
        Arrays.stream(best.getWordPathNoFiller().split(" ")).filter(it -> !it.isBlank()).toList();
    double fit = scorer.fit(acousticScore(best) + LANGUAGE_WEIGHT * languageScore(domain, words));
    return new Heard(words, fit);
  }

  private static double languageScore(Domain domain, List<String> words) {
    double log10 = 0;
    String history = Trigrams.START;
    for (int i = 0; i < words.size(); i++) {
      log10 += domain.trigrams().log10(history, words.get(i));
      history =
          i == 0 ? Trigrams.START + ' ' + words.get(i) : words.get(i - 1) + ' ' + words.get(i);
    }
    return LogMath.getLogMath().log10ToLog((float) log10);
  }

  private static double acousticScore(Token last) {
    double sum = 0;
    for (Token it = last; it != null; it = it.getPredecessor()) {
      sum += it.isEmitting() ? it.getAcousticScore() : 0;
    }
    return sum;
  }

  @Override
  public void close() {
    searches.clear();
  }
}
