package io.oratio.runtime.tool.builtin;

import io.oratio.domain.tool.ToolExecution.Authority;
import io.oratio.runtime.agent.AgentDefinition;
import io.oratio.runtime.handoff.HandoffRequest;
import io.oratio.runtime.handoff.HandoffRequest.Cause;
import io.oratio.runtime.handoff.Handoffs;
import io.oratio.runtime.tool.Scene;
import io.oratio.runtime.tool.Tool;
import io.oratio.runtime.tool.ToolSpec;
import java.util.concurrent.atomic.AtomicReference;

/// `hand_off`: gives the conversation to a human being. However often a model asks, people are told
/// once, with the first reason.
final class HandOff {
  private HandOff() {}

  static Tool of(AgentDefinition agent, Scene scene, Handoffs handoffs) {
    StringBuilder description =
        new StringBuilder("Gives the conversation to a person. Tell the other side that you do.");
    if (!agent.humanHandoffDescription().isBlank()) {
      description.append(' ').append(agent.humanHandoffDescription());
    }
    if (!agent.humanHandoffConditions().isEmpty()) {
      description
          .append(" Use it when: ")
          .append(String.join("; ", agent.humanHandoffConditions()))
          .append('.');
    }
    ToolSpec spec =
        new ToolSpec(
            "hand_off",
            description.toString(),
            new ObjectSchema()
                .text("reason", "One sentence for the person: what is wanted", 400, true)
                .json(),
            Authority.WRITE,
            false);
    AtomicReference<String> firstReason = new AtomicReference<>("");
    return new Builtin(
        spec,
        true,
        (arguments, _) -> {
          firstReason.compareAndSet("", arguments.path("reason").asString());
          String reason = firstReason.get();
          Scene.Facts facts = scene.facts();
          handoffs.request(
              new HandoffRequest(
                  facts.tenantId(),
                  facts.userId(),
                  facts.agentId(),
                  facts.sessionId(),
                  Cause.HANDOFF,
                  reason));
          scene.handOff(reason, Handoffs.target(agent));
          return Builtin.status(
              "requested", "A person was asked to take over. Say so and promise no time.");
        });
  }
}
