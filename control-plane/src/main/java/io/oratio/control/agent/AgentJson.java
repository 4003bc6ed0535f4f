package io.oratio.control.agent;

import io.oratio.control.web.Json;
import io.oratio.domain.agent.Agent;
import io.oratio.domain.agent.AgentVersion;
import io.oratio.domain.knowledge.KnowledgeBase;
import io.oratio.domain.knowledge.KnowledgeStatus;
import io.oratio.runtime.agent.AgentObjects;
import io.oratio.runtime.agent.Definitions;
import io.oratio.runtime.agent.DraftLearning;
import io.oratio.runtime.agent.ToolDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// An agent as the contract shows it.
final class AgentJson {
  /// What stands in a version and is shown with the agent.
  private static final String[] OF_VERSION = {
    "language",
    "greeting",
    "voiceConfig",
    "textConfig",
    "personality",
    "settings",
    "humanHandoffEnabled",
    "humanHandoffConditions",
    "humanHandoffDescription",
    "humanHandoffTarget",
    "transferTargets",
    "knowledgeBaseDescription",
    "folderFileDescriptions",
    "questionsAndAnswers"
  };

  private final Found found;
  private final AgentFigures figures;
  private final AgentSheets sheets;
  private final AgentObjects objects;
  private final DraftLearning learning;
  private final AgentSettings settings;

  AgentJson(
      Found found,
      AgentFigures figures,
      AgentSheets sheets,
      AgentObjects objects,
      DraftLearning learning,
      AgentSettings settings) {
    this.found = found;
    this.figures = figures;
    this.sheets = sheets;
    this.objects = objects;
    this.learning = learning;
    this.settings = settings;
  }

  /// For a list: without what a version says.
  ObjectNode brief(Agent agent) {
    return head(agent, found.latest(agent)).node();
  }

  /// With all that the latest version says.
  ObjectNode whole(Agent agent) {
    OptionalInt latest = found.latest(agent);
    Json json = head(agent, latest);
    if (latest.isPresent()) {
      AgentVersion version = found.latestVersion(agent);
      version(json, version);
      json.with("knowledgeBaseId", KnowledgeBase.idOf(agent.agentId(), version.version()));
      Optional<KnowledgeStatus> status =
          learning.status(agent.tenantId(), agent.agentId(), version.version());
      json.with("knowledgeStatus", status.orElse(KnowledgeStatus.NOTREADY).wireName());
    }
    try {
      json.with("agentCodeS3Path", objects.whereabouts(agent, AgentObjects.Kind.AGENT_JSON));
      json.with("generatedPromptS3Path", objects.whereabouts(agent, AgentObjects.Kind.PROMPT_MD));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return json.with("deployments", sheets.of(agent).deployments()).node();
  }

  private Json head(Agent agent, OptionalInt latest) {
    String websocket = settings.publicUrl().replaceFirst("^http", "ws");
    return Json.object()
        .with("agentId", agent.agentId())
        .with("userId", agent.userId())
        .with("agentName", agent.agentName())
        .with("agentType", agent.agentType().wireName())
        .with("status", agent.status().wireName())
        .with("publishedVersion", agent.publishedVersion())
        .with("latestVersion", latest)
        .with("websocketUrl", websocket + "/ws/" + agent.agentId())
        .with("apiEndpoint", settings.publicUrl() + "/chat/" + agent.agentId())
        .with("figures", figures.of(agent))
        .with("createdAt", agent.createdAt())
        .with("updatedAt", agent.updatedAt());
  }

  private static void version(Json json, AgentVersion version) {
    var definition = Definitions.of(version);
    ObjectNode tree = JsonMapper.shared().valueToTree(definition);
    for (String name : OF_VERSION) {
      JsonNode value = tree.path(name);
      if (value.isObject()) {
        json.with(name, withoutNulls((ObjectNode) value));
      } else if (!value.isMissingNode() && !value.isNull()) {
        json.with(name, value);
      }
    }
    json.with("sop", version.prompt());
    json.with(
        "toolkits", Json.texts(definition.tools().stream().map(AgentJson::toolName).toList()));
  }

  private static ObjectNode withoutNulls(ObjectNode object) {
    ObjectNode copy = object.deepCopy();
    object
        .properties()
        .forEach(
            it -> {
              if (it.getValue().isNull()) {
                copy.remove(it.getKey());
              }
            });
    return copy;
  }

  private static String toolName(ToolDefinition tool) {
    return switch (tool) {
      case ToolDefinition.Builtin it -> it.name();
      case ToolDefinition.Http it -> it.name();
      case ToolDefinition.OpenApi it -> it.name();
      case ToolDefinition.Mcp it -> it.name();
    };
  }
}
