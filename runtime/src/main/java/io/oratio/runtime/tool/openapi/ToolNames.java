package io.oratio.runtime.tool.openapi;

import java.util.HashSet;
import java.util.Set;

/// Names that a model may call tools by, 1 to 64 letters, digits, `_` and `-`, each given once.
public final class ToolNames {
  private static final int LONGEST = 64;

  private final Set<String> given = new HashSet<>();

  /// The nearest name that is not taken yet.
  public String unused(String wanted) {
    var plain = wanted.replaceAll("[^A-Za-z0-9_-]+", "_");
    var name = plain.isEmpty() ? "tool" : plain;
    var shortened = name.length() <= LONGEST ? name : name.substring(0, LONGEST);
    for (int i = 2; !given.add(shortened); i++) {
      var suffix = "_" + i;
      shortened = name.substring(0, Math.min(name.length(), LONGEST - suffix.length())) + suffix;
    }
    return shortened;
  }
}
