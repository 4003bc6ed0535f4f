package io.oratio.runtime.tool;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What the other side is asked before a tool runs: the tool and all its arguments in plain words.
final class Question {
  private static final int DETAILS_MAX = 16;
  private static final int VALUE_CHARS_MAX = 120;

  private Question() {}

  /// @throws Refusal when the arguments are too many or too long to be read out: nobody can agree
  ///   to what was not told
  static String about(ToolSpec spec, ObjectNode arguments) throws Refusal {
    List<String> details = new ArrayList<>();
    collect("", arguments, details);
    String deed = inWords(spec.name());
    return details.isEmpty()
        ? "Shall I do this: " + deed + "? Please say yes or no."
        : "Shall I do this: "
            + deed
            + ", with "
            + String.join(", ", details)
            + "? Please say yes or no.";
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
