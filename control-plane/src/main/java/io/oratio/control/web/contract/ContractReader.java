package io.oratio.control.web.contract;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/// Reads the operations out of the document. Whatever is missing or strange stops the start: the
/// contract is ours.
final class ContractReader {
  private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");
  private static final long BODY_LIMIT_BYTES = 256 * 1024;

  private final JsonNode document;
  private final Schemas schemas;

  ContractReader(JsonNode document) {
    this.document = document;
    this.schemas = new Schemas(document);
  }

  Schemas schemas() {
    return schemas;
  }

  List<Operation> operations() {
    List<Operation> operations = new ArrayList<>();
    document
        .path("paths")
        .properties()
        .forEach(
            path -> {
              JsonNode item = schemas.resolved(path.getValue());
              item.properties().stream()
                  .filter(it -> METHODS.contains(it.getKey()))
                  .map(it -> operation(path.getKey(), item, it.getKey(), it.getValue()))
                  .forEach(operations::add);
            });
    if (operations.isEmpty()) {
      throw new IllegalStateException("the contract has no operation");
    }
    return operations;
  }

  private Operation operation(String path, JsonNode item, String method, JsonNode node) {
    String id = node.path("operationId").stringValue("");
    if (id.isEmpty()) {
      throw new IllegalStateException(method + " " + path + " has no operationId");
    }
    JsonNode body = schemas.resolved(node.path("requestBody"));
    Map<String, Operation.BodyRule> bodies = new HashMap<>();
    body.path("content")
        .properties()
        .forEach(it -> bodies.put(it.getKey().toLowerCase(Locale.ROOT), bodyRule(it.getValue())));
    Operation.Rules rules =
        new Operation.Rules(
            access(id, node.path("x-access")),
            budget(path, method, bodies),
            bodyLimit(node.path("x-body-limit")),
            body.path("required").booleanValue(false),
            node.path("x-open-query").booleanValue(false),
            node.path("x-stream").booleanValue(false));
    Map<Integer, Operation.AnswerRule> answers = new HashMap<>();
    node.path("responses")
        .properties()
        .forEach(
            it ->
                answers.put(
                    Integer.parseInt(it.getKey()), answerRule(schemas.resolved(it.getValue()))));
    return new Operation(
        id,
        method.toUpperCase(Locale.ROOT),
        new PathTemplate(path),
        rules,
        parameters(item, node),
        bodies,
        answers);
  }

  private List<Parameter> parameters(JsonNode item, JsonNode node) {
    Map<String, Parameter> parameters = new LinkedHashMap<>();
    for (JsonNode list : List.of(item.path("parameters"), node.path("parameters"))) {
      for (JsonNode written : list) {
        JsonNode it = schemas.resolved(written);
        Parameter.Place place = Parameter.Place.named(it.path("in").stringValue(""));
        String name = it.path("name").stringValue("");
        parameters.put(
            place + " " + name,
            new Parameter(
                place == Parameter.Place.HEADER ? name.toLowerCase(Locale.ROOT) : name,
                place,
                it.path("required").booleanValue(false),
                schemas.check(it.path("schema"))));
      }
    }
    return List.copyOf(parameters.values());
  }

  private Operation.BodyRule bodyRule(JsonNode content) {
    Map<String, Operation.PartRule> parts = new HashMap<>();
    JsonNode form = schemas.resolved(content.path("schema"));
    form.path("properties")
        .properties()
        .forEach(
            it -> {
              JsonNode part = schemas.resolved(it.getValue());
              boolean isList = part.path("type").stringValue("").equals("array");
              JsonNode one = isList ? schemas.resolved(part.path("items")) : part;
              String type =
                  content.path("encoding").path(it.getKey()).path("contentType").stringValue("");
              parts.put(
                  it.getKey(),
                  new Operation.PartRule(
                      one.path("format").stringValue("").equals("binary"),
                      isList,
                      type.equals("application/json")
                          || one.path("type").stringValue("").equals("object")));
            });
    return new Operation.BodyRule(checkOf(content), parts);
  }

  private Operation.AnswerRule answerRule(JsonNode answer) {
    Map<String, Optional<Check>> checks = new HashMap<>();
    answer
        .path("content")
        .properties()
        .forEach(it -> checks.put(it.getKey().toLowerCase(Locale.ROOT), checkOf(it.getValue())));
    List<String> headers =
        answer.path("headers").properties().stream()
            .filter(it -> schemas.resolved(it.getValue()).path("required").booleanValue(false))
            .map(it -> it.getKey().toLowerCase(Locale.ROOT))
            .toList();
    return new Operation.AnswerRule(checks, headers);
  }

  private Optional<Check> checkOf(JsonNode content) {
    JsonNode schema = content.path("schema");
    return schema.isObject() ? Optional.of(schemas.check(schema)) : Optional.empty();
  }

  private static Access access(String id, JsonNode node) {
    if (node.path("public").booleanValue(false)) {
      return new Access.Open();
    }
    Set<Role> roles = EnumSet.noneOf(Role.class);
    for (JsonNode it : node.path("roles")) {
      String name = it.stringValue("");
      roles.add(
          Role.named(name)
              .orElseThrow(() -> new IllegalStateException(id + ": no role is " + name)));
    }
    Optional<String> scope = node.path("scope").stringValueOpt();
    if (roles.isEmpty() && scope.isEmpty()) {
      throw new IllegalStateException(id + " has no x-access: nobody could use it");
    }
    return new Access.Restricted(roles, scope, node.path("widget").booleanValue(false));
  }

  private static String budget(String path, String method, Map<String, Operation.BodyRule> bodies) {
    if (method.equals("get")) {
      return "reads";
    }
    if (path.startsWith("/api/auth/") || path.equals("/api/widget/token")) {
      return "logins";
    }
    if (path.equals("/api/calls")) {
      return "dials";
    }
    boolean takesFiles =
        bodies.containsKey("multipart/form-data") || bodies.containsKey("application/zip");
    return takesFiles || path.contains("/addresses") ? "ingestion" : "writes";
  }

  private static long bodyLimit(JsonNode node) {
    return node.isNumber() ? node.longValue() : BODY_LIMIT_BYTES;
  }

  /// The schemas under a name of `components`, for whoever compares an enum of ours with the
  /// contract's.
  static List<String> enumOf(JsonNode document, String pointer) {
    return StreamSupport.stream(document.at(pointer).path("enum").spliterator(), false)
        .map(it -> it.stringValue(""))
        .toList();
  }
}
