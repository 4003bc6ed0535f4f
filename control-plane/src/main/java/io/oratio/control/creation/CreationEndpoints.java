package io.oratio.control.creation;

import io.oratio.control.web.Answer;
import io.oratio.control.web.Caller;
import io.oratio.control.web.Endpoints;
import io.oratio.control.web.ErrorCode;
import io.oratio.control.web.Json;
import io.oratio.control.web.Refusal;
import io.oratio.control.web.Request;
import io.oratio.domain.agent.Agent;
import io.oratio.domain.agent.AgentStatus;
import io.oratio.domain.agent.Agents;
import io.oratio.domain.audit.AuditLog;
import io.oratio.domain.creation.Creation;
import io.oratio.domain.creation.Creations;
import io.oratio.domain.creation.Step;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/// `POST /api/agents`, `POST /api/agents/import`, and how far a creation has come.
final class CreationEndpoints implements Endpoints {
  private final Agents agents;
  private final Creations creations;
  private final AgentForm form;
  private final AgentImport archive;
  private final AgentIntake intake;
  private final StepRunner runner;
  private final CreationNews news;
  private final AuditLog audit;
  private final InstantSource clock;

  CreationEndpoints(
      Agents agents,
      Creations creations,
      AgentForm form,
      AgentImport archive,
      AgentIntake intake,
      StepRunner runner,
      CreationNews news,
      AuditLog audit,
      InstantSource clock) {
    this.agents = agents;
    this.creations = creations;
    this.form = form;
    this.archive = archive;
    this.intake = intake;
    this.runner = runner;
    this.news = news;
    this.audit = audit;
    this.clock = clock;
  }

  @Override
  public void register(Register on) {
    on.answer("addAgent", it -> take(it, form::read, "agent.created"));
    on.answer("importAgent", it -> take(it, archive::read, "agent.imported"));
    on.answer("getCreation", this::find);
    on.answer("retryCreation", this::retry);
  }

  private interface Reading {
    Asked read(Request request, java.nio.file.Path folder) throws IOException;
  }

  private Answer take(Request request, Reading reading, String deed) {
    try (TemporaryFolder folder = TemporaryFolder.create()) {
      Asked asked = reading.read(request, folder.path());
      Agent agent = intake.take(request.tenantId(), owner(request, asked.agentId()), asked);
      note(request, deed, agent.agentId());
      String path = "/api/agents/" + agent.agentId();
      return Answer.accepted(
              Json.object()
                  .with("agentId", agent.agentId())
                  .with("status", agent.status().wireName())
                  .with("creation", path + "/creation")
                  .node())
          .with("Location", path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Whose agent it will be: the person, or the key that speaks for a program.
  private static String owner(Request request, String agentId) {
    return switch (request.caller()) {
      case Caller.Person person -> person.userId();
      case Caller.Key key when key.mayUse(agentId) -> key.keyId();
      case Caller.Key _ ->
          throw Refusal.of(
              ErrorCode.FORBIDDEN, "This key is limited to other agents; it makes no new ones.");
      case Caller.Visitor _, Caller.Nobody _ ->
          throw Refusal.of(ErrorCode.FORBIDDEN, "Only a person or a key creates agents.");
    };
  }

  private Answer find(Request request) {
    return Answer.ok(CreationJson.of(creation(request)));
  }

  private Answer retry(Request request) {
    Creation failed = creation(request);
    Step step =
        failed.steps().stream()
            .filter(it -> it.state() == Step.State.FAILED)
            .findFirst()
            .orElseThrow(CreationEndpoints::notFailed);
    Instant now = clock.instant();
    Agent agent = agent(request);
    Creation again = failed.with(Step.waiting(step.name()), now, now);
    if (agent.status() == AgentStatus.FAILED) {
      Agent creating = agent.as(AgentStatus.CREATING, agent.nextChange(now));
      if (!agents.save(creating, agent.updatedAt())) {
        throw notFailed();
      }
      news.agent(creating);
    }
    if (!creations.begin(again)) {
      throw notFailed();
    }
    note(request, "agent.creation_retried", again.agentId());
    news.step(again);
    runner.nudge();
    return Answer.accepted(CreationJson.of(again));
  }

  private Agent agent(Request request) {
    return agents
        .find(request.tenantId(), request.path("agentId"))
        .orElseThrow(() -> Refusal.of(ErrorCode.AGENT_NOT_FOUND, "There is no such agent."));
  }

  /// An agent that was made in another way has all its making behind it.
  private Creation creation(Request request) {
    Agent agent = agent(request);
    return creations.find(request.tenantId(), agent.agentId()).orElseGet(() -> behind(agent));
  }

  private static Creation behind(Agent agent) {
    List<Step> done =
        List.of(Step.Name.values()).stream()
            .map(it -> Step.waiting(it).done(agent.createdAt()))
            .toList();
    return new Creation(
        agent.tenantId(),
        agent.agentId(),
        done,
        agent.createdAt(),
        agent.createdAt(),
        agent.createdAt());
  }

  private static Refusal notFailed() {
    return Refusal.of(
        ErrorCode.AGENT_STATE_CONFLICT, "Its creation has not failed; there is nothing to retry.");
  }

  private void note(Request request, String deed, String agentId) {
    audit.append(
        request.tenantId(), clock.instant(), request.actor(), deed, "agent/" + agentId, "");
  }
}
