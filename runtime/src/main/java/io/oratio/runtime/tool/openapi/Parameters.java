package io.oratio.runtime.tool.openapi;

import io.oratio.runtime.tool.ToolFailure;
import io.oratio.runtime.tool.http.HeaderLines;
import io.oratio.runtime.tool.http.Percent;
import io.oratio.runtime.tool.http.UrlTemplate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The parameters of an operation: which argument goes where, and how it is written there (OpenAPI
/// 3.1.1 §4.8.12).
final class Parameters {
  private static final Set<String> NOT_HERE = Set.of("accept", "content-type", "authorization");

  private final List<Parameter> parameters = new ArrayList<>();

  /// @param argument what the model calls it
  /// @param place `path`, `query` or `header`
  /// @param isJson whether its value is sent as JSON text
  record Parameter(
      String argument,
      String name,
      String place,
      boolean isRequired,
      String style,
      boolean isExploded,
      boolean isJson,
      JsonNode schema,
      String description) {}

  /// @throws IllegalArgumentException when one cannot be sent
  Parameters(JsonNode root, OpenApiDocument.Operation operation) {
    var all = new LinkedHashMap<String, JsonNode>();
    for (var source : List.of(operation.item(), operation.node())) {
      for (var written : source.path("parameters").values()) {
        var it = References.followed(root, written);
        all.put(it.path("in").asString("") + " " + it.path("name").asString(""), it);
      }
    }
    var names = new ToolNames();
    for (var it : all.values()) {
      var name = it.path("name").asString("");
      var place = it.path("in").asString("");
      boolean isRequired = it.path("required").asBoolean(false) || place.equals("path");
      boolean isSent =
          switch (place) {
            case "path", "query" -> true;
            case "header" -> !NOT_HERE.contains(name.toLowerCase(Locale.ROOT));
            default -> {
              if (isRequired) {
                throw new IllegalArgumentException(
                    "the parameter "
                        + name
                        + " has to be sent as "
                        + place
                        + ", which is not done");
              }
              yield false;
            }
          };
      if (isSent && !name.isEmpty()) {
        parameters.add(parameter(it, names.unused(name), name, place, isRequired));
      }
    }
  }

  private static Parameter parameter(
      JsonNode it, String argument, String name, String place, boolean isRequired) {
    var style = it.path("style").asString(place.equals("query") ? "form" : "simple");
    var content = it.path("content");
    boolean isJson = content.isObject() && !content.isEmpty();
    var schema = isJson ? content.values().iterator().next().path("schema") : it.path("schema");
    return new Parameter(
        argument,
        name,
        place,
        isRequired,
        style,
        it.path("explode").asBoolean(style.equals("form")),
        isJson,
        schema,
        it.path("description").asString(""));
  }

  List<Parameter> all() {
    return parameters;
  }

  /// The path with its gaps filled.
  String path(String template, ObjectNode arguments) throws ToolFailure {
    var path = template;
    for (var it : parameters) {
      if (it.place().equals("path")) {
        var value = arguments.path(it.argument());
        if (value.isMissingNode() || value.isNull()) {
          throw refused("The argument '" + it.argument() + "' is missing.");
        }
        var parts = new ArrayList<String>();
        for (var element : value.isArray() ? value.values() : List.of(value)) {
          parts.add(UrlTemplate.segmentValue(text(it.argument(), element)));
        }
        if (parts.isEmpty()) {
          throw refused("The argument '" + it.argument() + "' is empty.");
        }
        // A value never holds a brace: it is encoded, so no value is taken for another's gap.
        path = path.replace("{" + it.name() + "}", String.join(",", parts));
      }
    }
    for (var segment : path.split("/")) {
      UrlTemplate.checkSegment(segment);
    }
    return path;
  }

  /// The query, with its question mark; blank for none.
  String query(ObjectNode arguments) throws ToolFailure {
    var pairs = new ArrayList<String>();
    for (var it : parameters) {
      var value = arguments.path(it.argument());
      if (it.place().equals("query") && !value.isMissingNode() && !value.isNull()) {
        add(pairs, it, value);
      }
    }
    return pairs.isEmpty() ? "" : "?" + String.join("&", pairs);
  }

  private static void add(List<String> pairs, Parameter it, JsonNode value) throws ToolFailure {
    var name = Percent.encoded(it.name());
    if (it.isJson()) {
      pairs.add(name + "=" + Percent.encoded(value.toString()));
    } else if (value.isArray()) {
      var texts = new ArrayList<String>();
      for (var element : value.values()) {
        texts.add(Percent.encoded(text(it.argument(), element)));
      }
      if (it.isExploded()) {
        texts.forEach(text -> pairs.add(name + "=" + text));
      } else {
        pairs.add(name + "=" + String.join(separator(it.style()), texts));
      }
    } else if (value.isObject()) {
      addObject(pairs, it, value);
    } else {
      pairs.add(name + "=" + Percent.encoded(text(it.argument(), value)));
    }
  }

  private static void addObject(List<String> pairs, Parameter it, JsonNode value)
      throws ToolFailure {
    var flat = new ArrayList<String>();
    for (var member : value.properties()) {
      var key = Percent.encoded(member.getKey());
      var text = Percent.encoded(text(it.argument(), member.getValue()));
      if (it.style().equals("deepObject")) {
        pairs.add(Percent.encoded(it.name()) + "%5B" + key + "%5D=" + text);
      } else if (it.isExploded()) {
        pairs.add(key + "=" + text);
      } else {
        flat.add(key);
        flat.add(text);
      }
    }
    if (!flat.isEmpty()) {
      pairs.add(Percent.encoded(it.name()) + "=" + String.join(separator(it.style()), flat));
    }
  }

  private static String separator(String style) {
    return switch (style) {
      case "spaceDelimited" -> "%20";
      case "pipeDelimited" -> "%7C";
      default -> ",";
    };
  }

  /// Adds the arguments that go to headers; a declared line is never replaced.
  void addHeaders(Map<String, String> lines, ObjectNode arguments) throws ToolFailure {
    for (var it : parameters) {
      var value = arguments.path(it.argument());
      boolean isDeclared = lines.keySet().stream().anyMatch(it.name()::equalsIgnoreCase);
      if (it.place().equals("header") && !value.isMissingNode() && !value.isNull() && !isDeclared) {
        var texts = new ArrayList<String>();
        for (var element : value.isArray() ? value.values() : List.of(value)) {
          texts.add(it.isJson() ? element.toString() : text(it.argument(), element));
        }
        lines.put(it.name(), HeaderLines.argument(String.join(",", texts)));
      }
    }
  }

  private static String text(String argument, JsonNode value) throws ToolFailure {
    if (value.isContainer()) {
      throw refused("The argument '" + argument + "' has to be one plain value.");
    }
    return value.isString() ? value.stringValue() : value.toString();
  }

  private static ToolFailure refused(String sentence) {
    return new ToolFailure("arguments", sentence, false);
  }
}
