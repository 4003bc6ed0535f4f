package io.oratio.control.agent;

import io.oratio.control.web.Answer;
import io.oratio.control.web.Caller;
import io.oratio.control.web.Cursor;
import io.oratio.control.web.Endpoints;
import io.oratio.control.web.ErrorCode;
import io.oratio.control.web.Page;
import io.oratio.control.web.Refusal;
import io.oratio.control.web.Request;
import io.oratio.domain.agent.Agent;
import io.oratio.domain.agent.AgentStatus;
import io.oratio.domain.agent.Agents;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// `/api/agents` but for creating one.
final class AgentEndpoints implements Endpoints {
  private static final Comparator<Agent> NEWEST_FIRST =
      Comparator.comparing(Agent::createdAt).reversed().thenComparing(Agent::agentId);

  private final Agents agents;
  private final Found found;
  private final AgentJson json;
  private final AgentChanges changes;
  private final AgentRemoval removal;
  private final AgentNews news;
  private final InstantSource clock;

  AgentEndpoints(
      Agents agents,
      Found found,
      AgentJson json,
      AgentChanges changes,
      AgentRemoval removal,
      AgentNews news,
      InstantSource clock) {
    this.agents = agents;
    this.found = found;
    this.json = json;
    this.changes = changes;
    this.removal = removal;
    this.news = news;
    this.clock = clock;
  }

  @Override
  public void register(Register on) {
    on.answer("listAgents", this::list);
    on.answer("getAgent", it -> shown(found.agent(it)));
    on.answer("patchAgent", this::patch);
    on.answer("deleteAgent", this::delete);
    on.answer("pauseAgent", it -> turn(it, AgentStatus.PAUSED, "agent.paused"));
    on.answer("resumeAgent", it -> turn(it, AgentStatus.ACTIVE, "agent.resumed"));
  }

  private Answer list(Request request) {
    int limit = Page.limit(request);
    Optional<Cursor> after = request.text("cursor").map(it -> Cursor.parse(it, 2));
    Optional<Instant> time = after.map(it -> it.time(0));
    List<Agent> wanted =
        agents.list(request.tenantId()).stream()
            .filter(it -> isWanted(request, it))
            .sorted(NEWEST_FIRST)
            .filter(it -> after.isEmpty() || isAfter(it, time.get(), after.get().key(1)))
            .limit(limit + 1L)
            .toList();
    return Page.of(wanted, limit, json::brief, it -> Cursor.after(it.createdAt(), it.agentId()));
  }

  private static boolean isAfter(Agent agent, Instant time, String agentId) {
    int byTime = time.compareTo(agent.createdAt());
    return byTime > 0 || byTime == 0 && agent.agentId().compareTo(agentId) > 0;
  }

  private static boolean isWanted(Request request, Agent agent) {
    boolean isAllowed =
        !(request.caller() instanceof Caller.Key key) || key.mayUse(agent.agentId());
    return isAllowed
        && request.text("status").map(agent.status().wireName()::equals).orElse(true)
        && request.text("agentType").map(agent.agentType().wireName()::equals).orElse(true)
        && request.text("q").map(it -> isNamed(agent, it)).orElse(true);
  }

  private static boolean isNamed(Agent agent, String words) {
    String name = (agent.agentName() + " " + agent.agentId()).toLowerCase(Locale.ROOT);
    return List.of(words.strip().toLowerCase(Locale.ROOT).split("\\s+")).stream()
        .allMatch(name::contains);
  }

  private Answer patch(Request request) {
    Agent changed = changes.patch(request);
    news.of(request, changed, "agent.changed");
    return shown(changed);
  }

  private Answer turn(Request request, AgentStatus wanted, String deed) {
    Agent turned =
        found.change(
            request,
            it -> {
              if (it.status() == wanted) {
                return it;
              }
              if (it.status() != AgentStatus.ACTIVE && it.status() != AgentStatus.PAUSED) {
                throw Refusal.of(
                    ErrorCode.AGENT_STATE_CONFLICT,
                    "The agent is " + it.status().wireName() + "; it takes no conversations yet.");
              }
              return it.as(wanted, it.nextChange(clock.instant()));
            });
    news.of(request, turned, deed);
    return shown(turned);
  }

  private Answer delete(Request request) {
    Agent agent = found.agent(request);
    found.etag(agent).require(request);
    try {
      removal.remove(agent);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    news.of(request, agent, "agent.deleted");
    return Answer.nothing();
  }

  private Answer shown(Agent agent) {
    return Answer.ok(json.whole(agent)).with(found.etag(agent));
  }
}
