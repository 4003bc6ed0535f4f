package io.oratio.control.web.contract;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the contract says of one operation.
///
/// @param method in capitals
/// @param bodies by media type, in lower case and without parameters; none if it takes no body
/// @param answers by status
public record Operation(
    String operationId,
    String method,
    PathTemplate path,
    Rules rules,
    List<Parameter> parameters,
    Map<String, BodyRule> bodies,
    Map<Integer, AnswerRule> answers) {
  public Operation {
    parameters = List.copyOf(parameters);
    bodies = Map.copyOf(bodies);
    answers = Map.copyOf(answers);
  }

  /// What holds before a parameter is looked at.
  ///
  /// @param budget which of the rates it is counted on
  /// @param bodyLimitBytes the longest body
  /// @param hasOpenQuery whether parameters that are not listed may be sent
  /// @param isStream whether the answer may not end by itself
  public record Rules(
      Access access,
      String budget,
      long bodyLimitBytes,
      boolean isBodyRequired,
      boolean hasOpenQuery,
      boolean isStream) {}

  /// A body of one media type.
  ///
  /// @param check the whole body; for a form its parts as one object, with a text for each file
  /// @param parts of a form, by name
  public record BodyRule(Optional<Check> check, Map<String, PartRule> parts) {
    public BodyRule {
      parts = Map.copyOf(parts);
    }
  }

  /// A part of a form.
  public record PartRule(boolean isFile, boolean isList, boolean isJson) {}

  /// An answer of one status.
  ///
  /// @param checks by media type; empty where the bytes may be anything
  /// @param headers those that have to be there, in lower case
  public record AnswerRule(Map<String, Optional<Check>> checks, List<String> headers) {
    public AnswerRule {
      checks = Map.copyOf(checks);
      headers = List.copyOf(headers);
    }
  }

  /// Whether it changes nothing (RFC 9110 §9.2.1).
  public boolean isSafe() {
    return method.equals("GET") || method.equals("HEAD");
  }

  /// Whether it becomes a WebSocket.
  public boolean isSocket() {
    return answers.containsKey(101);
  }

  @Override
  public String toString() {
    return operationId + " (" + method + " " + path.text() + ")";
  }
}
