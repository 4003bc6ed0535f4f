package io.oratio.control.rig;

import io.oratio.control.web.contract.Contract;
import io.oratio.control.web.contract.Operation;
import io.oratio.control.web.contract.Parameter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

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
