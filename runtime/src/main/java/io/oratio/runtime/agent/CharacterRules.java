package io.oratio.runtime.agent;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/// Finds characters that are none: JSON can spell U+0000 and halves of surrogate pairs, which no
/// store keeps.
final class CharacterRules {
  private CharacterRules() {}

  static void check(JsonNode agent, Faults faults) {
    check(agent, "", faults);
  }

  private static void check(JsonNode node, String pointer, Faults faults) {
    if (node.isString() && isBroken(node.stringValue())) {
      faults.add(pointer, "holds a character that is none (U+0000 or half of a surrogate pair)");
    }
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      if (isBroken(member.getKey())) {
        faults.add(pointer, "holds a member whose name is no text");
      } else {
        check(member.getValue(), pointer + Faults.step(member.getKey()), faults);
      }
    }
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      check(node.get(i), pointer + "/" + i, faults);
    }
  }

  private static boolean isBroken(String text) {
    return text.codePoints()
        .anyMatch(
            it -> it == 0 || (it >= Character.MIN_SURROGATE && it <= Character.MAX_SURROGATE));
  }
}
