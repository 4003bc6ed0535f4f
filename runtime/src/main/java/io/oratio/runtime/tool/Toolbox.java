package io.oratio.runtime.tool;

import io.oratio.domain.memory.Facts;
import io.oratio.domain.tool.ToolExecutions;
import io.oratio.runtime.agent.AgentDefinition;
import io.oratio.runtime.agent.ToolDefinition;
import io.oratio.runtime.handoff.Handoffs;
import io.oratio.runtime.knowledge.Knowledge;
import io.oratio.runtime.mail.Mail;
import io.oratio.runtime.tool.ToolCounter.Event;
import io.oratio.runtime.tool.builtin.Builtins;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes the tools of each conversation. One for a process: conversations share its breakers and
/// its limits, and a conversation that is opened again finds its open question. Safe from any
/// thread.
public final class Toolbox {
  private static final Logger LOG = LoggerFactory.getLogger(Toolbox.class);
  private static final int QUESTIONS_MAX = 10_000;

  private final Services services;
  private final ToolKinds kinds;
  private final Shared shared;
  private final Map<String, Confirmations> confirmations =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Confirmations> eldest) {
          return size() > QUESTIONS_MAX;
        }
      };

  /// What tools reach.
  ///
  /// @param kinds makes those that are not built in
  /// @param operatorRecipients addresses any agent may write to, beside those of its own definition
  public record Services(
      Knowledge knowledge,
      Mail mail,
      Facts facts,
      Handoffs handoffs,
      ToolExecutions executions,
      Secrets secrets,
      ToolKinds kinds,
      List<String> operatorRecipients) {
    public Services {
      operatorRecipients = List.copyOf(operatorRecipients);
    }
  }

  /// @param threads a new virtual thread for each task
  /// @param timer completes the results of tools that took too long: what hangs on such a stage
  ///   does not block
  public Toolbox(
      Services services,
      Limits limits,
      ToolCounter counter,
      Clock clock,
      Executor threads,
      Timer timer) {
    this.services = services;
    kinds = services.kinds();
    shared =
        new Shared(
            clock,
            threads,
            timer,
            counter,
            limits,
            new Schemas(),
            new Breakers(clock),
            new Semaphore(limits.runningMax()));
  }

  /// The tools of a conversation that begins.
  public Tools open(AgentDefinition agent, Scene scene) {
    return open(agent, scene, 0);
  }

  /// The tools of a conversation that goes on.
  ///
  /// @param turn how often the other side has spoken before what [Tools#heard] is told next: the
  ///   same again when a run is resumed, so that its executions are found and not made again
  public Tools open(AgentDefinition agent, Scene scene, int turn) {
    Scene.Facts facts = scene.facts();
    Redactor redactor = new Redactor(services.secrets(), facts.tenantId(), agent);
    return new ConversationTools(
        shared,
        scene,
        declared(agent, scene, redactor),
        questionsOf(facts),
        new Records(services.executions(), facts, shared.clock()),
        redactor,
        agent.language(),
        turn);
  }

  private Confirmations questionsOf(Scene.Facts facts) {
    String key = facts.tenantId() + "\n" + facts.sessionId();
    synchronized (confirmations) {
      return confirmations.computeIfAbsent(key, _ -> new Confirmations(shared.clock()));
    }
  }

  private Map<String, Declared> declared(AgentDefinition agent, Scene scene, Redactor redactor) {
    Map<String, Declared> tools = new LinkedHashMap<>();
    Builtins builtins =
        new Builtins(
            services.knowledge(),
            services.mail(),
            services.facts(),
            services.handoffs(),
            services.operatorRecipients(),
            shared.clock());
    for (ToolDefinition definition : Builtins.declaredBy(agent)) {
      List<Tool> made =
          definition instanceof ToolDefinition.Builtin builtin
              ? builtins.open(agent, builtin, scene)
              : kinds.open(agent, definition, scene.facts(), redactor);
      if (made.isEmpty()) {
        leaveOut(agent, "of one definition");
      }
      made.forEach(tool -> add(agent, definition, tool, tools));
    }
    return tools;
  }

  private void add(
      AgentDefinition agent, ToolDefinition definition, Tool tool, Map<String, Declared> tools) {
    String name = tool.spec().name();
    boolean isForeign = !(definition instanceof ToolDefinition.Builtin);
    try {
      Declared declared =
          Declared.of(tool, definition.bounds(), isForeign, shared.limits(), shared.schemas());
      boolean isTaken = tools.containsKey(name) || (isForeign && Builtins.NAMES.contains(name));
      if (isTaken
          || tools.size() == shared.limits().toolsMax()
          || !shared.limits().authorities().contains(declared.spec().authority())) {
        leaveOut(agent, name);
      } else {
        tools.put(name, declared);
      }
    } catch (IllegalArgumentException _) {
      leaveOut(agent, name);
    }
  }

  private void leaveOut(AgentDefinition agent, String what) {
    LOG.warn("agent {}: the tool {} is left out", agent.agentId(), what);
    shared.counter().count(Event.LEFT_OUT);
  }
}
