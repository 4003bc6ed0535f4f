package io.oratio.runtime.tool.builtin;

import java.util.List;
import java.util.Map;

/// What an agent's definition tells a tool of ours. A setting of another type than the one it
/// should have is as good as none.
record Settings(Map<String, Object> members) {
  String text(String name, String otherwise) {
    return members.get(name) instanceof String text && !text.isBlank() ? text.strip() : otherwise;
  }

  int number(String name, int least, int most, int otherwise) {
    return members.get(name) instanceof Number number
        ? Math.clamp(number.longValue(), least, most)
        : otherwise;
  }

  /// A list of texts; one text is a list of one.
  List<String> texts(String name) {
    Object value = members.get(name);
    if (value instanceof String text && !text.isBlank()) {
      return List.of(text.strip());
    }
    return value instanceof List<?> list
        ? list.stream()
            .filter(String.class::isInstance)
            .map(it -> ((String) it).strip())
            .filter(it -> !it.isBlank())
            .toList()
        : List.of();
  }
}
