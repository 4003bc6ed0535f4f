package io.oratio.engine.local.hearing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/// The recognisers of the whole engine and what they know of each agent. It takes the best
/// recogniser the machine has. Any thread; nothing here waits.
public final class Hearing implements AutoCloseable {
  private static final int MOST_DOMAINS = 128;

  private final String recogniser;
  private final double leastFit;
  private final Recognisers recognisers;
  private final Map<Key, Domain> domains = new LinkedHashMap<>(16, 0.75f, true);

  /// @param isState whether just these sentences are waited for, and no small talk
  private record Key(List<String> sentences, boolean isState) {
    static Key ofAgent(List<String> questions) {
      return new Key(questions, false);
    }

    static Key ofState(List<String> expected) {
      return new Key(expected, true);
    }

    Domain domain() {
      return isState ? Domain.ofState(sentences) : Domain.of(sentences);
    }
  }

  /// @param recogniser its name, for the operator
  /// @param maker makes one, on the thread that will own it
  /// @param leastFit below this fit, what was heard is not believed
  /// @param count how many utterances are recognised at once
  /// @param mostWaiting how many utterances may wait
  public Hearing(
      String recogniser, Supplier<Recogniser> maker, double leastFit, int count, int mostWaiting) {
    this.recogniser = recogniser;
    this.leastFit = leastFit;
    this.recognisers = new Recognisers(maker, count, mostWaiting);
  }

  /// The best recogniser this machine has.
  ///
  /// @param isNativeAllowed whether an installed C library may be used
  public static Hearing best(int count, int mostWaiting, boolean isNativeAllowed) {
    Optional<Supplier<Recogniser>> installed =
        isNativeAllowed ? PocketsphinxRecogniser.installed() : Optional.empty();
    return installed
        .map(
            maker ->
                new Hearing(
                    "pocketsphinx", maker, PocketsphinxRecogniser.LEAST_FIT, count, mostWaiting))
        .orElseGet(
            () ->
                new Hearing(
                    "sphinx4",
                    Sphinx4Recogniser::new,
                    Sphinx4Recogniser.LEAST_FIT,
                    count,
                    mostWaiting));
  }

  /// Loads every recogniser and what it needs for these questions.
  public CompletableFuture<Void> prepare(List<String> questions) {
    return prepare(questions, List.of());
  }

  /// Loads every recogniser and what it needs for these questions and for the states of their
  /// agent's dialogue.
  public CompletableFuture<Void> prepare(List<String> questions, List<List<String>> states) {
    return recognisers.withEach(
        it -> {
          it.prepare(domain(Key.ofAgent(questions)));
          states.forEach(state -> it.prepare(domain(Key.ofState(state))));
          return questions;
        });
  }

  /// Makes one recogniser learn these questions, unless they are known: a new agent's first
  /// utterance then does not wait for it.
  public void learn(List<String> questions) {
    boolean isKnown;
    synchronized (domains) {
      isKnown = domains.containsKey(Key.ofAgent(questions));
    }
    if (!isKnown) {
      recognisers.withOne(
          it -> {
            it.prepare(domain(Key.ofAgent(questions)));
            return questions;
          });
    }
  }

  /// The words of one utterance of a caller who may ask these questions, or fails with a
  /// [java.util.concurrent.RejectedExecutionException] when too many utterances wait.
  ///
  /// @param expected what the answer that is waited for will most likely be; where that fits the
  ///   sound it is believed, and only where it does not the questions are tried. Empty for none.
  /// @param turn 16-bit mono at `rateHz`
  public CompletableFuture<Heard> recognise(
      List<String> expected, List<String> questions, short[] turn, int rateHz) {
    return recognisers.withOne(
        it -> {
          short[] recording = Recording.forRecogniser(turn, rateHz);
          if (!expected.isEmpty()) {
            Heard heard = it.recognise(domain(Key.ofState(expected)), recording);
            if (!heard.words().isEmpty() && believes(heard)) {
              return heard;
            }
          }
          return it.recognise(domain(Key.ofAgent(questions)), recording);
        });
  }

  /// Whether the words of an utterance were really said, as far as its sound tells.
  public boolean believes(Heard heard) {
    return heard.fit() >= leastFit;
  }

  private Domain domain(Key key) {
    synchronized (domains) {
      Domain known = domains.get(key);
      if (known != null) {
        return known;
      }
    }
    Domain made = key.domain();
    synchronized (domains) {
      Domain meanwhile = domains.putIfAbsent(key, made);
      if (domains.size() > MOST_DOMAINS) {
        domains.remove(domains.keySet().iterator().next());
      }
      return meanwhile == null ? made : meanwhile;
    }
  }

  /// The recogniser's name.
  public String describe() {
    return recogniser;
  }

  /// How many utterances were refused because too many waited.
  public long refused() {
    return recognisers.refused();
  }

  /// Time spent recognising, all threads together.
  public long busyNanos() {
    return recognisers.busyNanos();
  }

  @Override
  public void close() {
    recognisers.close();
  }
}
