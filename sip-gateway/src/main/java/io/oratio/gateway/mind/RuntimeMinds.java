package io.oratio.gateway.mind;

import io.oratio.domain.agent.AgentVersion;
import io.oratio.domain.memory.Fact;
import io.oratio.domain.memory.Facts;
import io.oratio.gateway.tool.Mind;
import io.oratio.gateway.tool.Minds;
import io.oratio.runtime.agent.AgentDefinition;
import io.oratio.runtime.agent.Definitions;
import io.oratio.runtime.handoff.Handoffs;
import io.oratio.runtime.prompt.CallSetting;
import io.oratio.runtime.prompt.PromptAssembly;
import io.oratio.runtime.tool.Scene;
import io.oratio.runtime.tool.ToolSpec;
import io.oratio.runtime.tool.Toolbox;
import io.oratio.runtime.tool.Tools;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The minds of calls, made of the runtime's parts. Any thread; opening one asks the store of
/// facts.
public final class RuntimeMinds implements Minds {
  private static final Logger log = LoggerFactory.getLogger(RuntimeMinds.class);

  private final Toolbox toolbox;
  private final PromptAssembly prompts;
  private final Facts facts;
  private final Handoffs handoffs;
  private final Executor threads;

  /// @param threads a new virtual thread for each task
  public RuntimeMinds(
      Toolbox toolbox, PromptAssembly prompts, Facts facts, Handoffs handoffs, Executor threads) {
    this.toolbox = toolbox;
    this.prompts = prompts;
    this.facts = facts;
    this.handoffs = handoffs;
    this.threads = threads;
  }

  @Override
  public Mind open(AgentVersion version, Scene scene) {
    AgentDefinition agent = Definitions.of(version);
    Tools tools = toolbox.open(agent, scene);
    return new RuntimeMind(
        agent,
        prompts.voice(agent, setting(scene.facts(), tools)),
        tools,
        new Alarm(agent, scene, handoffs, threads));
  }

  @Override
  public ZoneId timeZone(AgentVersion version) {
    try {
      return ZoneId.of(Definitions.of(version).timeZone());
    } catch (DateTimeException _) {
      return ZoneOffset.UTC;
    }
  }

  private CallSetting setting(Scene.Facts call, Tools tools) {
    return CallSetting.NOTHING
        .withCaller(call.caller())
        .withHeaders(call.headers())
        .withRemembered(remembered(call))
        .withTools(tools.specs().stream().map(ToolSpec::name).toList());
  }

  /// A call goes on without its memory when the store cannot be asked.
  private Map<String, String> remembered(Scene.Facts call) {
    if (call.subject().isBlank()) {
      return Map.of();
    }
    try {
      Map<String, String> known = new TreeMap<>();
      for (Fact fact : facts.about(call.tenantId(), call.agentId(), call.subject())) {
        known.put(fact.name(), fact.value());
      }
      return known;
    } catch (RuntimeException e) { // whatever the store's trouble is, the call matters more
      log.warn("call {} goes on without what is remembered", call.sessionId(), e);
      return Map.of();
    }
  }
}
