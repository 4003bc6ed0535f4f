package io.oratio.control.web.contract;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.openapitools.openapidiff.core.OpenApiCompare;
import org.openapitools.openapidiff.core.compare.OpenApiDiffOptions;
import org.openapitools.openapidiff.core.model.ChangedOpenApi;
import org.openapitools.openapidiff.core.model.ChangedOperation;
import org.openapitools.openapidiff.core.model.Endpoint;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// What of a contract would break somebody who was written for an earlier one: what a comparer of
/// contracts finds, and two things that it does not look at: who may use an operation, and members
/// of a closed request body.
final class BreakingChanges {
  private final JsonNode before;
  private final JsonNode after;
  private final List<String> found = new ArrayList<>();

  private BreakingChanges(JsonNode before, JsonNode after) {
    this.before = before;
    this.after = after;
  }

  /// @param before what was released
  /// @return a line for each; empty if there is none
  static List<String> between(String before, String after) {
    YAMLMapper yaml = new YAMLMapper();
    BreakingChanges changes = new BreakingChanges(yaml.readTree(before), yaml.readTree(after));
    changes.compare();
    changes.access();
    changes.bodies();
    return List.copyOf(changes.found);
  }

  private void compare() {
    ChangedOpenApi changed =
        OpenApiCompare.fromContents(
            old(before), old(after), List.of(), OpenApiDiffOptions.builder().build());
    if (changed.isCompatible()) {
      return;
    }
    for (Endpoint each : changed.getMissingEndpoints()) {
      found.add(each.getMethod() + " " + each.getPathUrl() + " is gone");
    }
    for (ChangedOperation each : changed.getChangedOperations()) {
      if (each.isIncompatible()) {
        found.add(each.getHttpMethod() + " " + each.getPathUrl() + " answers or asks otherwise");
      }
    }
    if (found.isEmpty()) {
      found.add("something that many operations share");
    }
  }

  /// The comparer knows the types of schemas only as OpenAPI 3.0 writes them. The list of error
  /// codes may grow, so it counts as any text.
  private static String old(JsonNode contract) {
    ObjectNode copy = (ObjectNode) contract.deepCopy();
    copy.put("openapi", "3.0.3");
    copy.remove("jsonSchemaDialect");
    ((ObjectNode) copy.at("/components/schemas/ErrorCode")).remove("enum");
    older(copy, Collections.newSetFromMap(new IdentityHashMap<>()));
    return copy.toString();
  }

  private static void older(JsonNode node, Set<JsonNode> seen) {
    if (!seen.add(node)) {
      return;
    }
    if (node instanceof ObjectNode object && object.path("type").isArray()) {
      List<String> types = object.path("type").valueStream().map(it -> it.stringValue("")).toList();
      List<String> real = types.stream().filter(it -> !it.equals("null")).toList();
      object.remove("type");
      if (types.contains("null")) {
        object.put("nullable", true);
      }
      if (real.size() == 1) {
        object.put("type", real.getFirst());
      } else {
        ArrayNode choices = object.putArray("anyOf");
        real.forEach(it -> choices.addObject().put("type", it));
      }
    }
    if (node instanceof ObjectNode object && object.path("const").isString()) {
      object.putArray("enum").add(object.path("const"));
      object.remove("const");
    }
    node.forEach(it -> older(it, seen));
  }

  private void access() {
    Contract now = Contract.of(new YAMLMapper().writeValueAsString(after));
    for (Operation was : Contract.of(new YAMLMapper().writeValueAsString(before)).operations()) {
      now.operations().stream()
          .filter(it -> it.method().equals(was.method()))
          .filter(it -> it.path().text().equals(was.path().text()))
          .forEach(it -> access(was, it));
    }
  }

  private void access(Operation was, Operation is) {
    if (!(is.rules().access() instanceof Access.Restricted now)) {
      return;
    }
    if (!(was.rules().access() instanceof Access.Restricted then)) {
      found.add(was + " is open to nobody any more");
      return;
    }
    if (!now.roles().containsAll(then.roles())) {
      found.add(was + " admits fewer roles");
    }
    if (then.scope().isPresent() && !then.scope().equals(now.scope())) {
      found.add(was + " asks an API key for another scope");
    }
    if (then.isForWidgets() && !now.isForWidgets()) {
      found.add(was + " admits no widgets any more");
    }
  }

  /// A request body is closed: a member that is listed no more is refused.
  private void bodies() {
    for (Map.Entry<String, JsonNode> path : before.path("paths").properties()) {
      for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
        JsonNode was = operation.getValue().path("requestBody");
        JsonNode is =
            after.path("paths").path(path.getKey()).path(operation.getKey()).path("requestBody");
        resolved(before, was)
            .path("content")
            .properties()
            .forEach(
                it ->
                    members(
                        operation.getKey() + " " + path.getKey(),
                        it.getValue().path("schema"),
                        resolved(after, is).path("content").path(it.getKey()).path("schema"),
                        new HashSet<>()));
      }
    }
  }

  private void members(String where, JsonNode written, JsonNode writtenNow, Set<String> seen) {
    String reference = written.path("$ref").stringValue("");
    if (!reference.isEmpty() && !seen.add(reference)) {
      return;
    }
    JsonNode was = resolved(before, written);
    JsonNode is = resolved(after, writtenNow);
    if (is.isMissingNode()) {
      return; // the comparer has said so
    }
    if (!types(is).containsAll(types(was))) {
      found.add(where + " takes " + types(is) + " where it took " + types(was));
    }
    Set<String> gone = new TreeSet<>(was.path("properties").propertyNames());
    gone.removeAll(is.path("properties").propertyNames());
    gone.forEach(it -> found.add(where + " takes no " + it + " any more"));
    was.path("properties")
        .properties()
        .forEach(
            it -> members(where, it.getValue(), is.path("properties").path(it.getKey()), seen));
    members(where, was.path("items"), is.path("items"), seen);
  }

  private static Set<String> types(JsonNode schema) {
    Set<String> types = new TreeSet<>();
    schema.path("type").valueStream().forEach(it -> types.add(it.stringValue("")));
    schema.path("type").stringValueOpt().ifPresent(types::add);
    return types;
  }

  private static JsonNode resolved(JsonNode document, JsonNode node) {
    String reference = node.path("$ref").stringValue("");
    return reference.isEmpty() ? node : resolved(document, document.at(reference.substring(1)));
  }
}
