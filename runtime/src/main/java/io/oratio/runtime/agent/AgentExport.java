package io.oratio.runtime.agent;

import io.oratio.domain.agent.Agent;
import io.oratio.domain.agent.AgentVersion;
import io.oratio.domain.agent.Agents;
import io.oratio.domain.number.NumberRule;
import io.oratio.domain.number.Numbers;
import io.oratio.domain.tenant.TenantId;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;

/// Writes the version that callers reach back into a folder: what was applied, byte for byte. A
/// version that came from no folder is written as [DefinitionWriter] writes it. Calls block; safe
/// from any thread.
public final class AgentExport {
  private final Agents agents;
  private final Numbers numbers;
  private final AgentFiles files;

  public AgentExport(Agents agents, Numbers numbers, AgentFiles files) {
    this.agents = agents;
    this.numbers = numbers;
    this.files = files;
  }

  /// What was written.
  ///
  /// @param files how many, with `agent.json` and `prompt.md`
  public record Exported(String agentId, int version, int files) {}

  /// Writes the agent's folder; it is there whole or not at all.
  ///
  /// @param target a folder that is not there yet, or is empty
  /// @return empty when there is no such agent, or none of its versions is published
  /// @throws FileAlreadyExistsException if the target holds anything
  public Optional<Exported> export(TenantId tenantId, String agentId, Path target)
      throws IOException {
    Optional<Agent> agent = agents.find(tenantId, agentId);
    Optional<AgentVersion> version = agents.published(tenantId, agentId);
    if (agent.isEmpty() || version.isEmpty()) {
      return Optional.empty();
    }
    Path goal = target.toAbsolutePath().normalize();
    if (!isFree(goal)) {
      throw new FileAlreadyExistsException(
          target.toString(), null, "holds something already; name a folder that is not there yet");
    }
    Path work = goal.resolveSibling("." + goal.getFileName() + ".part");
    remove(work);
    Files.createDirectories(work);
    try {
      int count = write(agent.get(), version.get(), work);
      Files.move(work, goal, StandardCopyOption.REPLACE_EXISTING);
      return Optional.of(new Exported(agentId, version.get().version(), count));
    } finally {
      remove(work);
    }
  }

  private int write(Agent agent, AgentVersion version, Path folder) throws IOException {
    Files.writeString(folder.resolve(Fault.AGENT_JSON), definition(agent, version));
    Files.writeString(folder.resolve(Fault.PROMPT_MD), version.prompt());
    SortedMap<String, StoredFile> stored =
        files.of(agent.tenantId(), agent.userId(), agent.agentId(), version.version());
    for (Map.Entry<String, StoredFile> each : stored.entrySet()) {
      Path file = folder.resolve(each.getKey()).normalize();
      if (!file.startsWith(folder)) {
        throw new IOException("a stored path leads out of the folder");
      }
      Files.createDirectories(file.getParent());
      try (InputStream in = files.read(each.getValue());
          OutputStream out = Files.newOutputStream(file)) {
        if (!Sha256.copy(in, out).equals(each.getValue().sha256())) {
          throw new IOException("the stored bytes of " + each.getKey() + " are not what they were");
        }
      }
    }
    return stored.size() + 2;
  }

  /// The `agent.json` of a version: as it was given, or made of its fields.
  public String definition(Agent agent, AgentVersion version) {
    if (!version.definition().isBlank()) {
      return version.definition();
    }
    List<String> dialled =
        numbers.list(agent.tenantId()).stream()
            .filter(it -> it.agentId().equals(agent.agentId()) && it.trunkId().isEmpty())
            .map(NumberRule::pattern)
            .toList();
    return DefinitionWriter.write(
        Definitions.ofFields(version, agent.agentName(), agent.agentType().wireName(), dialled));
  }

  private static boolean isFree(Path target) throws IOException {
    if (!Files.exists(target)) {
      return true;
    }
    if (!Files.isDirectory(target)) {
      return false;
    }
    try (Stream<Path> inside = Files.list(target)) {
      return inside.findAny().isEmpty();
    }
  }

  private static void remove(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    }
  }
}
