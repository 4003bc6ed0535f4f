package io.oratio.runtime.agent;

import io.oratio.domain.agent.Agent;
import io.oratio.domain.agent.AgentVersion;
import io.oratio.domain.agent.Agents;
import io.oratio.domain.knowledge.KnowledgeDocument;
import io.oratio.domain.number.Numbers;
import io.oratio.domain.tenant.TenantId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Writes versions of agents that callers do not reach yet, from parts that are stored already.
/// Where [AgentApply] does everything at once for a folder, this does it step by step: check,
/// write, learn; publishing is the caller's. Calls block; safe from any thread.
public final class AgentDrafts {
  private static final int LOCKS = 64;

  private final Agents agents;
  private final DialledNumbers numbers;
  private final AgentFiles files;
  private final Ingestion ingestion;
  private final Clock clock;
  private final ReentrantLock[] locks =
      Stream.generate(ReentrantLock::new).limit(LOCKS).toArray(ReentrantLock[]::new);

  public AgentDrafts(
      Agents agents, Numbers numbers, AgentFiles files, Ingestion ingestion, Clock clock) {
    this.agents = agents;
    this.numbers = new DialledNumbers(numbers);
    this.files = files;
    this.ingestion = ingestion;
    this.clock = clock;
  }

  /// Something that reads the latest version and writes the next.
  @FunctionalInterface
  public interface Deed<T> {
    T done() throws IOException;
  }

  /// Does it while no other thread of this process does such a thing to the same agent, so that
  /// each change is made on the one before. Between processes the numbers of versions decide: only
  /// one of two writes a number, and the other tries again.
  public <T> T alone(TenantId tenantId, String agentId, Deed<T> deed) throws IOException {
    ReentrantLock lock = locks[Math.floorMod(31 * tenantId.hashCode() + agentId.hashCode(), LOCKS)];
    lock.lock();
    try {
      return deed.done();
    } finally {
      lock.unlock();
    }
  }

  /// What a version is to say.
  ///
  /// @param files path within the folder (`knowledge/prices.pdf`) → where its bytes lie
  public record Parts(String agentJson, String promptMd, SortedMap<String, StoredFile> files) {
    public Parts {
      files = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    /// The same with another `agent.json`.
    public Parts saying(JsonNode agent) {
      return new Parts(DefinitionWriter.write(agent), promptMd, files);
    }

    /// The same with another prompt.
    public Parts prompting(String prompt) {
      return new Parts(agentJson, prompt, files);
    }

    /// The same with other files.
    public Parts holding(SortedMap<String, StoredFile> others) {
      return new Parts(agentJson, promptMd, others);
    }

    /// The `agent.json` as a tree of its own.
    public JsonNode tree() {
      return JsonMapper.shared().readTree(agentJson);
    }
  }

  /// What a version says, to make the next of.
  public Parts of(Agent agent, AgentVersion version) throws IOException {
    return new Parts(
        new AgentExport(agents, numbers.all(), files).definition(agent, version),
        version.prompt(),
        files.of(agent.tenantId(), agent.userId(), agent.agentId(), version.version()));
  }

  /// Reads and checks the parts, all faults at once.
  public AgentReading read(Parts parts) {
    return AgentFile.read(
        parts.agentJson().getBytes(StandardCharsets.UTF_8),
        parts.promptMd().getBytes(StandardCharsets.UTF_8),
        parts.files().keySet());
  }

  /// The numbers of a definition that reach another agent already.
  public List<Fault> takenNumbers(TenantId tenantId, AgentDefinition definition) {
    Faults faults = new Faults();
    numbers.check(tenantId, definition, faults);
    return faults.all();
  }

  /// Writes the next version; the one that was begun with the same parts and never published is
  /// taken again, so that a step that was cut off can be repeated.
  ///
  /// @param definition what [#read] made of the parts
  /// @return empty when somebody else wrote that version meanwhile; try again
  public Optional<AgentVersion> write(Agent agent, AgentDefinition definition, Parts parts)
      throws IOException {
    OptionalInt latest = agents.latestVersion(agent.tenantId(), agent.agentId());
    int version = latest.orElse(0) + 1;
    if (latest.isPresent() && latest.getAsInt() > agent.publishedVersion().orElse(0)) {
      Optional<AgentVersion> left =
          agents.version(agent.tenantId(), agent.agentId(), latest.getAsInt());
      if (left.isPresent() && says(agent, left.get(), parts)) {
        return left;
      }
    }
    files.list(agent.tenantId(), agent.userId(), agent.agentId(), version, parts.files());
    AgentVersion written =
        Definitions.version(
            agent.tenantId(), version, definition, parts.agentJson(), clock.instant());
    try {
      agents.add(written);
      return Optional.of(written);
    } catch (IllegalStateException _) {
      return Optional.empty();
    }
  }

  /// Makes what a version knows ready; done again it changes nothing. Blocks until done.
  ///
  /// @throws java.io.UncheckedIOException if it cannot be made ready at all
  public List<KnowledgeDocument> learn(Agent agent, int version) throws IOException {
    Optional<AgentVersion> known = agents.version(agent.tenantId(), agent.agentId(), version);
    return known.isEmpty()
        ? List.of()
        : learn(
            agent,
            version,
            Definitions.of(known.get()),
            files.of(agent.tenantId(), agent.userId(), agent.agentId(), version));
  }

  /// Makes ready what a version will know that is not written yet.
  public List<KnowledgeDocument> learn(
      Agent agent, int version, AgentDefinition definition, Map<String, StoredFile> all) {
    return ingestion.ingest(
        agent.tenantId(), agent.userId(), agent.agentId(), version, definition, knowledge(all));
  }

  /// Lets exactly the numbers of a version's definition reach the agent, those made in another way
  /// apart.
  public void setNumbers(AgentVersion version) {
    numbers.set(version.tenantId(), Definitions.of(version));
  }

  /// The documents among the files of a folder, by their path below `knowledge/`.
  public static SortedMap<String, StoredFile> knowledge(Map<String, StoredFile> files) {
    SortedMap<String, StoredFile> knowledge = new TreeMap<>();
    files.forEach(
        (path, file) -> {
          if (path.startsWith(FileDescriptions.KNOWLEDGE)) {
            knowledge.put(path.substring(FileDescriptions.KNOWLEDGE.length()), file);
          }
        });
    return knowledge;
  }

  /// Takes out all that the versions of an agent hold: files, lists, indexes, records of what was
  /// known. The agent and its versions are the caller's to remove, after this; broken off, it is
  /// called again.
  ///
  /// @param withBytes whether the documents' bytes go too: not when an agent of another tenant has
  ///   the same owner and id, for the same bytes lie there once
  public void forget(Agent agent, boolean withBytes) throws IOException {
    List<Integer> versions = new ArrayList<>();
    agents.versions(agent.tenantId(), agent.agentId()).forEach(it -> versions.add(it.version()));
    if (versions.isEmpty()) {
      versions.add(1);
    }
    ingestion.forget(
        agent.tenantId(),
        agent.userId(),
        agent.agentId(),
        new java.util.TreeSet<>(versions),
        withBytes);
    for (int version : versions) {
      files.remove(agent.tenantId(), agent.userId(), agent.agentId(), version, withBytes);
    }
  }

  private boolean says(Agent agent, AgentVersion version, Parts parts) throws IOException {
    return version.definition().equals(parts.agentJson())
        && version.prompt().equals(parts.promptMd())
        && files
            .of(agent.tenantId(), agent.userId(), agent.agentId(), version.version())
            .equals(parts.files());
  }
}
