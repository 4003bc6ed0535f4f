package io.oratio.runtime.tool.builtin;

import io.oratio.domain.memory.Fact;
import io.oratio.domain.memory.Facts;
import io.oratio.domain.tool.ToolExecution.Authority;
import io.oratio.runtime.tool.Scene;
import io.oratio.runtime.tool.Tool;
import io.oratio.runtime.tool.ToolFailure;
import io.oratio.runtime.tool.ToolSpec;
import java.time.Clock;
import java.util.List;

/// `remember`: keeps a fact about the one who speaks, and about nobody else. Setting: `names`, the
/// facts it may keep; without it any name of small letters.
final class Remember {
  private static final int FACTS_MAX = 50;
  private static final int VALUE_CHARS_MAX = 500;

  private Remember() {}

  static Tool of(Settings settings, Scene.Facts speaker, Facts facts, Clock clock) {
    List<String> names =
        settings.texts("names").stream().filter(it -> it.matches("[a-zA-Z0-9_-]{1,64}")).toList();
    ObjectSchema schema = new ObjectSchema();
    if (names.isEmpty()) {
      schema.pattern("name", "What it is, for example preferred_room", "^[a-z][a-z0-9_]{0,39}$");
    } else {
      schema.choice("name", "What it is", names);
    }
    schema.text("value", "The fact itself", VALUE_CHARS_MAX, true);
    ToolSpec spec =
        new ToolSpec(
            "remember",
            "Remembers a fact about the other side for later conversations.",
            schema.json(),
            Authority.WRITE,
            false);
    return new Builtin(
        spec,
        true,
        (arguments, _) -> {
          String name = arguments.path("name").asString();
          if (speaker.subject().isBlank()) {
            throw new ToolFailure("nobody", "It is not known who is speaking.", false);
          }
          List<Fact> known = facts.about(speaker.tenantId(), speaker.agentId(), speaker.subject());
          if (known.size() >= FACTS_MAX && known.stream().noneMatch(it -> it.name().equals(name))) {
            throw new ToolFailure("full", "No more facts can be remembered.", false);
          }
          facts.put(
              new Fact(
                  speaker.tenantId(),
                  speaker.agentId(),
                  speaker.subject(),
                  name,
                  arguments.path("value").asString(),
                  speaker.sessionId(),
                  clock.instant()));
          return Builtin.status("remembered", "It is known from now on.");
        });
  }
}
