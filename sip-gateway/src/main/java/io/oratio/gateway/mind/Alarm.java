package io.oratio.gateway.mind;

import io.oratio.domain.agent.CallRules.TransferTarget;
import io.oratio.runtime.agent.AgentDefinition;
import io.oratio.runtime.handoff.HandoffRequest;
import io.oratio.runtime.handoff.Handoffs;
import io.oratio.runtime.handoff.Triggers;
import io.oratio.runtime.tool.Scene;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Listens for danger words and escalation triggers in what the caller says, whatever the model
/// does, and calls a person: the session's state and the notification first, then the caller is
/// told and, where somebody can be reached by phone, sent there. Each phrase rings once. Any
/// thread.
final class Alarm {
  private static final Logger log = LoggerFactory.getLogger(Alarm.class);

  private final AgentDefinition agent;
  private final Scene scene;
  private final Handoffs handoffs;
  private final Executor threads;
  private final Triggers triggers;
  private final Set<String> rung = ConcurrentHashMap.newKeySet();

  Alarm(AgentDefinition agent, Scene scene, Handoffs handoffs, Executor threads) {
    this.agent = agent;
    this.scene = scene;
    this.handoffs = handoffs;
    this.threads = threads;
    this.triggers = Triggers.of(agent);
  }

  void heard(String words) {
    triggers.heardIn(words).filter(it -> rung.add(it.phrase())).ifPresent(this::ring);
  }

  private void ring(Triggers.Heard heard) {
    threads.execute(
        () -> {
          Scene.Facts facts = scene.facts();
          try {
            handoffs.request(
                new HandoffRequest(
                    facts.tenantId(),
                    facts.userId(),
                    facts.agentId(),
                    facts.sessionId(),
                    heard.cause(),
                    heard.reason()));
          } catch (RuntimeException e) { // the caller is helped even if nobody can be told
            log.error("session {}: an alarm could not be written", facts.sessionId(), e);
          }
          Optional<TransferTarget> target = target();
          scene.say(
              target.isPresent()
                  ? "I am connecting you with a person now. Please stay on the line."
                  : "I have told our staff. Somebody will take care of this.");
          scene.handOff(heard.reason(), target);
        });
  }

  private Optional<TransferTarget> target() {
    return agent.transferTargets().stream()
        .filter(it -> it.name().equals(agent.humanHandoffTarget()))
        .findFirst()
        .map(it -> new TransferTarget(it.name(), it.description(), it.uri()));
  }
}
