package io.oratio.control.rig;

import io.oratio.control.web.contract.Contract;
import io.oratio.control.web.contract.Operation;
import io.oratio.control.web.contract.Parameter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A request that fits the contract, with as little in it as that needs.
public record SampleRequest(
    Operation operation,
    String path,
    Map<String, String> headers,
    String contentType,
    byte[] body) {

  /// @param ids what stands in the path, by name; what is missing is made up
  public static SampleRequest of(Contract contract, Operation operation, Map<String, String> ids) {
    SampleValue values = new SampleValue(contract);
    Map<String, String> path = new HashMap<>(ids);
    Map<String, String> query = new HashMap<>();
    Map<String, String> headers = new HashMap<>();
    for (Parameter parameter : operation.parameters()) {
      switch (parameter.place()) {
        case PATH ->
            path.computeIfAbsent(parameter.name(), _ -> plain(values.of(parameter.check().node())));
        case QUERY -> {
          if (parameter.isRequired()) {
            query.put(parameter.name(), plain(values.of(parameter.check().node())));
          }
        }
        case HEADER -> {
          if (parameter.isRequired()) {
            headers.put(parameter.name(), plain(values.of(parameter.check().node())));
          }
        }
        case COOKIE -> {}
      }
    }
    String text =
        query.entrySet().stream()
            .map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    String whole = operation.path().filled(path) + (text.isEmpty() ? "" : "?" + text);
    return body(values, operation, whole, headers);
  }

  /// The members of an operation's JSON body that name records: `agentId`, or `agentIds`.
  ///
  /// @param names of the records that there are samples of
  public static List<String> idsInBody(Contract contract, Operation operation, Set<String> names) {
    return Optional.ofNullable(operation.bodies().get("application/json"))
        .or(() -> Optional.ofNullable(operation.bodies().get("application/merge-patch+json")))
        .flatMap(Operation.BodyRule::check)
        .map(it -> contract.resolved(it.node()).path("properties").propertyNames())
        .stream()
        .flatMap(Collection::stream)
        .filter(it -> names.contains(idOf(it)))
        .toList();
  }

  /// Whether an operation takes a JSON body.
  public static boolean takesJson(Operation operation) {
    return operation.bodies().containsKey("application/json")
        || operation.bodies().containsKey("application/merge-patch+json");
  }

  /// Whether its JSON body lists a member, on any of its branches.
  public static boolean listsInBody(Contract contract, Operation operation, String member) {
    return Stream.of("application/json", "application/merge-patch+json")
        .flatMap(it -> Optional.ofNullable(operation.bodies().get(it)).stream())
        .flatMap(it -> it.check().stream())
        .anyMatch(it -> lists(contract, it.node(), member));
  }

  private static boolean lists(Contract contract, JsonNode written, String member) {
    JsonNode schema = contract.resolved(written);
    return schema.path("properties").has(member)
        || Stream.of("oneOf", "anyOf", "allOf")
            .flatMap(it -> schema.path(it).valueStream())
            .anyMatch(it -> lists(contract, it, member));
  }

  /// The record's name for a member that has one or several of them.
  public static String idOf(String member) {
    return member.endsWith("Ids") ? member.substring(0, member.length() - 1) : member;
  }

  /// The same with an id in its body.
  public SampleRequest naming(String member, String id) {
    ObjectNode json =
        body.length == 0
            ? JsonMapper.shared().createObjectNode()
            : (ObjectNode) JsonMapper.shared().readTree(body);
    if (member.endsWith("Ids")) {
      json.putArray(member).add(id);
    } else {
      json.put(member, id);
    }
    return new SampleRequest(
        operation,
        path,
        headers,
        contentType.isEmpty() ? "application/json" : contentType,
        json.toString().getBytes(StandardCharsets.UTF_8));
  }

  /// Sends it.
  public ApiAnswer send(ApiClient client) {
    ApiClient with = client;
    for (Map.Entry<String, String> header : headers.entrySet()) {
      with = with.with(header.getKey(), header.getValue());
    }
    return with.send(operation.method(), path, contentType, body);
  }

  private static SampleRequest body(
      SampleValue values, Operation operation, String path, Map<String, String> headers) {
    for (String json : new String[] {"application/json", "application/merge-patch+json"}) {
      Operation.BodyRule rule = operation.bodies().get(json);
      if (rule != null && operation.rules().isBodyRequired()) {
        byte[] bytes =
            values
                .of(rule.check().orElseThrow().node())
                .toString()
                .getBytes(StandardCharsets.UTF_8);
        return new SampleRequest(operation, path, headers, json, bytes);
      }
    }
    Operation.BodyRule form = operation.bodies().get("multipart/form-data");
    if (form != null) {
      Form parts = new Form();
      JsonNode sample = values.of(form.check().orElseThrow().node());
      sample
          .properties()
          .forEach(
              it -> {
                Operation.PartRule rule = form.parts().get(it.getKey());
                if (rule.isFile()) {
                  parts.file(it.getKey(), "sample.txt", "text/plain", new byte[] {'a'});
                } else if (rule.isJson()) {
                  parts.json(it.getKey(), it.getValue().toString());
                } else {
                  parts.text(it.getKey(), plain(it.getValue()));
                }
              });
      return new SampleRequest(operation, path, headers, parts.mediaType(), parts.bytes());
    }
    if (operation.rules().isBodyRequired()) {
      String type = operation.bodies().keySet().iterator().next();
      return new SampleRequest(operation, path, headers, type, new byte[] {'a'});
    }
    return new SampleRequest(operation, path, headers, "", new byte[0]);
  }

  private static String plain(JsonNode node) {
    return node.isString() ? node.stringValue() : node.toString();
  }
}
