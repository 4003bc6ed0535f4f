package io.oratio.runtime.dialogue.likeness;

import io.oratio.runtime.dialogue.grammar.Numbers;
import io.oratio.runtime.dialogue.grammar.Tokens;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// English words without their endings. Coarse on purpose: what means the same in other words is
/// found by meaning, not here.
public final class Stems {
  private static final int SHORTEST = 3;
  private static final List<String> ENDINGS =
      List.of(
          "ations", "ation", "ments", "ment", "ingly", "ings", "ing", "edly", "ies", "ied", "ed",
          "es", "s", "ly");
  private static final Set<String> SMALL =
      Set.copyOf(
          Arrays.asList(
              ("a an the is are am was were be been being it its it's this that these those i i'm"
                   + " i'd i'll i've me my mine we we're our us you your you're he she they them do"
                   + " does did doing can could would will shall should may might must to of in on"
                   + " at by for from with and or but so if then there there's here please want"
                   + " wants like need have has had got get tell know say just some any about let"
                   + " ask question um uh er ah oh well hello hi hey thanks thank okay ok yes no"
                   + " not what what's which as also really very actually maybe give us let's"
                   + " wondering wonder hoping how who where when why whether")
                  .split(" ")));
  // Small words that tell what is asked where little else does.
  private static final Set<String> ASKING = Set.of("how", "who", "where", "when", "why");

  // The few words that are one another in any trade.
  private static final Map<String, String> SAME =
      Map.of(
          "much",
          "price",
          "cost",
          "price",
          "costs",
          "price",
          "fee",
          "price",
          "fees",
          "price",
          "package",
          "parcel",
          "packages",
          "parcel",
          "vacation",
          "holiday",
          "vacations",
          "holiday");

  private Stems() {}

  /// The stem of one word in lower case; numbers in digits become words.
  public static String of(String word) {
    if (word.matches("\\d{1,2}")) {
      return Numbers.inWords(Integer.parseInt(word));
    }
    String bare = word.endsWith("'s") ? word.substring(0, word.length() - 2) : word;
    String plain = SAME.getOrDefault(bare, bare);
    for (String ending : ENDINGS) {
      if (plain.endsWith(ending) && plain.length() - ending.length() >= SHORTEST) {
        if (ending.equals("s") && plain.endsWith("ss")) {
          break;
        }
        String stem = plain.substring(0, plain.length() - ending.length());
        boolean isY = ending.equals("ies") || ending.equals("ied");
        return isY ? stem + "i" : bare(undoubled(stem));
      }
    }
    return bare(plain);
  }

  private static String bare(String stem) {
    boolean isLong = stem.length() > SHORTEST;
    if (isLong && stem.endsWith("e")) {
      return stem.substring(0, stem.length() - 1);
    }
    return isLong && stem.endsWith("y") ? stem.substring(0, stem.length() - 1) + "i" : stem;
  }

  // stopping → stop
  private static String undoubled(String stem) {
    int last = stem.length() - 1;
    boolean isDouble = last > 2 && stem.charAt(last) == stem.charAt(last - 1);
    return isDouble && "lsz".indexOf(stem.charAt(last)) < 0 ? stem.substring(0, last) : stem;
  }

  /// Every word's stem, in order.
  public static List<String> all(Tokens tokens) {
    return tokens.words().stream().filter(it -> !it.isEmpty()).map(Stems::of).toList();
  }

  /// The stems of the words that matter. Where only small words are, the asking ones count, or else
  /// all.
  public static Set<String> thatMatter(Tokens tokens) {
    Set<String> stems = matching(tokens, it -> !SMALL.contains(it));
    if (stems.isEmpty()) {
      stems = matching(tokens, it -> ASKING.contains(it) || !SMALL.contains(it));
    }
    return stems.isEmpty() ? matching(tokens, _ -> true) : stems;
  }

  private static Set<String> matching(Tokens tokens, java.util.function.Predicate<String> matters) {
    Set<String> stems = new LinkedHashSet<>();
    for (String word : tokens.words()) {
      if (!word.isEmpty() && matters.test(word)) {
        stems.add(of(word));
      }
    }
    return stems;
  }

  /// Whether a word says little by itself.
  public static boolean isSmall(String word) {
    return SMALL.contains(word);
  }
}
