package io.oratio.engine.local.hearing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// The recogniser in C, used where it is installed (Debian: `pocketsphinx pocketsphinx-en-us`): the
/// same acoustic model as [Sphinx4Recogniser], searched several times faster and, over the
/// telephone, several times better. It also decodes every utterance as a bare chain of phones:
/// where that fits the sound much better than the domain's words do, the words were not said.
public final class PocketsphinxRecogniser implements Recogniser {
  private static final List<Path> MODELS =
      List.of(
          Path.of("/usr/share/pocketsphinx/model/en-us"),
          Path.of("/usr/local/share/pocketsphinx/model/en-us"));

  /// Questions that were asked fit at -0.2 and better, other sentences at -0.2 to -0.6.
  static final double LEAST_FIT = -0.25;

  private static final int MOST_DOMAINS = 48;
  private static final String PHONES = "phones";

  private final Pocketsphinx library;
  private final MemorySegment decoder;
  private final boolean hasPhones;
  private final Set<String> known = new HashSet<>();
  private final Map<Domain, String> searches = new LinkedHashMap<>(16, 0.75f, true);
  private int named;

  private PocketsphinxRecogniser(Pocketsphinx library, Path model) {
    this.library = library;
    try {
      Path dictionary = Files.createTempFile("oratio-words", ".dict");
      try {
        Files.writeString(dictionary, "hello HH AH L OW\n");
        decoder = library.open(options(model, dictionary));
      } finally {
        Files.delete(dictionary);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    known.add("hello");
    Path phones = model.resolve("en-us-phone.lm.bin");
    hasPhones = Files.isReadable(phones);
    if (hasPhones) {
      library.setAllPhone(decoder, PHONES, phones);
    }
  }

  private static List<String> options(Path model, Path dictionary) {
    return List.of(
        "-hmm", model.resolve("en-us").toString(),
        "-dict", dictionary.toString(),
        "-logfn", "/dev/null",
        // Our own endpointer has cut the turn already.
        "-remove_silence", "no",
        // Phones in every context take ten times as long, and tell no better what was not said.
        "-allphone_ci", "yes");
  }

  /// Makes recognisers, where the library and its model are on this machine.
  public static Optional<Supplier<Recogniser>> installed() {
    Optional<Path> model =
        MODELS.stream().filter(it -> Files.isReadable(it.resolve("en-us/mdef"))).findFirst();
    return model.flatMap(
        folder ->
            Pocketsphinx.installed()
                .map(library -> () -> new PocketsphinxRecogniser(library, folder)));
  }

  @Override
  public void prepare(Domain domain) {
    searchOf(domain);
  }

  private String searchOf(Domain domain) {
    String search = searches.get(domain);
    if (search == null) {
      if (searches.size() >= MOST_DOMAINS) {
        Iterator<String> oldest = searches.values().iterator();
        library.unsetSearch(decoder, oldest.next());
        oldest.remove();
      }
      search = "domain-" + ++named;
      compile(domain, search);
      searches.put(domain, search);
    }
    return search;
  }

  private void compile(Domain domain, String search) {
    domain.pronunciations().forEach(this::learn);
    try {
      Path arpa = Files.createTempFile("oratio-words", ".lm");
      try {
        Files.writeString(arpa, domain.trigrams().arpa());
        library.setLanguageModel(decoder, search, arpa);
      } finally {
        Files.delete(arpa);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void learn(String word, List<List<String>> ways) {
    if (known.add(word)) {
      for (int i = 0; i < ways.size(); i++) {
        String spelling = i == 0 ? word : word + "(" + (i + 1) + ")";
        library.addWord(decoder, spelling, String.join(" ", ways.get(i)), false);
      }
    }
  }

  @Override
  public Heard recognise(Domain domain, short[] samples) {
    Pocketsphinx.Hypothesis best = library.decode(decoder, searchOf(domain), samples);
    List<String> words =
        Arrays.stream(best.words().split("\\s+"))
            .map(it -> it.replaceFirst("\\(\\d+\\)$", ""))
            .filter(it -> !it.isBlank())
            .toList();
    if (words.isEmpty() || !hasPhones) {
      return new Heard(words, 0);
    }
    Pocketsphinx.Hypothesis phones = library.decode(decoder, PHONES, samples);
    double fit = (double) (best.score() - phones.score()) / Math.max(1, Math.abs(phones.score()));
    return new Heard(words, fit);
  }

  @Override
  public void close() {
    library.close(decoder);
  }
}
