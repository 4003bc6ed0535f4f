package io.oratio.runtime.tool;

import io.oratio.domain.tenant.TenantId;
import io.oratio.runtime.agent.AgentDefinition;
import io.oratio.runtime.agent.ToolDefinition;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Keeps the secrets of one conversation's tools out of what the model gets: those the agent's
/// definitions name, and those that a tool took from here. They are found as they are, in percent
/// encoding and in base64. A server that is bent on sending a secret back in a form of its own is
/// not stopped by this; it knows the secret already.
final class Redactor implements Secrets {
  private static final String INSTEAD = "[REDACTED]";
  private static final int SHORTEST = 4;
  private static final int NAMES_MAX = 100;
  private static final Pattern REFERENCE =
      Pattern.compile("\\{\\{\\s*secret:\\s*([^}\\s]{1,128})\\s*\\}\\}");

  private final Secrets secrets;
  private final TenantId tenantId;
  private final Set<String> names;
  private final Set<String> looked = ConcurrentHashMap.newKeySet();
  private final Set<String> forms = ConcurrentHashMap.newKeySet();

  Redactor(Secrets secrets, TenantId tenantId, AgentDefinition agent) {
    this.secrets = secrets;
    this.tenantId = tenantId;
    names = namesIn(agent);
  }

  /// The conversation's tenant's secrets and nobody else's.
  @Override
  public Optional<String> secret(TenantId whose, String name) {
    if (!whose.equals(tenantId)) {
      return Optional.empty();
    }
    Optional<String> value = secrets.secret(tenantId, name);
    value.ifPresent(this::keepOut);
    return value;
  }

  /// The same value without secrets, in texts, names and numbers.
  JsonNode without(JsonNode node) {
    return forms.isEmpty() ? node : cleaned(node);
  }

  /// The same text without the secrets that were read so far. Never blocks.
  String known(String text) {
    return cleaned(text);
  }

  /// Reads the secrets that the definitions name. Blocks the first time.
  void learn() {
    for (String name : names) {
      if (!looked.contains(name)) {
        secrets.secret(tenantId, name).ifPresent(this::keepOut);
        looked.add(name);
      }
    }
  }

  private JsonNode cleaned(JsonNode node) {
    JsonNodeFactory make = JsonNodeFactory.instance;
    if (node instanceof ObjectNode object) {
      ObjectNode out = make.objectNode();
      for (var member : object.properties()) {
        out.set(cleaned(member.getKey()), cleaned(member.getValue()));
      }
      return out;
    }
    if (node instanceof ArrayNode array) {
      ArrayNode out = make.arrayNode();
      array.forEach(it -> out.add(cleaned(it)));
      return out;
    }
    if (node.isString() || node.isNumber()) {
      String text = node.asString();
      String clean = cleaned(text);
      return clean.equals(text) ? node : make.stringNode(clean);
    }
    return node;
  }

  private String cleaned(String text) {
    String clean = text;
    for (String form : forms) {
      clean = clean.replace(form, INSTEAD);
    }
    return clean;
  }

  private void keepOut(String secret) {
    if (secret.strip().length() < SHORTEST) {
      return; // would be found in every date and price
    }
    Set<String> all = new LinkedHashSet<>();
    for (String form : List.of(secret, secret.strip())) {
      all.add(form);
      String percent = URLEncoder.encode(form, StandardCharsets.UTF_8);
      all.add(percent);
      all.add(percent.replace("+", "%20"));
      byte[] bytes = form.getBytes(StandardCharsets.UTF_8);
      for (int before = 0; before < 3; before++) {
        all.add(base64(bytes, before, Base64.getEncoder()));
        all.add(base64(bytes, before, Base64.getUrlEncoder()));
      }
    }
    all.removeIf(it -> it.length() < SHORTEST);
    forms.addAll(all);
  }

  /// The letters that stand for the secret in any base64 text that holds it behind `before` (modulo
  /// 3) other bytes; those that depend on its neighbours are left out.
  private static String base64(byte[] secret, int before, Base64.Encoder encoder) {
    byte[] shifted = new byte[before + secret.length];
    System.arraycopy(secret, 0, shifted, before, secret.length);
    String text = encoder.withoutPadding().encodeToString(shifted);
    int first = (before * 8 + 5) / 6;
    int last = shifted.length * 8 / 6;
    return first < last ? text.substring(first, last) : "";
  }

  private static Set<String> namesIn(AgentDefinition agent) {
    Set<String> names = new LinkedHashSet<>();
    for (ToolDefinition tool : agent.tools()) {
      Matcher matcher = REFERENCE.matcher(String.join("\n", texts(tool).toList()));
      while (matcher.find() && names.size() < NAMES_MAX) {
        names.add(matcher.group(1));
      }
    }
    return Set.copyOf(names);
  }

  private static Stream<String> texts(ToolDefinition tool) {
    return switch (tool) {
      case ToolDefinition.Builtin _ -> Stream.of();
      case ToolDefinition.Http it -> texts(List.of(it.url(), it.headers(), it.body()));
      case ToolDefinition.OpenApi it -> texts(it.headers());
      case ToolDefinition.Mcp it -> texts(List.of(it.url(), it.command(), it.headers()));
    };
  }

  private static Stream<String> texts(Object value) {
    return switch (value) {
      case String text -> Stream.of(text);
      case Map<?, ?> map -> map.values().stream().flatMap(Redactor::texts);
      case List<?> list -> list.stream().flatMap(Redactor::texts);
      default -> Stream.of();
    };
  }
}
