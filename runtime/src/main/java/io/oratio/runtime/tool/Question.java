package io.oratio.runtime.tool;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What the other side is asked before a tool runs: the tool and all its arguments in plain words.
final class Question {
  private static final int DETAILS_MAX = 16;
  private static final int VALUE_CHARS_MAX = 120;

  /// What stands before the deed, between it and its details, and after all.
  private record Words(String before, String with, String after) {}

  private static final Words ENGLISH =
      new Words("Shall I do this: ", ", with ", "? Please say yes or no.");
  private static final Map<String, Words> OTHERS =
      Map.of(
          "de", new Words("Soll ich das tun: ", ", mit ", "? Bitte sagen Sie ja oder nein."),
          "fr", new Words("Dois-je faire ceci : ", ", avec ", " ? Répondez par oui ou non."),
          "es", new Words("¿Hago esto: ", ", con ", "? Diga sí o no, por favor."),
          "it", new Words("Devo fare questo: ", ", con ", "? Dica sì o no, per favore."),
          "pt", new Words("Devo fazer isto: ", ", com ", "? Diga sim ou não, por favor."),
          "nl", new Words("Zal ik dit doen: ", ", met ", "? Zeg alstublieft ja of nee."));

  private Question() {}

  /// @param language a BCP 47 tag; English stands in for one we have no words in
  /// @throws Refusal when the arguments are too many or too long to be read out: nobody can agree
  ///   to what was not told
  static String about(ToolSpec spec, ObjectNode arguments, String language) throws Refusal {
    List<String> details = new ArrayList<>();
    collect("", arguments, details);
    Words words = OTHERS.getOrDefault(language.toLowerCase(Locale.ROOT).split("-", 2)[0], ENGLISH);
    String with = details.isEmpty() ? "" : words.with() + String.join(", ", details);
    return words.before() + inWords(spec.name()) + with + words.after();
  }

  private static void collect(String name, JsonNode node, List<String> details) throws Refusal {
    if (node instanceof ObjectNode object) {
      for (var member : object.properties()) {
        collect((name + " " + inWords(member.getKey())).strip(), member.getValue(), details);
      }
    } else if (node instanceof ArrayNode array) {
      for (JsonNode item : array) {
        collect(name, item, details);
      }
    } else if (!node.isNull()) {
      String value = node.isNumber() ? node.decimalValue().toPlainString() : node.asString();
      String readable = value.replaceAll("[\\p{Cc}\\p{Cf}\\s]+", " ").strip();
      if (readable.length() > VALUE_CHARS_MAX || details.size() == DETAILS_MAX) {
        throw new Refusal(
            "The arguments are too long to be read to the other side for a confirmation.");
      }
      details.add(name + " " + (readable.isEmpty() ? "empty" : readable));
    }
  }

  private static String inWords(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1 $2")
        .replaceAll("[^\\p{L}\\p{N}]+", " ")
        .strip();
  }
}
