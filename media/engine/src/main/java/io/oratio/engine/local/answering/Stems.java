package io.oratio.engine.local.answering;

import java.util.List;
import java.util.Map;

/// English words without their endings, and a few that mean the same on the telephone brought
/// together. Coarse on purpose: it only ever compares questions of one agent.
final class Stems {
  private static final int SHORTEST = 3;
  private static final List<String> ENDINGS =
      List.of("'s", "ingly", "ings", "ing", "edly", "ed", "ies", "es", "s", "ly");
  private static final Map<String, String> SAME =
      Map.ofEntries(
          Map.entry("package", "parcel"),
          Map.entry("delivery", "parcel"),
          Map.entry("shipment", "parcel"),
          Map.entry("order", "parcel"),
          Map.entry("cost", "price"),
          Map.entry("costs", "price"),
          Map.entry("fee", "price"),
          Map.entry("charge", "price"),
          Map.entry("much", "price"),
          Map.entry("located", "where"),
          Map.entry("location", "where"),
          Map.entry("address", "where"),
          Map.entry("refund", "money"),
          Map.entry("opening", "open"),
          Map.entry("opened", "open"),
          Map.entry("hours", "time"),
          Map.entry("when", "time"),
          Map.entry("closing", "close"),
          Map.entry("forgotten", "forgot"),
          Map.entry("forget", "forgot"),
          Map.entry("sign", "log"),
          Map.entry("login", "log"),
          Map.entry("telephone", "phone"),
          Map.entry("cell", "phone"),
          Map.entry("recording", "record"),
          Map.entry("recorded", "record"),
          Map.entry("people", "person"),
          Map.entry("human", "person"),
          Map.entry("someone", "person"),
          Map.entry("somebody", "person"),
          Map.entry("agent", "person"),
          Map.entry("operator", "person"),
          Map.entry("representative", "person"));

  private Stems() {}

  static String of(String word) {
    String same = SAME.get(word);
    if (same != null) {
      return same;
    }
    for (String ending : ENDINGS) {
      if (word.endsWith(ending) && word.length() - ending.length() >= SHORTEST) {
        String stem = word.substring(0, word.length() - ending.length());
        return unified(ending.equals("ies") ? stem + "y" : undoubled(stem));
      }
    }
    return unified(word);
  }

  private static String unified(String stem) {
    String same = SAME.get(stem);
    String plain = same == null ? stem : same;
    return plain.length() > SHORTEST && plain.endsWith("e")
        ? plain.substring(0, plain.length() - 1)
        : plain;
  }

  // stopping → stop
  private static String undoubled(String stem) {
    int last = stem.length() - 1;
    boolean isDouble = last > 2 && stem.charAt(last) == stem.charAt(last - 1);
    return isDouble && "lsz".indexOf(stem.charAt(last)) < 0 ? stem.substring(0, last) : stem;
  }
}
