package io.oratio.modelsimulator.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// What was asked and how it ended. No word of a conversation stands in it.
///
/// @param number of the request since the start, from 1
/// @param rule that answered, from 1; 0 for the usual answer and for refusals
/// @param status of HTTP; 0 when the connection was closed before one
/// @param protocolError why the request was refused; blank when it was not
/// @param undeclaredCalls tools the script asked for that the request did not declare
/// @param firstTokenMs from the request to the first word; -1 when none came
public record RequestReport(
    int number,
    String model,
    boolean isStream,
    int messages,
    List<String> tools,
    int rule,
    int status,
    String finish,
    EndedBy endedBy,
    String protocolError,
    List<String> undeclaredCalls,
    int toolCalls,
    int promptTokens,
    int answerTokens,
    long firstTokenMs,
    long lengthMs) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  public RequestReport {
    tools = List.copyOf(tools);
    undeclaredCalls = List.copyOf(undeclaredCalls);
  }

  /// How a request ended.
  public enum EndedBy {
    DONE,
    /// Refused as the service would.
    PROTOCOL_ERROR,
    /// More at once than the quota.
    QUOTA,
    FAULT,
    /// The client closed the connection first.
    CLIENT_LEFT
  }

  /// One line.
  public String toJson() {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("number", number);
    line.put("model", model);
    line.put("stream", isStream);
    line.put("messages", messages);
    line.put("tools", tools);
    line.put("rule", rule);
    line.put("status", status);
    line.put("finish", finish);
    line.put("endedBy", endedBy.name());
    line.put("protocolError", protocolError);
    line.put("undeclaredCalls", undeclaredCalls);
    line.put("toolCalls", toolCalls);
    line.put("promptTokens", promptTokens);
    line.put("answerTokens", answerTokens);
    line.put("firstTokenMs", firstTokenMs);
    line.put("lengthMs", lengthMs);
    return JSON.writeValueAsString(line);
  }
}
