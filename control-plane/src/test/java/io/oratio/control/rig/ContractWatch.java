package io.oratio.control.rig;

import io.oratio.control.web.contract.Check;
import io.oratio.control.web.contract.Contract;
import io.oratio.control.web.contract.Fault;
import io.oratio.control.web.contract.Operation;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Holds what really went over the wire against the contract. It reads the file by itself, apart
/// from the door that it watches.
///
/// The OpenAPI validators there are bring a validator of JSON Schema that does not go together with
/// ours on one class path, so this is ours: statuses, media types, needed headers, bodies.
public final class ContractWatch {
  /// Statuses that the contract describes for all operations at once.
  private static final Set<Integer> COMMON = Set.of(405, 408, 414, 431);

  private final Contract contract = Contract.standard();

  /// A request that was sent.
  ///
  /// @param body what was sent, if it was JSON
  public record Sent(
      String method, URI uri, Map<String, String> headers, Optional<JsonNode> body) {}

  /// @throws AssertionError if the answer is not one the contract allows, or a request was done
  ///   that it does not allow
  public void check(Sent sent, HttpResponse<byte[]> answer) {
    String what = sent.method() + " " + sent.uri() + " → " + answer.statusCode();
    Contract.Match match = contract.match(sent.method(), sent.uri().getRawPath());
    int status = answer.statusCode();
    if (answer.headers().firstValue("X-Request-Id").isEmpty()) {
      throw new AssertionError(what + ": no X-Request-Id");
    }
    if (!(match instanceof Contract.Match.Found(Operation operation, Map<String, String> _))) {
      checkProblem(what, status, answer);
      return;
    }
    Operation.AnswerRule rule = operation.answers().get(status);
    if (rule == null) {
      if (!COMMON.contains(status)) {
        throw new AssertionError(
            what + ": " + operation + " does not document this status\n" + text(answer));
      }
      checkProblem(what, status, answer);
      return;
    }
    for (String header : rule.headers()) {
      if (answer.headers().firstValue(header).isEmpty()) {
        throw new AssertionError(what + ": the header " + header + " is missing");
      }
    }
    checkBody(what, rule, sent, answer);
    if (status < 400) {
      checkRequest(what, operation, sent);
    }
  }

  private static void checkBody(
      String what, Operation.AnswerRule rule, Sent sent, HttpResponse<byte[]> answer) {
    String type = mediaType(answer.headers().firstValue("Content-Type").orElse(""));
    if (rule.checks().isEmpty()) {
      if (answer.body().length > 0) {
        throw new AssertionError(what + ": a body, where the contract has none\n" + text(answer));
      }
      return;
    }
    Optional<Check> check = rule.checks().get(type);
    if (check == null) {
      throw new AssertionError(
          what + ": '" + type + "' is none of " + rule.checks().keySet() + "\n" + text(answer));
    }
    // Lines of JSON are not one JSON text.
    boolean isJson = type.endsWith("json") && !type.endsWith("ndjson");
    if (isJson && check.isPresent() && !sent.method().equals("HEAD")) {
      List<Fault> faults = check.get().faults(json(what, answer));
      if (!faults.isEmpty()) {
        throw new AssertionError(
            what + ": the body breaks its schema: " + faults + "\n" + text(answer));
      }
    }
    if (type.equals("application/problem+json")) {
      checkStatus(what, answer);
    }
  }

  private void checkProblem(String what, int status, HttpResponse<byte[]> answer) {
    String type = mediaType(answer.headers().firstValue("Content-Type").orElse(""));
    if (status == 204 || status < 400) {
      return;
    }
    if (!type.equals("application/problem+json")) {
      throw new AssertionError(what + ": an error that is no problem+json\n" + text(answer));
    }
    Check problem =
        contract
            .operation("getMe")
            .orElseThrow()
            .answers()
            .get(400)
            .checks()
            .get(type)
            .orElseThrow();
    List<Fault> faults = problem.faults(json(what, answer));
    if (!faults.isEmpty()) {
      throw new AssertionError(what + ": " + faults + "\n" + text(answer));
    }
    checkStatus(what, answer);
  }

  private static void checkStatus(String what, HttpResponse<byte[]> answer) {
    if (json(what, answer).path("status").intValue(0) != answer.statusCode()) {
      throw new AssertionError(what + ": the problem says another status\n" + text(answer));
    }
  }

  private static void checkRequest(String what, Operation operation, Sent sent) {
    if (sent.body().isEmpty()) {
      return;
    }
    String type = mediaType(sent.headers().getOrDefault("Content-Type", ""));
    Operation.BodyRule rule = operation.bodies().get(type);
    if (rule == null) {
      throw new AssertionError(what + ": done, though the contract takes no body of " + type);
    }
    List<Fault> faults = rule.check().map(it -> it.faults(sent.body().get())).orElse(List.of());
    if (!faults.isEmpty()) {
      throw new AssertionError(what + ": done, though the request breaks its schema: " + faults);
    }
  }

  private static JsonNode json(String what, HttpResponse<byte[]> answer) {
    try {
      return JsonMapper.shared().readTree(answer.body());
    } catch (tools.jackson.core.JacksonException e) {
      throw new AssertionError(what + ": not JSON\n" + text(answer), e);
    }
  }

  private static String mediaType(String contentType) {
    int semicolon = contentType.indexOf(';');
    return (semicolon < 0 ? contentType : contentType.substring(0, semicolon))
        .strip()
        .toLowerCase(Locale.ROOT);
  }

  private static String text(HttpResponse<byte[]> answer) {
    String text = new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8);
    return text.length() <= 2000 ? text : text.substring(0, 2000) + "…";
  }
}
