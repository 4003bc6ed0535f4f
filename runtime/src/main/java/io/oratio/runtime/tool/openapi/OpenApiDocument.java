package io.oratio.runtime.tool.openapi;

import io.oratio.domain.tenant.TenantId;
import io.oratio.runtime.agent.ToolDefinition;
import io.oratio.runtime.outbound.OutboundHttp;
import io.oratio.runtime.tool.Secrets;
import io.oratio.runtime.tool.Tool;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.SpecVersion;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// An OpenAPI 3 document, read once.
public final class OpenApiDocument {
  /// The most operations that one definition may turn into tools.
  public static final int MOST_TOOLS = 20;

  private static final int LONGEST = 4 << 20;
  private static final int DEEPEST = 200;
  private static final List<String> METHODS =
      List.of("get", "head", "post", "put", "patch", "delete");
  private static final JsonMapper JSON = JsonMapper.shared();

  private final JsonNode root;
  private final Optional<URI> address;
  private final Map<String, Operation> operations;

  private OpenApiDocument(JsonNode root, Optional<URI> address) {
    this.root = root;
    this.address = address;
    this.operations = operations(root);
  }

  /// @param text JSON or YAML
  /// @param address where it came from, for a relative server; empty for a file
  /// @throws IllegalArgumentException with a sentence when it is no usable document
  public static OpenApiDocument parse(String text, Optional<URI> address) {
    if (text.length() > LONGEST) {
      throw new IllegalArgumentException(
          "the OpenAPI document is longer than " + LONGEST + " characters");
    }
    if (isTooDeep(text)) {
      throw new IllegalArgumentException("the OpenAPI document is nested too deeply");
    }
    var root = JSON.readTree(read(text));
    refuseForeignReferences(root);
    return new OpenApiDocument(root, address);
  }

  private static String read(String text) {
    var options = new ParseOptions();
    options.setResolve(false);
    options.setValidateExternalRefs(false);
    try {
      var result = new OpenAPIV3Parser().readContents(text, List.of(), options);
      var read = result.getOpenAPI();
      if (read == null || read.getPaths() == null) {
        throw new IllegalArgumentException("this is no OpenAPI 3 document with paths");
      }
      return read.getSpecVersion() == SpecVersion.V31
          ? Json31.mapper().writeValueAsString(read)
          : Json.mapper().writeValueAsString(read);
    } catch (IllegalArgumentException e) {
      throw e;
    } catch (Exception | StackOverflowError e) {
      // The parser reads foreign text and has no list of what it may throw.
      throw new IllegalArgumentException("the OpenAPI document cannot be read", e);
    }
  }

  private static boolean isTooDeep(String text) {
    int depth = 0;
    for (int i = 0; i < text.length(); i++) {
      switch (text.charAt(i)) {
        case '{', '[' -> depth++;
        case '}', ']' -> depth = Math.max(0, depth - 1);
        default -> {}
      }
      if (depth > DEEPEST) {
        return true;
      }
    }
    return false;
  }

  private static void refuseForeignReferences(JsonNode node) {
    for (var reference : node.findValues("$ref")) {
      if (reference.isString() && !reference.stringValue().startsWith("#/")) {
        throw new IllegalArgumentException(
            "the OpenAPI document refers to another document: " + reference.stringValue());
      }
    }
  }

  private static Map<String, Operation> operations(JsonNode root) {
    var found = new LinkedHashMap<String, Operation>();
    for (var path : root.path("paths").properties()) {
      var item = References.followed(root, path.getValue());
      for (var method : METHODS) {
        var operation = item.path(method);
        if (operation.isObject()) {
          var id = operation.path("operationId").asString("");
          found.putIfAbsent(
              id.isBlank() ? named(method, path.getKey()) : id,
              new Operation(method.toUpperCase(Locale.ROOT), path.getKey(), item, operation));
        }
      }
    }
    return found;
  }

  // What is called by nothing else is called by its method and path: get_orders_id.
  private static String named(String method, String path) {
    return (method + "_" + path).replaceAll("[^A-Za-z0-9]+", "_").replaceAll("_+$", "");
  }

  /// What can be picked, in the order of the document.
  public List<String> operationIds() {
    return List.copyOf(operations.keySet());
  }

  /// The picked operations as tools of one tenant.
  ///
  /// @throws IllegalArgumentException with a sentence when one is not there or cannot be called
  public List<Tool> tools(
      ToolDefinition.OpenApi definition, TenantId tenantId, Secrets secrets, OutboundHttp http) {
    var picked = definition.operations();
    if (picked.isEmpty() || picked.size() > MOST_TOOLS) {
      throw new IllegalArgumentException(
          "1 to " + MOST_TOOLS + " operations have to be picked: " + definition.name());
    }
    var names = new ToolNames();
    var tools = new ArrayList<Tool>();
    for (var id : picked) {
      var operation = operations.get(id);
      if (operation == null) {
        throw new IllegalArgumentException("the OpenAPI document has no operation " + id);
      }
      tools.add(
          new OperationTool(
              names.unused(id),
              operation,
              server(definition, operation),
              root,
              definition,
              tenantId,
              secrets,
              http));
    }
    return List.copyOf(tools);
  }

  private String server(ToolDefinition.OpenApi definition, Operation operation) {
    var declared =
        List.of(
                operation.node().at("/servers/0"),
                operation.item().at("/servers/0"),
                root.at("/servers/0"))
            .stream()
            .filter(JsonNode::isObject)
            .findFirst()
            .map(OpenApiDocument::url)
            .orElse("/");
    var url = definition.server().isBlank() ? declared : definition.server();
    try {
      var full = address.map(it -> it.resolve(url).toString()).orElse(url);
      if (!full.matches("https?://[^/?#{}\\s]+(/[^?#{}\\s]*)?")) {
        throw new IllegalArgumentException(
            "the server's address is not complete; 'server' has to name it: " + full);
      }
      return full.endsWith("/") ? full.substring(0, full.length() - 1) : full;
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("the server's address cannot be used: " + url, e);
    }
  }

  private static String url(JsonNode server) {
    var url = server.path("url").asString("/");
    for (var variable : server.path("variables").properties()) {
      url =
          url.replace(
              "{" + variable.getKey() + "}", variable.getValue().path("default").asString(""));
    }
    return url;
  }

  /// One operation as it stands in the document.
  ///
  /// @param method in upper case
  /// @param item what it stands in, for what all operations of a path share
  record Operation(String method, String path, JsonNode item, JsonNode node) {}
}
