package io.oratio.runtime.tool;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What the other side's words mean as the answer to a question of ours. Only a clear yes is a yes:
/// it begins with one, is short, and every further word is courtesy or stood in the question. A yes
/// that is quoted, doubted, bound to a condition or goes on with something else is none.
enum Consent {
  YES,
  NO,
  /// Anything else that was said.
  UNCLEAR,
  /// Nothing was said: silence, or a sound of thinking.
  NOTHING;

  private static final int WORDS_MAX = 12;
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern DOUBTED = Pattern.compile("[?\"“”«»„:<>{}\\[\\]()]");

  /// Sounds before the answer.
  private static final Set<String> SOUNDS =
      words("um uh er erm hm hmm mm ah oh well so ehm aeh also euh eh");

  /// How a yes begins, what may stand beside it, and what takes it back even where the question
  /// held the word.
  private record Grammar(List<String> yes, Set<String> courtesy, Set<String> no) {
    static Grammar of(String yes, String courtesy, String no) {
      List<String> phrases =
          Arrays.stream(yes.split("\\|"))
              .sorted((one, other) -> other.length() - one.length())
              .toList();
      return new Grammar(phrases, words(courtesy), words(no));
    }
  }

  private static final Grammar ENGLISH =
      Grammar.of(
          "yes|yeah|yep|yup|yea|ya|aye|sure|ok|okay|correct|right|exactly|absolutely|definitely"
              + "|affirmative|confirmed|certainly|agreed|fine|please do|go ahead|do it|do that"
              + "|of course|that is right|that is correct|thats right|thats correct|that's right"
              + "|that's correct|that's fine|thats fine|that is fine|sounds good|i confirm|i agree"
              + "|i do|go for it|all right|alright|please go ahead|you may|you can",
          "please thanks thank you it that this is that's thats i i'm am do would i'd like want to"
              + " the a for me my and then now very much with good great perfect sir madam may can"
              + " will it's its be we",
          "no nope nah not never don't dont doesn't isn't won't can't cannot wait stop hold but if"
              + " unless except instead neither nor without");

  private static final Map<String, Grammar> OTHERS =
      Map.of(
          "de",
          Grammar.of(
              "ja|jawohl|jo|genau|richtig|stimmt|gerne|gern|einverstanden|in ordnung|klar|passt"
                  + "|bitte ja|mach das|machen sie das|das stimmt|das ist richtig|korrekt|sicher",
              "bitte danke das es ist so sie ich mochte will gerne gern mir machen mach sehr schon"
                  + " dann jetzt mal vielen dank",
              "nein ne nee nicht kein keine nie warte warten stopp halt aber wenn falls ohne"
                  + " statt"),
          "fr",
          Grammar.of(
              "oui|ouais|d'accord|daccord|exact|exactement|correct|bien sur|allez y|c'est ca"
                  + "|c'est exact|c'est correct|parfait|je confirme",
              "s'il vous te plait merci bien c'est ca je le la veux voudrais beaucoup",
              "non pas ne n'est jamais attendez attends stop mais si sans sauf"),
          "es",
          Grammar.of(
              "si|claro|correcto|exacto|vale|de acuerdo|por supuesto|adelante|confirmo|eso es"
                  + "|esta bien|asi es",
              "por favor gracias muchas eso es lo quiero senor senora hagalo",
              "no nunca espere espera pare para pero sin salvo"),
          "it",
          Grammar.of(
              "si|certo|corretto|esatto|va bene|d'accordo|confermo|proceda|giusto|certamente",
              "per favore grazie lo la voglio vorrei molto prego",
              "no non mai aspetti aspetta fermo ma se senza"),
          "pt",
          Grammar.of(
              "sim|claro|correto|exato|certo|de acordo|pode ser|confirmo|isso mesmo|esta bem",
              "por favor obrigado obrigada isso e eu quero muito",
              "nao nunca espere espera pare mas se sem"),
          "nl",
          Grammar.of(
              "ja|jawel|klopt|juist|correct|akkoord|prima|graag|doe maar|in orde|zeker|dat klopt",
              "alstublieft alsjeblieft dank u je wel bedankt dat het is ik wil graag",
              "nee niet geen nooit wacht stop maar als zonder"));

  private static final Set<String> NO_FIRST =
      words("no nope nah never don't dont stop wait cancel nein non nee nao");

  /// @param language a BCP 47 tag; English is understood beside it
  /// @param question what was asked: its own words may be repeated in an answer
  static Consent in(String words, String language, String question) {
    String said = words.strip();
    if (said.equals("1")) {
      return YES;
    }
    if (said.equals("2")) {
      return NO;
    }
    List<String> answer = new ArrayList<>(tokens(said));
    while (!answer.isEmpty() && SOUNDS.contains(answer.getFirst())) {
      answer.removeFirst();
    }
    if (answer.isEmpty()) {
      return NOTHING;
    }
    if (NO_FIRST.contains(answer.getFirst())) {
      return NO;
    }
    if (answer.size() > WORDS_MAX || DOUBTED.matcher(said).find()) {
      return UNCLEAR;
    }
    String own = language.toLowerCase(Locale.ROOT).split("-", 2)[0];
    boolean isYes =
        isYes(answer, ENGLISH, question)
            || (OTHERS.containsKey(own) && isYes(answer, OTHERS.get(own), question));
    return isYes ? YES : UNCLEAR;
  }

  private static boolean isYes(List<String> answer, Grammar grammar, String question) {
    Set<String> allowed = new HashSet<>(tokens(question));
    allowed.addAll(grammar.courtesy());
    allowed.removeAll(grammar.no());
    allowed.removeAll(ENGLISH.no());
    int at = yesAt(answer, 0, grammar);
    if (at == 0) {
      return false;
    }
    while (at < answer.size()) {
      int further = yesAt(answer, at, grammar);
      if (further == 0 && !allowed.contains(answer.get(at))) {
        return false;
      }
      at += Math.max(1, further);
    }
    return true;
  }

  /// How many words at this place are a yes.
  private static int yesAt(List<String> answer, int from, Grammar grammar) {
    for (String phrase : grammar.yes()) {
      List<String> words = Arrays.asList(phrase.split(" "));
      int to = from + words.size();
      if (to <= answer.size() && answer.subList(from, to).equals(words)) {
        return words.size();
      }
    }
    return 0;
  }

  private static Set<String> words(String all) {
    return Set.copyOf(Arrays.asList(all.split(" ")));
  }

  private static List<String> tokens(String text) {
    String folded =
        MARKS
            .matcher(Normalizer.normalize(text, Normalizer.Form.NFD))
            .replaceAll("")
            .toLowerCase(Locale.ROOT)
            .replace('’', '\'');
    return Arrays.stream(folded.split("[^\\p{L}\\p{N}']+"))
        .filter(it -> !it.isBlank())
        .collect(Collectors.toList());
  }
}
