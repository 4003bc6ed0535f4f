package io.oratio.control.compatible;

import io.oratio.control.web.ErrorCode;
import io.oratio.control.web.Refusal;
import io.oratio.domain.conversation.Message;
import io.oratio.runtime.conversation.TextAgents.Said;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// A request for a completion.
///
/// @param model an agent's id
/// @param before what was said before
/// @param words what is to be answered
/// @param user whom the agent speaks with; blank if it is not said
/// @param isStreamed whether the answer is read as it comes
/// @param isUsageTold whether a stream tells what was used
record Asked(
    String model,
    List<Said> before,
    String words,
    String user,
    boolean isStreamed,
    boolean isUsageTold) {
  Asked {
    before = List.copyOf(before);
  }

  /// @param body fits the contract
  /// @throws Refusal 400 if the last message is not the user's
  static Asked of(JsonNode body) {
    List<Said> said = new ArrayList<>();
    for (JsonNode each : body.path("messages")) {
      said.add(
          new Said(
              Message.Role.fromWire(each.path("role").asString("")),
              each.path("content").asString("")));
    }
    int last = said.size() - 1;
    if (said.get(last).role() != Message.Role.USER) {
      throw Refusal.of(ErrorCode.VALIDATION_FAILED, "The last message has to be the user's.")
          .at("/messages/" + last + "/role", "has to be \"user\"");
    }
    return new Asked(
        body.path("model").asString(""),
        said.subList(0, last),
        said.get(last).words(),
        body.path("user").asString(""),
        body.path("stream").booleanValue(false),
        body.path("stream_options").path("include_usage").booleanValue(false));
  }

  /// Where the message that is to be answered stands in the body.
  String place() {
    return "/messages/" + before.size() + "/content";
  }
}
