package io.oratio.control.web.contract;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A path of the contract: segments that are words, or a name in braces for any one segment.
///
/// @param segments without the slashes
public record PathTemplate(String text, List<String> segments) {
  /// Words before names, segment by segment: `/ws/dashboard` is tried before `/ws/{agentId}`.
  static final Comparator<PathTemplate> MOST_SPECIFIC_FIRST =
      Comparator.comparing((PathTemplate it) -> it.segments().size())
          .thenComparing(PathTemplate::shape)
          .thenComparing(PathTemplate::text);

  public PathTemplate {
    segments = List.copyOf(segments);
  }

  PathTemplate(String text) {
    this(text, segments(text));
  }

  static List<String> segments(String path) {
    return Arrays.asList(path.substring(1).split("/", -1));
  }

  /// What stands where the names are, still encoded; empty if the path is another.
  Optional<Map<String, String>> match(List<String> segments) {
    List<String> ours = this.segments;
    if (ours.size() != segments.size()) {
      return Optional.empty();
    }
    Map<String, String> found = new LinkedHashMap<>();
    for (int i = 0; i < ours.size(); i++) {
      String segment = segments.get(i);
      if (isName(ours.get(i))) {
        if (segment.isEmpty()) {
          return Optional.empty();
        }
        found.put(ours.get(i).substring(1, ours.get(i).length() - 1), segment);
      } else if (!ours.get(i).equals(segment)) {
        return Optional.empty();
      }
    }
    return Optional.of(found);
  }

  /// The path with these values in place of its names.
  public String filled(Map<String, String> values) {
    StringBuilder path = new StringBuilder();
    for (String segment : segments) {
      path.append('/')
          .append(
              isName(segment)
                  ? values.getOrDefault(segment.substring(1, segment.length() - 1), "")
                  : segment);
    }
    return path.toString();
  }

  private String shape() {
    StringBuilder shape = new StringBuilder();
    segments.forEach(it -> shape.append(isName(it) ? '~' : '.'));
    return shape.toString();
  }

  private static boolean isName(String segment) {
    return segment.startsWith("{") && segment.endsWith("}");
  }
}
