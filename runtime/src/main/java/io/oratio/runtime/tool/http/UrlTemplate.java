package io.oratio.runtime.tool.http;

import io.oratio.runtime.tool.ToolFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// The address of an endpoint with gaps in its path and query. Whatever an argument holds, the
/// address keeps its host, its number of segments and the names of its parameters.
public final class UrlTemplate {
  private static final Pattern SHAPE =
      Pattern.compile("([hH][tT][tT][pP][sS]?://[^/?#{}\\s]+)(/[^?#]*)?(?:\\?([^#]*))?");

  private final String origin;
  private final List<Template> segments;
  private final List<Parameter> parameters;

  private record Parameter(Template name, Template value, boolean hasValue) {}

  private UrlTemplate(String origin, List<Template> segments, List<Parameter> parameters) {
    this.origin = origin;
    this.segments = segments;
    this.parameters = parameters;
  }

  /// @throws IllegalArgumentException when it is no address, or has a gap where none may be
  static UrlTemplate parse(String url) {
    var parts = SHAPE.matcher(url.strip());
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "url has to be an https address without gaps in its host: " + url);
    }
    var segments = new ArrayList<Template>();
    if (parts.group(2) != null) {
      for (var segment : parts.group(2).substring(1).split("/", -1)) {
        var template = Template.parse(segment);
        if (template.hasSecrets()) {
          throw new IllegalArgumentException("url has a secret in its path: " + url);
        }
        if (template.hasLiteral("{}")) {
          throw new IllegalArgumentException("url has a brace that is no argument: " + url);
        }
        segments.add(template);
      }
    }
    var parameters = new ArrayList<Parameter>();
    if (parts.group(3) != null && !parts.group(3).isEmpty()) {
      for (var pair : parts.group(3).split("&", -1)) {
        int equals = pair.indexOf('=');
        var name = Template.parse(equals < 0 ? pair : pair.substring(0, equals));
        var value = Template.parse(equals < 0 ? "" : pair.substring(equals + 1));
        if (name.hasArguments() || name.hasSecrets() || name.hasLiteral("{}")) {
          throw new IllegalArgumentException("url has a gap in a parameter's name: " + url);
        }
        if (value.hasLiteral("{}")) {
          throw new IllegalArgumentException("url has a brace that is no argument: " + url);
        }
        parameters.add(new Parameter(name, value, equals >= 0));
      }
    }
    return new UrlTemplate(parts.group(1), segments, parameters);
  }

  String filled(Filling filling) throws ToolFailure {
    var url = new StringBuilder(origin);
    for (var segment : segments) {
      url.append('/').append(segment(segment, filling));
    }
    if (segments.isEmpty()) {
      url.append('/');
    }
    var pairs = new ArrayList<String>();
    for (var parameter : parameters) {
      add(pairs, parameter, filling);
    }
    if (!pairs.isEmpty()) {
      url.append('?').append(String.join("&", pairs));
    }
    return url.toString();
  }

  private static String segment(Template template, Filling filling) throws ToolFailure {
    if (filling.lacksAnArgumentOf(template)) {
      throw Filling.refused("An argument that the address needs is missing.");
    }
    var filled = filling.filled(template, UrlTemplate::segmentValue, UrlTemplate::segmentValue);
    if (template.hasArguments()) {
      checkSegment(filled);
    }
    return filled;
  }

  /// A value as (part of) one path segment. A slash is refused even encoded: some servers decode it
  /// before they look at the path.
  public static String segmentValue(String value) throws ToolFailure {
    boolean isBad =
        value.isEmpty()
            || value.chars().anyMatch(it -> it == '/' || it == '\\' || Character.isISOControl(it));
    if (isBad) {
      throw Filling.refused(
          "An argument of the address is empty or holds a slash or a control character.");
    }
    return Percent.encoded(value);
  }

  /// Refuses a segment that would lead elsewhere. What follows a semicolon some servers drop before
  /// they resolve dots.
  public static void checkSegment(String segment) throws ToolFailure {
    var bare = segment.replace("%2E", ".").replace("%3B", ";").split(";", 2)[0];
    if (bare.equals(".") || bare.equals("..")) {
      throw Filling.refused("An argument of the address must not be '.' or '..'.");
    }
  }

  private static void add(List<String> pairs, Parameter parameter, Filling filling)
      throws ToolFailure {
    if (filling.lacksAnArgumentOf(parameter.value())) {
      return;
    }
    var name = filling.filled(parameter.name(), Percent::encoded, Percent::encoded);
    if (!parameter.hasValue()) {
      pairs.add(name);
      return;
    }
    var only = parameter.value().onlyArgument();
    var whole = only.isEmpty() ? java.util.Optional.<JsonNode>empty() : filling.argument(only);
    if (whole.isPresent() && whole.get().isArray()) {
      for (var element : whole.get().values()) {
        pairs.add(name + "=" + Percent.encoded(Filling.text(only, element)));
      }
      return;
    }
    pairs.add(name + "=" + filling.filled(parameter.value(), Percent::encoded, Percent::encoded));
  }
}
