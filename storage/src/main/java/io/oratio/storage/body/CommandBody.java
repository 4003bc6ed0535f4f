package io.oratio.storage.body;

import io.oratio.domain.live.CallCommand;
import io.oratio.domain.live.Commands;
import io.oratio.domain.tenant.TenantId;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A command to a call and its answer, as JSON. What another version of the software wrote and this
/// one does not understand is empty.
public final class CommandBody {
  private CommandBody() {}

  /// A command on its way.
  ///
  /// @param id of the asking node's own
  /// @param answerTo the asking node
  public record Request(
      String id, String answerTo, TenantId tenantId, String sessionId, CallCommand command) {}

  /// An answer on its way back.
  public record Answer(String id, Commands.Outcome outcome) {}

  public static String write(Request request) {
    ObjectNode body =
        Json.object()
            .put("id", request.id())
            .put("answerTo", request.answerTo())
            .put("tenantId", request.tenantId().value())
            .put("sessionId", request.sessionId());
    switch (request.command()) {
      case CallCommand.HangUp() -> body.put("command", "hang_up");
      case CallCommand.Transfer(String target) ->
          body.put("command", "transfer").put("target", target);
      case CallCommand.SendDigits(String digits) ->
          body.put("command", "send_digits").put("digits", digits);
      case CallCommand.Say(String text) -> body.put("command", "say").put("text", text);
    }
    return body.toString();
  }

  public static Optional<Request> readRequest(String json) {
    try {
      JsonNode body = Json.read(json);
      return readCommand(body)
          .map(
              it ->
                  new Request(
                      Json.text(body, "id", ""),
                      Json.text(body, "answerTo", ""),
                      new TenantId(Json.text(body, "tenantId", "")),
                      Json.text(body, "sessionId", ""),
                      it));
    } catch (IllegalStateException | IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  public static String write(Answer answer) {
    ObjectNode body = Json.object().put("id", answer.id());
    switch (answer.outcome()) {
      case Commands.Done() -> body.put("outcome", "done");
      case Commands.NotHere() -> body.put("outcome", "not_here");
      case Commands.Refused(String why) -> body.put("outcome", "refused").put("why", why);
      case Commands.TimedOut() -> body.put("outcome", "timed_out");
    }
    return body.toString();
  }

  public static Optional<Answer> readAnswer(String json) {
    try {
      JsonNode body = Json.read(json);
      String id = Json.text(body, "id", "");
      return switch (Json.text(body, "outcome", "")) {
        case "done" -> Optional.of(new Answer(id, new Commands.Done()));
        case "not_here" -> Optional.of(new Answer(id, new Commands.NotHere()));
        case "refused" ->
            Optional.of(new Answer(id, new Commands.Refused(Json.text(body, "why", ""))));
        case "timed_out" -> Optional.of(new Answer(id, new Commands.TimedOut()));
        default -> Optional.empty();
      };
    } catch (IllegalStateException _) {
      return Optional.empty();
    }
  }

  private static Optional<CallCommand> readCommand(JsonNode body) {
    return switch (Json.text(body, "command", "")) {
      case "hang_up" -> Optional.of(new CallCommand.HangUp());
      case "transfer" -> Optional.of(new CallCommand.Transfer(Json.text(body, "target", "")));
      case "send_digits" -> Optional.of(new CallCommand.SendDigits(Json.text(body, "digits", "")));
      case "say" -> Optional.of(new CallCommand.Say(Json.text(body, "text", "")));
      default -> Optional.empty();
    };
  }
}
