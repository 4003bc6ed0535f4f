package io.oratio.control.conversation;

import io.oratio.control.web.Answer;
import io.oratio.control.web.Endpoints;
import io.oratio.control.web.ErrorCode;
import io.oratio.control.web.Page;
import io.oratio.control.web.Refusal;
import io.oratio.control.web.Request;
import io.oratio.domain.conversation.Conversation;
import io.oratio.runtime.conversation.RunIds;
import java.util.List;
import java.util.Optional;

/// Runs: how they stand, and stopping one.
final class RunEndpoints implements Endpoints {
  private final Sight sight;
  private final Runs runs;

  RunEndpoints(Sight sight, Runs runs) {
    this.sight = sight;
    this.runs = runs;
  }

  @Override
  public void register(Register on) {
    on.answer("listRuns", this::list);
    on.answer("getRun", this::find);
    on.answer("cancelRun", this::cancel);
  }

  private Answer list(Request request) {
    Conversation its = sight.conversation(request);
    int limit = Page.limit(request);
    Optional<RunPlace> after = request.text("cursor").map(RunPlace::parse);
    List<Runs.Standing> found =
        runs.of(its.tenantId(), its.conversationId()).stream()
            .filter(it -> after.isEmpty() || RunPlace.of(it.run()).compareTo(after.get()) < 0)
            .limit(limit + 1L)
            .toList();
    return Page.of(found, limit, ConversationJson::of, it -> RunPlace.of(it.run()).cursor());
  }

  private Answer find(Request request) {
    return Answer.ok(ConversationJson.of(standing(request)));
  }

  private Answer cancel(Request request) {
    return Answer.ok(ConversationJson.of(runs.cancel(standing(request), request.tenantId())));
  }

  /// @throws Refusal 404 if there is no such run that the caller sees
  private Runs.Standing standing(Request request) {
    String runId = request.path("runId");
    return RunIds.conversationOf(runId)
        .flatMap(it -> sight.find(request, it))
        .flatMap(it -> runs.find(it.tenantId(), it.conversationId(), runId))
        .orElseThrow(() -> Refusal.of(ErrorCode.RUN_NOT_FOUND, "There is no such run."));
  }
}
