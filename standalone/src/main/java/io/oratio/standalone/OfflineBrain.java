package io.oratio.standalone;

import io.oratio.domain.agent.AgentVersion;
import io.oratio.domain.session.Channel;
import io.oratio.engine.EngineSetup;
import io.oratio.engine.local.LocalEngine;
import io.oratio.engine.local.answering.Answers;
import io.oratio.gateway.tool.Mind;
import io.oratio.gateway.tool.Minds;
import io.oratio.runtime.agent.Definitions;
import io.oratio.runtime.dialogue.Dialogue;
import io.oratio.runtime.dialogue.DialogueModel;
import io.oratio.runtime.tool.Scene;
import io.oratio.runtime.tool.ToolResult;
import io.oratio.runtime.tool.ToolSpec;
import io.oratio.runtime.tool.ToolUse;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/// The brain of the offline speech engine: each call's dialogue is opened with its mind, and the
/// engine finds it by the session's id. Safe from any thread.
final class OfflineBrain implements Minds {
  private final Minds minds;
  private final AgentRuntime runtime;
  private final Map<String, Answers> talking = new ConcurrentHashMap<>();

  OfflineBrain(Minds minds, AgentRuntime runtime) {
    this.minds = minds;
    this.runtime = runtime;
  }

  @Override
  public Mind open(AgentVersion version, Scene scene) {
    Mind mind = minds.open(version, scene);
    String sessionId = scene.facts().sessionId();
    DialogueModel model = model(version);
    Dialogue dialogue =
        model.open(runtime.knowledge(), scene.facts(), mind.tools(), Clock.systemUTC());
    talking.put(sessionId, new DialogueAnswers(model, dialogue));
    return new Talking(mind, () -> talking.remove(sessionId));
  }

  @Override
  public ZoneId timeZone(AgentVersion version) {
    return minds.timeZone(version);
  }

  /// The minds without a dialogue, for engines that have a model of their own.
  Minds others() {
    return minds;
  }

  /// The answers of the call that this engine session belongs to; the engine's own for others.
  Answers answers(EngineSetup setup) {
    Answers answers = talking.get(setup.sessionId());
    return answers == null ? LocalEngine.standardAnswers(setup) : answers;
  }

  /// Learns what calls with this version will say, so that the first one need not wait.
  ///
  /// @param ready prepares an engine for a setup under this id
  void learn(AgentVersion version, String id, Runnable ready) {
    DialogueModel model = model(version);
    Scene.Facts nobody =
        new Scene.Facts(
            version.tenantId(),
            version.agentId(),
            version.version(),
            "",
            id,
            Channel.SIP,
            "",
            "",
            minds.timeZone(version),
            Map.of());
    talking.put(
        id,
        new DialogueAnswers(
            model, model.open(runtime.knowledge(), nobody, List.of(), Clock.systemUTC())));
    try {
      ready.run();
    } finally {
      talking.remove(id);
    }
  }

  private DialogueModel model(AgentVersion version) {
    return runtime.dialogues().of(Definitions.of(version), version.tenantId(), version.version());
  }

  /// A mind whose dialogue is forgotten when it closes.
  private record Talking(Mind mind, Runnable over) implements Mind {
    @Override
    public String prompt() {
      return mind.prompt();
    }

    @Override
    public boolean isInterruptible() {
      return mind.isInterruptible();
    }

    @Override
    public List<ToolSpec> tools() {
      return mind.tools();
    }

    @Override
    public CompletionStage<ToolResult> use(ToolUse use) {
      return mind.use(use);
    }

    @Override
    public void heard(String words) {
      mind.heard(words);
    }

    @Override
    public void close() {
      over.run();
      mind.close();
    }
  }
}
