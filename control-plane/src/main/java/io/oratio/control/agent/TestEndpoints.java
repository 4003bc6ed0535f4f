package io.oratio.control.agent;

import io.oratio.control.web.Answer;
import io.oratio.control.web.Endpoints;
import io.oratio.control.web.ErrorCode;
import io.oratio.control.web.Json;
import io.oratio.control.web.Refusal;
import io.oratio.control.web.Request;
import io.oratio.domain.agent.Agent;
import io.oratio.domain.agent.AgentVersion;
import io.oratio.domain.text.Shape;
import io.oratio.runtime.agent.DraftLearning;
import java.time.Duration;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// `POST /api/agents/{agentId}/test`.
final class TestEndpoints implements Endpoints {
  private static final int LONGEST_ANSWER = 65_536;
  private static final int LONGEST_PATH = 2_048;
  private static final int LONGEST_TITLE = 1_024;
  private static final int MOST = 50;

  private final Found found;
  private final TestTalk talk;
  private final DraftLearning learning;
  private final Duration patience;

  TestEndpoints(Found found, TestTalk talk, DraftLearning learning, Duration patience) {
    this.found = found;
    this.talk = talk;
    this.learning = learning;
    this.patience = patience;
  }

  @Override
  public void register(Register on) {
    on.answer("testAgent", this::test);
  }

  private Answer test(Request request) {
    Agent agent = found.made(request);
    JsonNode wanted = request.body().path("version");
    AgentVersion version =
        wanted.isInt() ? found.version(agent, wanted.intValue()) : found.latestVersion(agent);
    if (!learning.await(agent.tenantId(), agent.agentId(), version.version(), patience)) {
      throw Refusal.of(
          ErrorCode.KNOWLEDGE_NOT_READY,
          "What this version knows is still being made ready; try in a moment.");
    }
    List<String> messages =
        request.body().path("messages").valueStream().map(it -> it.stringValue("")).toList();
    return Answer.ok(
        Json.object()
            .with("version", version.version())
            .with("replies", Json.list(talk.talk(agent, version, messages), TestEndpoints::json))
            .node());
  }

  private static ObjectNode json(TestTalk.Reply reply) {
    return Json.object()
        .with("message", reply.message())
        .with("answer", Shape.repaired(reply.answer(), LONGEST_ANSWER))
        .with(
            "sources",
            Json.list(
                reply.sources().stream().limit(MOST).toList(),
                it ->
                    Json.object()
                        .with("path", Shape.repaired(it.path(), LONGEST_PATH))
                        .with("title", Shape.repaired(it.title(), LONGEST_TITLE))
                        .with("score", Math.clamp(it.score(), 0.0, 1.0))
                        .node()))
        .with(
            "toolCalls",
            Json.list(
                reply.toolCalls().stream().limit(MOST).toList(),
                it ->
                    Json.object()
                        .with("toolName", Shape.repaired(it.toolName(), 256))
                        .with("arguments", arguments(it.arguments()))
                        .node()))
        .with(
            "handoff",
            Json.object()
                .with("requested", reply.handoff().isPresent())
                .with("reason", reply.handoff()))
        .node();
  }

  private static JsonNode arguments(String text) {
    try {
      JsonNode tree = JsonMapper.shared().readTree(text);
      return tree.isObject() ? tree : Json.object().node();
    } catch (JacksonException _) {
      return Json.object().node();
    }
  }
}
