package io.oratio.runtime.agent;

import io.oratio.domain.agent.Agent;
import io.oratio.domain.object.ObjectName;
import io.oratio.domain.object.ObjectStore;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What is kept of an agent beside its versions and documents, as texts under
/// `oratio-generated-code/{userId}/{agentId}/`. All but what is generated lies below `{tenantId}/`
/// there, so that the same owner and id in two tenants never meet. Calls block; safe from any
/// thread.
public final class AgentObjects {
  private static final String BUCKET = "oratio-generated-code";
  private static final int LONGEST_BYTES = 16 * 1024 * 1024;

  private final ObjectStore objects;
  private final Map<String, String> tags;

  /// What there is.
  public enum Kind {
    /// What the agent is to be made of, as it was asked for.
    BRIEF("brief.json", "application/json"),
    /// The agent as data, as its author wrote it.
    AGENT_JSON("agent.json", "application/json"),
    /// What it is told, as its author wrote it.
    PROMPT_MD("prompt.md", "text/markdown"),
    /// Where it is deployed, and which versions were published.
    SHEET("sheet.json", "application/json");

    private final String file;
    private final String mediaType;

    Kind(String file, String mediaType) {
      this.file = file;
      this.mediaType = mediaType;
    }

    boolean isGenerated() {
      return this == AGENT_JSON || this == PROMPT_MD;
    }
  }

  /// @param tags what every object carries, for example `platform` and `environment`
  public AgentObjects(ObjectStore objects, Map<String, String> tags) {
    this.objects = objects;
    this.tags = Map.copyOf(tags);
  }

  /// Keeps a text, replacing the one before. What is generated lies once more where people look for
  /// it, without the tenant.
  public void keep(Agent agent, Kind kind, String text) throws IOException {
    Path file = Files.createTempFile("oratio-agent", ".tmp");
    try {
      Files.writeString(file, text);
      objects.put(name(agent, kind), file, kind.mediaType, tags(agent));
      if (kind.isGenerated()) {
        objects.put(shown(agent, kind), file, kind.mediaType, tags(agent));
      }
    } finally {
      Files.deleteIfExists(file);
    }
  }

  /// The text that is kept; empty if none is.
  public Optional<String> text(Agent agent, Kind kind) throws IOException {
    try (InputStream in = objects.read(name(agent, kind), 0, LONGEST_BYTES)) {
      return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (FileNotFoundException _) {
      return Optional.empty();
    }
  }

  /// Where a person finds what was generated; empty if nothing was.
  public Optional<String> whereabouts(Agent agent, Kind kind) throws IOException {
    ObjectName name = shown(agent, kind);
    return objects.size(name).map(_ -> "s3://" + name);
  }

  /// Removes all of it.
  public void forget(Agent agent) throws IOException {
    for (Kind kind : Kind.values()) {
      objects.delete(name(agent, kind));
      if (kind.isGenerated()) {
        objects.delete(shown(agent, kind));
      }
    }
  }

  private static ObjectName name(Agent agent, Kind kind) {
    return new ObjectName(
        BUCKET, agent.userId() + "/" + agent.agentId() + "/" + agent.tenantId() + "/" + kind.file);
  }

  private static ObjectName shown(Agent agent, Kind kind) {
    return new ObjectName(BUCKET, agent.userId() + "/" + agent.agentId() + "/" + kind.file);
  }

  private Map<String, String> tags(Agent agent) {
    Map<String, String> all = new HashMap<>(tags);
    all.put("userId", agent.userId());
    all.put("agentId", agent.agentId());
    all.put("resourceType", "code");
    return all;
  }
}
