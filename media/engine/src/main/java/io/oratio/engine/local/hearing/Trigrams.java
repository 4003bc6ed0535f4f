package io.oratio.engine.local.hearing;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// A trigram language model of the sentences an agent can expect: absolute discounting with
/// back-off, so that words in an order never seen stay possible. Immutable; any thread.
public final class Trigrams {
  public static final String START = "<s>";
  public static final String END = "</s>";

  // Taken from every seen n-gram and given to the unseen: large, because the sentences are few.
  private static final double DISCOUNT = 0.7;
  private static final double UNSEEN_COUNT = 0.5;
  private static final float NEVER = -99f;

  private final Set<String> vocabulary = new TreeSet<>();
  private final List<Map<String, Gram>> grams =
      List.of(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());

  private record Gram(double log10, double backOff) {}

  private Trigrams() {}

  /// Learns from sentences, each a list of words. A sentence that is given twice weighs twice.
  public static Trigrams of(Collection<List<String>> sentences) {
    List<Map<String, Double>> counts = List.of(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
    for (List<String> sentence : sentences) {
      count(sentence, counts);
    }
    Trigrams model = new Trigrams();
    model.vocabulary.addAll(counts.getFirst().keySet());
    model.estimate(counts);
    return model;
  }

  private static void count(List<String> sentence, List<Map<String, Double>> counts) {
    String before = "";
    String last = START;
    for (int i = 0; i <= sentence.size(); i++) {
      String word = i < sentence.size() ? sentence.get(i) : END;
      counts.get(0).merge(word, 1.0, Double::sum);
      counts.get(1).merge(last + ' ' + word, 1.0, Double::sum);
      if (!before.isEmpty()) {
        counts.get(2).merge(before + ' ' + last + ' ' + word, 1.0, Double::sum);
      }
      before = last;
      last = word;
    }
  }

  private void estimate(List<Map<String, Double>> counts) {
    double total = counts.getFirst().values().stream().mapToDouble(it -> it + UNSEEN_COUNT).sum();
    counts.getFirst().forEach((word, n) -> put(0, word, Math.log10((n + UNSEEN_COUNT) / total)));
    grams.getFirst().put(START, new Gram(NEVER, 0));
    for (int order = 1; order <= 2; order++) {
      estimate(order, counts.get(order));
    }
  }

  private void estimate(int order, Map<String, Double> counts) {
    Map<String, Map<String, Double>> followers = new HashMap<>();
    counts.forEach(
        (gram, n) -> {
          int cut = gram.lastIndexOf(' ');
          followers
              .computeIfAbsent(gram.substring(0, cut), _ -> new TreeMap<>())
              .put(gram.substring(cut + 1), n);
        });
    followers.forEach(
        (history, next) -> {
          double seen = next.values().stream().mapToDouble(it -> it).sum();
          String shorter = order == 1 ? "" : history.substring(history.indexOf(' ') + 1);
          double lowerMass = 0;
          for (Map.Entry<String, Double> it : next.entrySet()) {
            double p = (it.getValue() - DISCOUNT) / seen;
            put(order, history + ' ' + it.getKey(), Math.log10(p));
            lowerMass += Math.pow(10, log10(shorter, it.getKey()));
          }
          double freed = DISCOUNT * next.size() / seen;
          double backOff = Math.log10(freed / Math.max(1e-6, 1 - lowerMass));
          Map<String, Gram> below = grams.get(order - 1);
          Gram gram = below.get(history);
          if (gram != null) {
            below.put(history, new Gram(gram.log10(), Math.min(0, backOff)));
          }
        });
  }

  private void put(int order, String gram, double log10) {
    grams.get(order).put(gram, new Gram(log10, 0));
  }

  /// Every word, without the sentence marks' start.
  public Set<String> vocabulary() {
    return vocabulary;
  }

  /// The base-10 logarithm of the chance of a word after up to two words of history, separated by a
  /// blank; an unknown word is never expected.
  public double log10(String history, String word) {
    if (history.isEmpty()) {
      Gram gram = grams.getFirst().get(word);
      return gram == null ? NEVER : gram.log10();
    }
    int order = history.indexOf(' ') < 0 ? 1 : 2;
    Gram whole = grams.get(order).get(history + ' ' + word);
    if (whole != null) {
      return whole.log10();
    }
    Gram past = grams.get(order - 1).get(history);
    String shorter = order == 1 ? "" : history.substring(history.indexOf(' ') + 1);
    return (past == null ? 0 : past.backOff()) + log10(shorter, word);
  }

  /// The model in the ARPA format that recognisers read from a file.
  public String arpa() {
    StringBuilder text = new StringBuilder("\\data\\\n");
    for (int i = 0; i < grams.size(); i++) {
      text.append("ngram ").append(i + 1).append('=').append(grams.get(i).size()).append('\n');
    }
    for (int i = 0; i < grams.size(); i++) {
      text.append("\n\\").append(i + 1).append("-grams:\n");
      boolean isLast = i == grams.size() - 1;
      grams.get(i).forEach((words, gram) -> line(text, words, gram, isLast));
    }
    return text.append("\n\\end\\\n").toString();
  }

  private static void line(StringBuilder text, String words, Gram gram, boolean isLast) {
    text.append(String.format(Locale.ROOT, "%.4f %s", gram.log10(), words));
    if (!isLast) {
      text.append(String.format(Locale.ROOT, " %.4f", gram.backOff()));
    }
    text.append('\n');
  }
}
