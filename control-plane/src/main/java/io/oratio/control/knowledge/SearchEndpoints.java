package io.oratio.control.knowledge;

import io.oratio.control.web.Answer;
import io.oratio.control.web.Endpoints;
import io.oratio.control.web.ErrorCode;
import io.oratio.control.web.Json;
import io.oratio.control.web.Refusal;
import io.oratio.control.web.Request;
import io.oratio.domain.agent.Agent;
import io.oratio.domain.text.Shape;
import io.oratio.runtime.agent.DraftLearning;
import io.oratio.runtime.knowledge.Found;
import io.oratio.runtime.knowledge.Knowledge;
import io.oratio.runtime.knowledge.Passage;
import java.time.Duration;
import tools.jackson.databind.node.ObjectNode;

/// `POST /api/agents/{agentId}/knowledge/search`: the same search, in the latest version, that the
/// agent does.
final class SearchEndpoints implements Endpoints {
  private static final int USUAL_LIMIT = 5;
  private static final int LONGEST_PATH = 2_048;
  private static final int LONGEST_TITLE = 1_024;
  private static final int LONGEST_TEXT = 65_536;

  private final KnowledgeChanges changes;
  private final Knowledge knowledge;
  private final DraftLearning learning;
  private final Duration patience;

  /// @param patience how long a search waits for a version that is being made ready
  SearchEndpoints(
      KnowledgeChanges changes, Knowledge knowledge, DraftLearning learning, Duration patience) {
    this.changes = changes;
    this.knowledge = knowledge;
    this.learning = learning;
    this.patience = patience;
  }

  @Override
  public void register(Register on) {
    on.answer("searchKnowledge", this::search);
  }

  private Answer search(Request request) {
    Agent agent = changes.agent(request);
    int latest = changes.latest(agent).orElseThrow(SearchEndpoints::notReady);
    if (!learning.await(agent.tenantId(), agent.agentId(), latest, patience)) {
      throw notReady();
    }
    Found found =
        knowledge.search(
            agent.tenantId(),
            agent.agentId(),
            latest,
            request.body().path("query").stringValue(""),
            request.body().path("limit").intValue(USUAL_LIMIT));
    return Answer.ok(
        Json.object()
            .with("bar", Found.BAR)
            .with("passages", Json.list(found.passages(), SearchEndpoints::json))
            .node());
  }

  private static ObjectNode json(Passage it) {
    return Json.object()
        .with("documentId", Ids.ofDocument(it.path()))
        .with("path", Shape.repaired(it.path(), LONGEST_PATH))
        .with("title", Shape.repaired(it.title(), LONGEST_TITLE))
        .with("text", Shape.repaired(it.text(), LONGEST_TEXT))
        .with("score", Math.clamp(it.score(), 0.0, 1.0))
        .with("aboveBar", it.score() >= Found.BAR)
        .node();
  }

  private static Refusal notReady() {
    return Refusal.of(
        ErrorCode.KNOWLEDGE_NOT_READY,
        "What the agent knows is still being made ready; search in a moment.");
  }
}
