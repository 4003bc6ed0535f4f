package io.oratio.runtime.agent;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads the members of a JSON object with their defaults. What has another type than it should is
/// read as if it were missing: the schema tells of it.
record Members(JsonNode object) {
  Members of(String member) {
    return new Members(object.path(member));
  }

  boolean has(String member) {
    return object.has(member);
  }

  String text(String member) {
    return text(member, "");
  }

  String text(String member, String missing) {
    return object.path(member).stringValue(missing);
  }

  boolean flag(String member, boolean missing) {
    return object.path(member).booleanValue(missing);
  }

  int whole(String member, int missing) {
    return object.path(member).intValue(missing);
  }

  List<String> texts(String member) {
    return texts(object.path(member));
  }

  /// One thing for each element of a list, in order: also for one that is not as it should be, so
  /// that the positions stay.
  <T> List<T> list(String member, Function<Members, T> read) {
    List<T> list = new ArrayList<>();
    JsonNode array = object.path(member);
    if (array.isArray()) {
      array.forEach(each -> list.add(read.apply(new Members(each))));
    }
    return List.copyOf(list);
  }

  /// An object of any shape, in the order of the file.
  Map<String, Object> map(String member) {
    return asMap(object.path(member));
  }

  Map<String, String> textMap(String member) {
    Map<String, String> map = new LinkedHashMap<>();
    object
        .path(member)
        .properties()
        .forEach(it -> map.put(it.getKey(), it.getValue().stringValue("")));
    return Collections.unmodifiableMap(map);
  }

  Map<String, List<String>> textsMap(String member) {
    Map<String, List<String>> map = new LinkedHashMap<>();
    object.path(member).properties().forEach(it -> map.put(it.getKey(), texts(it.getValue())));
    return Collections.unmodifiableMap(map);
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    if (array.isArray()) {
      array.forEach(each -> texts.add(each.stringValue("")));
    }
    return List.copyOf(texts);
  }

  private static Map<String, Object> asMap(JsonNode object) {
    Map<String, Object> map = new LinkedHashMap<>();
    object.properties().forEach(it -> map.put(it.getKey(), asValue(it.getValue())));
    return Collections.unmodifiableMap(map);
  }

  private static Object asValue(JsonNode node) {
    if (node.isObject()) {
      return asMap(node);
    }
    if (node.isArray()) {
      List<Object> list = new ArrayList<>();
      node.forEach(each -> list.add(asValue(each)));
      return Collections.unmodifiableList(list);
    }
    return JsonMapper.shared().treeToValue(node, Object.class);
  }
}
