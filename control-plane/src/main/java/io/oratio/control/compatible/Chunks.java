package io.oratio.control.compatible;

import io.oratio.control.web.Event;
import io.oratio.control.web.Json;
import io.oratio.domain.conversation.Usage;
import io.oratio.runtime.conversation.Answer;
import io.oratio.runtime.conversation.RunEvent;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// An answer in the shape of the OpenAI API, whole or in chunks.
///
/// @param id of the completion: its conversation's
/// @param model the agent's id
record Chunks(String id, String model, Instant created) {
  /// The end of a stream.
  static final Event DONE = Event.plain("[DONE]");

  /// The API of others has `null` where there is no reason to end yet.
  private static final JsonNode NOT_YET = JsonNodeFactory.instance.nullNode();

  /// The whole answer.
  JsonNode whole(Answer answer) {
    return head("chat.completion")
        .with(
            "choices",
            Json.list(
                List.of(answer),
                it ->
                    Json.object()
                        .with("index", 0)
                        .with(
                            "message",
                            Json.object().with("role", "assistant").with("content", it.words()))
                        .with("finish_reason", finish(it))
                        .node()))
        .with("usage", usage(answer.usage()))
        .node();
  }

  /// The first chunk, which says who speaks.
  Event first() {
    return chunk(Json.object().with("role", "assistant").with("content", ""), NOT_YET);
  }

  /// Some more words.
  Event words(String text) {
    return chunk(Json.object().with("content", text), NOT_YET);
  }

  /// The last chunk, which says why it ends.
  Event last(Answer answer) {
    return chunk(Json.object(), JsonNodeFactory.instance.stringNode(finish(answer)));
  }

  /// What was used.
  Event used(Answer answer) {
    return Event.plain(
        head("chat.completion.chunk")
            .with("choices", JsonNodeFactory.instance.arrayNode())
            .with("usage", usage(answer.usage()))
            .node()
            .toString());
  }

  private Event chunk(Json delta, JsonNode finish) {
    Json choice = Json.object().with("index", 0).with("delta", delta).with("finish_reason", finish);
    return Event.plain(
        head("chat.completion.chunk")
            .with("choices", Json.list(List.of(choice), Json::node))
            .node()
            .toString());
  }

  private Json head(String object) {
    return Json.object()
        .with("id", id)
        .with("object", object)
        .with("created", created.getEpochSecond())
        .with("model", model);
  }

  private static String finish(Answer answer) {
    return answer.reason() == RunEvent.Reason.CUT_OFF ? "length" : "stop";
  }

  private static Json usage(Usage usage) {
    return Json.object()
        .with("prompt_tokens", usage.inputTokens())
        .with("completion_tokens", usage.outputTokens())
        .with("total_tokens", usage.inputTokens() + usage.outputTokens());
  }
}
