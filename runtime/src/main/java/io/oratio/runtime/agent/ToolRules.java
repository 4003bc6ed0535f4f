package io.oratio.runtime.agent;

import io.oratio.runtime.agent.ToolDefinition.Bounds;
import io.oratio.runtime.agent.ToolDefinition.Builtin;
import io.oratio.runtime.agent.ToolDefinition.Http;
import io.oratio.runtime.agent.ToolDefinition.Mcp;
import io.oratio.runtime.agent.ToolDefinition.OpenApi;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the schema cannot say of an agent's tools: templates that can be filled, never in a host;
/// schemas that are some; nothing that moves money unasked.
final class ToolRules {
  private static final Pattern ADDRESS = Pattern.compile("https?://([^/?#]*)(.*)");
  private static final Pattern HOST =
      Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(:[0-9]{1,5})?");
  private static final Set<String> BUILTIN =
      Set.of(
          "knowledge_search",
          "hand_off",
          "hang_up",
          "transfer",
          "collect_digits",
          "send_email",
          "remember");

  private final AgentDefinition agent;
  private final Optional<Set<String>> files;
  private final Faults faults;

  ToolRules(AgentDefinition agent, Optional<Set<String>> files, Faults faults) {
    this.agent = agent;
    this.files = files;
    this.faults = faults;
  }

  void check() {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < agent.tools().size(); i++) {
      String pointer = "/tools/" + i;
      ToolDefinition tool = agent.tools().get(i);
      String name = name(tool);
      if (!name.isEmpty() && !names.add(name)) {
        faults.add(pointer + "/name", "there is another tool '" + name + "'");
      }
      if (!(tool instanceof Builtin) && BUILTIN.contains(name)) {
        faults.add(pointer + "/name", "'" + name + "' is the name of a built-in tool");
      }
      bounds(pointer, tool.bounds());
      switch (tool) {
        case Builtin it -> builtin(pointer, it);
        case Http it -> http(pointer, it);
        case OpenApi it -> openApi(pointer, it);
        case Mcp it -> mcp(pointer, it);
      }
    }
  }

  static String name(ToolDefinition tool) {
    return switch (tool) {
      case Builtin it -> it.name();
      case Http it -> it.name();
      case OpenApi it -> it.name();
      case Mcp it -> it.name();
    };
  }

  private void bounds(String pointer, Bounds bounds) {
    if (bounds.authority().equals("money") && bounds.confirmation().equals("never")) {
      faults.add(
          pointer + "/bounds/confirmation", "a tool that moves money is always confirmed first");
    }
  }

  private void builtin(String pointer, Builtin tool) {
    if (tool.name().equals("transfer") && agent.transferTargets().isEmpty()) {
      faults.add(pointer, "there is nowhere to transfer to: transferTargets is empty");
    }
    if (tool.name().equals("hand_off") && !agent.humanHandoffEnabled()) {
      faults.add(pointer, "hand_off is of no use while humanHandoffEnabled is false");
    }
  }

  private void http(String pointer, Http tool) {
    Set<String> known = known(tool);
    url(pointer + "/url", tool.url(), known);
    headers(pointer + "/headers", tool.headers(), Optional.of(known));
    placeholders(pointer + "/body", Placeholders.within(tool.body()), known);
    if (Placeholders.hasSecret(tool.body())) {
      faults.add(pointer + "/body", "a secret may stand only in a header");
    }
    if (tool.method().equals("GET") && !tool.body().isEmpty()) {
      faults.add(pointer + "/body", "a GET has no body");
    }
    schema(pointer + "/arguments", tool.arguments(), true);
    schema(pointer + "/result", tool.result(), false);
  }

  /// The arguments that a tool declares.
  static Set<String> known(Http tool) {
    return tool.arguments().get("properties") instanceof Map<?, ?> properties
        ? new HashSet<>(properties.keySet().stream().map(String::valueOf).toList())
        : Set.of();
  }

  /// The arguments that a tool cannot do without.
  static List<String> required(Http tool) {
    return tool.arguments().get("required") instanceof List<?> required
        ? required.stream().map(String::valueOf).toList()
        : List.of();
  }

  private void url(String pointer, String url, Set<String> known) {
    Matcher address = ADDRESS.matcher(url);
    if (!address.matches()) {
      return; // the schema tells
    }
    String host = address.group(1);
    if (host.contains("{")) {
      faults.add(pointer, "an argument may stand in the path and the query, never in the host");
    } else if (host.contains("@")) {
      faults.add(pointer, "a user or a password does not belong here; use a header with a secret");
    } else if (!HOST.matcher(host).matches()) {
      faults.add(pointer, "'" + host + "' is no host");
    }
    if (url.contains("{{")) {
      faults.add(pointer, "a secret may stand only in a header");
    }
    placeholders(pointer, Placeholders.in(address.group(2)), known);
  }

  private void headers(String pointer, Map<String, String> headers, Optional<Set<String>> known) {
    headers.forEach(
        (name, value) -> {
          String place = pointer + Faults.step(name);
          if (Placeholders.hasBrokenSecret(value)) {
            faults.add(place, "a secret is written {{secret:NAME}}");
          } else {
            placeholders(place, Placeholders.in(value), known.orElse(Set.of()));
          }
        });
  }

  private void placeholders(String pointer, Set<String> used, Set<String> known) {
    for (String each : used) {
      if (!known.contains(each)) {
        faults.add(pointer, "'{" + each + "}' is none of the arguments' properties");
      }
    }
  }

  private void schema(String pointer, Map<String, Object> schema, boolean isArguments) {
    if (schema.isEmpty()) {
      return;
    }
    if (isArguments && !"object".equals(schema.get("type"))) {
      faults.add(pointer + "/type", "the arguments are an object: \"type\": \"object\"");
    }
    AgentSchema.faultOf(schema).ifPresent(it -> faults.add(pointer, it));
    if (schema.get("properties") instanceof Map<?, ?> properties
        && schema.get("required") instanceof List<?> required) {
      for (Object each : required) {
        if (!properties.containsKey(each)) {
          faults.add(pointer + "/required", "'" + each + "' is none of the properties");
        }
      }
    }
  }

  private void openApi(String pointer, OpenApi tool) {
    if (tool.document().startsWith("tools/")
        && files.isPresent()
        && !files.get().contains(tool.document())) {
      faults.add(pointer + "/document", "there is no file " + tool.document() + " in the folder");
    }
    headers(pointer + "/headers", tool.headers(), Optional.empty());
  }

  private void mcp(String pointer, Mcp tool) {
    if (tool.command().isEmpty() == tool.url().isEmpty()) {
      faults.add(pointer, "an MCP server has either a command or a url");
    }
    if (tool.url().isEmpty() && !tool.headers().isEmpty()) {
      faults.add(pointer + "/headers", "are of no use without a url");
    }
    headers(pointer + "/headers", tool.headers(), Optional.empty());
  }
}
