package io.oratio.control.agent;

import io.oratio.control.web.Answer;
import io.oratio.control.web.Cursor;
import io.oratio.control.web.Endpoints;
import io.oratio.control.web.ErrorCode;
import io.oratio.control.web.Json;
import io.oratio.control.web.Page;
import io.oratio.control.web.Refusal;
import io.oratio.control.web.Request;
import io.oratio.domain.agent.Agent;
import io.oratio.domain.agent.AgentVersion;
import io.oratio.domain.agent.Agents;
import io.oratio.runtime.agent.AgentDrafts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.databind.node.ObjectNode;

/// `/api/agents/{agentId}/versions` and rolling back.
final class VersionEndpoints implements Endpoints {
  private final Agents agents;
  private final Found found;
  private final AgentDrafts drafts;
  private final AgentChanges changes;
  private final Publishing publishing;
  private final AgentSheets sheets;
  private final AgentNews news;

  VersionEndpoints(
      Agents agents,
      Found found,
      AgentDrafts drafts,
      AgentChanges changes,
      Publishing publishing,
      AgentSheets sheets,
      AgentNews news) {
    this.agents = agents;
    this.found = found;
    this.drafts = drafts;
    this.changes = changes;
    this.publishing = publishing;
    this.sheets = sheets;
    this.news = news;
  }

  @Override
  public void register(Register on) {
    on.answer("listVersions", this::list);
    on.answer("addVersion", this::add);
    on.answer("getVersion", this::find);
    on.answer("publishVersion", this::publish);
    on.answer("diffVersions", this::diff);
    on.answer("rollbackAgent", this::rollBack);
  }

  private Answer list(Request request) {
    Agent agent = found.agent(request);
    AgentSheet sheet = sheets.of(agent);
    int limit = Page.limit(request);
    Optional<Integer> after = request.text("cursor").map(VersionEndpoints::place);
    List<AgentVersion.Header> headers =
        agents.versions(agent.tenantId(), agent.agentId()).stream()
            .filter(it -> after.isEmpty() || it.version() < after.get())
            .limit(limit + 1L)
            .toList();
    return Page.of(
        headers,
        limit,
        it -> head(agent, sheet, it).node(),
        it -> Cursor.after(Integer.toString(it.version())));
  }

  private static int place(String cursor) {
    try {
      return Integer.parseInt(Cursor.parse(cursor, 1).key(0));
    } catch (NumberFormatException _) {
      throw Refusal.of(ErrorCode.CURSOR_INVALID, "The cursor is not one that this list gave.")
          .at("#/query/cursor", "is not one that this list gave");
    }
  }

  private Answer add(Request request) {
    AgentVersion written = changes.draft(request);
    Agent agent = found.agent(request);
    news.of(request, agent, "agent.drafted", Json.object().with("version", written.version()));
    return Answer.created(
        "/api/agents/" + agent.agentId() + "/versions/" + written.version(), whole(agent, written));
  }

  private Answer find(Request request) {
    Agent agent = found.agent(request);
    return Answer.ok(whole(agent, found.version(request, agent)));
  }

  private Answer publish(Request request) {
    Agent agent = found.made(request);
    AgentVersion version = found.version(request, agent);
    Agent published = publishing.publish(request, version);
    news.of(
        request, published, "agent.published", Json.object().with("version", version.version()));
    return Answer.ok(whole(published, version));
  }

  private Answer rollBack(Request request) {
    Agent agent = found.made(request);
    int present =
        agent
            .publishedVersion()
            .orElseThrow(
                () -> Refusal.of(ErrorCode.VERSION_STATE_CONFLICT, "No version is published yet."));
    OptionalInt wanted =
        request.body().path("version").isInt()
            ? OptionalInt.of(request.body().path("version").intValue())
            : sheets.of(agent).before(present);
    AgentVersion version =
        found.version(
            agent,
            wanted.orElseThrow(
                () ->
                    Refusal.of(
                        ErrorCode.VERSION_STATE_CONFLICT,
                        "No version was published before this one; name one.")));
    Agent published = publishing.rollBack(request, version);
    news.of(
        request,
        published,
        "agent.rolled_back",
        Json.object().with("version", version.version()).with("from", present));
    return Answer.ok(whole(published, version));
  }

  private Answer diff(Request request) {
    Agent agent = found.agent(request);
    AgentVersion version = found.version(request, agent);
    AgentVersion against = found.version(agent, request.number("against").orElse(0));
    try {
      return Answer.ok(
          VersionDiff.of(
              against.version(),
              drafts.of(agent, against),
              version.version(),
              drafts.of(agent, version)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ObjectNode whole(Agent agent, AgentVersion version) {
    try {
      return head(
              agent,
              sheets.of(agent),
              new AgentVersion.Header(version.version(), version.createdAt()))
          .with("definition", drafts.of(agent, version).tree())
          .with("prompt", version.prompt())
          .node();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Json head(Agent agent, AgentSheet sheet, AgentVersion.Header header) {
    return Json.object()
        .with("agentId", agent.agentId())
        .with("version", header.version())
        .with("state", sheet.stateOf(header.version(), agent.publishedVersion()))
        .with("createdAt", header.createdAt());
  }
}
