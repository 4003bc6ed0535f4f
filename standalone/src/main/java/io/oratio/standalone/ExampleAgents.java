package io.oratio.standalone;

import io.oratio.domain.agent.Agents;
import io.oratio.runtime.agent.AgentApply;
import io.oratio.runtime.agent.Applied;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The agents that a newcomer finds: the folders in `examples/agents` beside the launcher, each
/// installed once. What the user makes of them later is the user's.
final class ExampleAgents {
  private static final Logger log = LoggerFactory.getLogger(ExampleAgents.class);

  private ExampleAgents() {}

  /// The folders of the examples that are not installed yet, the demo's first; none where there are
  /// no examples.
  ///
  /// @param home the folder of the launcher; blank when started in another way
  static List<Path> missing(Agents agents, String home) {
    Path examples = Path.of(home, "examples", "agents");
    if (home.isBlank() || !Files.isDirectory(examples)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(examples)) {
      return folders
          .filter(it -> Files.isRegularFile(it.resolve("agent.json")))
          .filter(it -> agents.find(DemoTenant.ID, it.getFileName().toString()).isEmpty())
          .sorted(
              Comparator.comparing((Path it) -> !it.endsWith(DemoTenant.AGENT))
                  .thenComparing(Comparator.naturalOrder()))
          .toList();
    } catch (IOException e) {
      log.warn("the example agents cannot be listed: {}", e.getMessage());
      return List.of();
    }
  }

  /// Applies them. An example that cannot be applied is told in the log and keeps nobody from being
  /// called.
  static void install(List<Path> folders, AgentApply apply) {
    for (Path folder : folders) {
      try {
        switch (apply.apply(DemoTenant.ID, DemoTenant.USER_ID, folder)) {
          case Applied.Done done ->
              log.info(
                  "installed the example agent {}, version {}", done.agentId(), done.version());
          case Applied.Refused refused ->
              log.warn("the example agent {} is not installed: {}", folder, refused.faults());
        }
      } catch (IOException | RuntimeException e) { // another process may install it just now
        log.warn("the example agent {} is not installed: {}", folder, e.toString());
      }
    }
  }
}
