package io.oratio.runtime.handoff;

import io.oratio.runtime.agent.AgentDefinition;
import io.oratio.runtime.handoff.HandoffRequest.Cause;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Listens for an agent's danger words and escalation triggers in what the other side says, in code
/// and whatever the model does. Whole words count, in any case, with or without accents and with
/// the usual endings (`lawyer` hears `lawyers`, `bomb` hears `bombing`); phrases need all their
/// words in their order. In scripts without spaces between words a part of the text is enough.
/// Immutable.
public final class Triggers {
  private static final int LONGEST_WORDS = 4096;
  private static final int PHRASES_MAX = 500;
  private static final int SHORTEST_STEM = 3;
  private static final List<String> ENDINGS =
      List.of("s", "es", "ed", "d", "ing", "er", "ers", "'s", "n", "en");
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern WITHOUT_SPACES =
      Pattern.compile(
          "[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsThai}\\p{IsLao}\\p{IsKhmer}]");
  private final List<Phrase> phrases;

  private Triggers(List<Phrase> phrases) {
    this.phrases = List.copyOf(phrases);
  }

  /// Those of the agent, danger words first; the first 500 of them.
  public static Triggers of(AgentDefinition agent) {
    return of(agent.rules().dangerWords(), agent.settings().escalationTriggers());
  }

  /// Those of an agent that has no definition, from the two lists.
  public static Triggers of(List<String> dangerWords, List<String> escalationTriggers) {
    List<Phrase> phrases = new ArrayList<>();
    dangerWords.forEach(it -> phrases.add(Phrase.of(Cause.DANGER_WORD, it)));
    escalationTriggers.forEach(it -> phrases.add(Phrase.of(Cause.ESCALATION_TRIGGER, it)));
    return new Triggers(
        phrases.stream().filter(it -> !it.words().isEmpty()).limit(PHRASES_MAX).toList());
  }

  /// What was heard.
  ///
  /// @param phrase as the agent's owner wrote it
  public record Heard(Cause cause, String phrase) {
    /// A sentence for a person. It does not repeat what was said.
    public String reason() {
      return "“" + phrase + "” was said.";
    }
  }

  /// The first phrase that the words contain, danger words before triggers.
  public Optional<Heard> heardIn(String words) {
    if (phrases.isEmpty() || words.isBlank()) {
      return Optional.empty();
    }
    String said =
        words.length() > LONGEST_WORDS ? words.substring(words.length() - LONGEST_WORDS) : words;
    String plain = plain(said);
    List<String> tokens = tokens(plain);
    return phrases.stream()
        .filter(it -> it.isIn(tokens, plain))
        .findFirst()
        .map(it -> new Heard(it.cause(), it.written()));
  }

  private record Phrase(Cause cause, String written, String plain, List<String> words) {
    static Phrase of(Cause cause, String written) {
      String plain = Triggers.plain(written);
      return new Phrase(cause, written.strip(), plain, tokens(plain));
    }

    boolean isIn(List<String> said, String text) {
      if (WITHOUT_SPACES.matcher(plain).find()) {
        return text.contains(plain);
      }
      for (int from = 0; from + words.size() <= said.size(); from++) {
        if (isAt(said, from)) {
          return true;
        }
      }
      return false;
    }

    private boolean isAt(List<String> said, int from) {
      for (int i = 0; i < words.size(); i++) {
        if (!isForm(said.get(from + i), words.get(i))) {
          return false;
        }
      }
      return true;
    }
  }

  /// Whether `said` is the word or one of its usual forms.
  private static boolean isForm(String said, String word) {
    if (said.equals(word)) {
      return true;
    }
    if (word.length() < SHORTEST_STEM) {
      return false;
    }
    if (said.startsWith(word)) {
      String ending = said.substring(word.length());
      // A doubled consonant: stab, stabbed.
      String undoubled =
          ending.length() > 1 && ending.charAt(0) == word.charAt(word.length() - 1)
              ? ending.substring(1)
              : ending;
      return ENDINGS.contains(ending) || ENDINGS.contains(undoubled);
    }
    String stem = word.substring(0, word.length() - 1);
    if (word.endsWith("e") && said.startsWith(stem)) {
      return ENDINGS.contains(said.substring(stem.length())); // abuse, abusing
    }
    return word.endsWith("y") && (said.equals(stem + "ies") || said.equals(stem + "ied"));
  }

  private static List<String> tokens(String plain) {
    List<String> tokens = new ArrayList<>();
    for (String token : plain.split("[^\\p{L}\\p{N}']+")) {
      String word = token.replaceAll("^'+|'+$", "");
      if (!word.isEmpty()) {
        tokens.add(word);
      }
    }
    return tokens;
  }

  private static String plain(String text) {
    String lower =
        Normalizer.normalize(text, Normalizer.Form.NFKD)
            .toLowerCase(Locale.ROOT)
            .replace('’', '\'');
    return MARKS.matcher(lower).replaceAll("").strip();
  }
}
