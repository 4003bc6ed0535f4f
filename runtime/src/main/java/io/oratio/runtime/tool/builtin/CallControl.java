package io.oratio.runtime.tool.builtin;

import io.oratio.domain.agent.CallRules.TransferTarget;
import io.oratio.domain.tool.ToolExecution.Authority;
import io.oratio.runtime.agent.AgentDefinition;
import io.oratio.runtime.agent.AgentDefinition.Target;
import io.oratio.runtime.tool.Scene;
import io.oratio.runtime.tool.Tool;
import io.oratio.runtime.tool.ToolFailure;
import io.oratio.runtime.tool.ToolSpec;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// `hang_up` and `transfer`. The model picks a target by its name; addresses stay in the agent's
/// definition.
final class CallControl {
  private CallControl() {}

  static Tool hangUp(Scene scene) {
    ToolSpec spec =
        new ToolSpec(
            "hang_up",
            "Ends the conversation after you have said goodbye. Use it when the other side has"
                + " nothing more to ask.",
            new ObjectSchema().text("reason", "Why, in a few words", 200, false).json(),
            Authority.WRITE,
            false);
    return new Builtin(
        spec,
        true,
        (arguments, _) -> {
          scene.hangUp(arguments.path("reason").asString().replaceAll("[\\p{Cc}\\s]+", " "));
          return Builtin.status("ending", "The conversation ends when you have finished speaking.");
        });
  }

  /// @return empty for an agent without targets
  static Optional<Tool> transfer(AgentDefinition agent, Scene scene) {
    List<Target> targets = agent.transferTargets();
    if (targets.isEmpty()) {
      return Optional.empty();
    }
    String description =
        targets.stream()
            .map(it -> it.name() + ": " + it.description())
            .collect(
                Collectors.joining(
                    "; ",
                    "Transfers the caller to a person. Tell the caller before you use it. Targets:"
                        + " ",
                    "."));
    ToolSpec spec =
        new ToolSpec(
            "transfer",
            description,
            new ObjectSchema()
                .choice("target", "Who", targets.stream().map(Target::name).distinct().toList())
                .json(),
            Authority.WRITE,
            false);
    return Optional.of(
        new Builtin(
            spec,
            false,
            (arguments, _) -> {
              String wanted = arguments.path("target").asString();
              Target target =
                  targets.stream()
                      .filter(it -> it.name().equals(wanted))
                      .findFirst()
                      .orElseThrow(
                          () -> new ToolFailure("no_target", "There is no such target.", false));
              if (!scene.transfer(
                  new TransferTarget(target.name(), target.description(), target.uri()))) {
                throw new ToolFailure(
                    "cannot_transfer", "This conversation cannot be transferred.", false);
              }
              return Builtin.status("transferring", "The caller is being transferred.");
            }));
  }
}
