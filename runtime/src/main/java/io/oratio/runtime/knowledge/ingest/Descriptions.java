package io.oratio.runtime.knowledge.ingest;

import java.util.Map;

/// The owner's words about each file, nested as the folders are.
final class Descriptions {
  private Descriptions() {}

  /// The description of a file: its own, else that of the nearest folder that has one, else blank.
  static String of(Map<String, ?> nested, String path) {
    if (nested.get(path) instanceof String whole) {
      return whole.strip();
    }
    Object here = nested;
    String nearest = "";
    for (String part : path.split("/")) {
      if (!(here instanceof Map<?, ?> folder)) {
        break;
      }
      here = folder.get(part);
      if (here instanceof String words) {
        nearest = words.strip();
      }
    }
    return nearest;
  }
}
