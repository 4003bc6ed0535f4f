package io.oratio.control.creation;

import io.oratio.domain.tenant.TenantId;
import io.oratio.runtime.agent.AgentFiles;
import io.oratio.runtime.agent.StoredFile;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What an agent is to be made of, as it was asked for. Kept until the agent is deleted, so that a
/// step can be repeated whenever it was cut off.
///
/// @param userId the agent's owner
/// @param definition what the form says, in the members of an `agent.json`
/// @param procedure the SOP; blank for an agent that was imported
/// @param given the agent itself, for one that was imported
/// @param files path within the agent's folder (`knowledge/prices.pdf`) → where its bytes lie
record Brief(
    TenantId tenantId,
    String userId,
    String agentId,
    ObjectNode definition,
    String procedure,
    Optional<Artefacts> given,
    SortedMap<String, StoredFile> files) {
  Brief {
    definition = definition.deepCopy();
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
  }

  /// As it is kept.
  String json() {
    ObjectNode out = JsonMapper.shared().createObjectNode();
    out.put("tenantId", tenantId.value()).put("userId", userId).put("agentId", agentId);
    out.set("definition", definition);
    out.put("procedure", procedure);
    given.ifPresent(
        it ->
            out.putObject("given").put("agentJson", it.agentJson()).put("promptMd", it.promptMd()));
    ObjectNode listed = out.putObject("files");
    files.forEach(
        (path, file) ->
            listed.putObject(path).put("sha256", file.sha256()).put("sizeBytes", file.sizeBytes()));
    return out.toString();
  }

  /// Reads one that was kept.
  static Brief of(JsonNode json) {
    String userId = json.path("userId").stringValue("");
    String agentId = json.path("agentId").stringValue("");
    SortedMap<String, StoredFile> files = new TreeMap<>();
    json.path("files")
        .properties()
        .forEach(
            it ->
                files.put(
                    it.getKey(),
                    AgentFiles.stored(
                        userId,
                        agentId,
                        it.getValue().path("sha256").stringValue(""),
                        it.getValue().path("sizeBytes").longValue(0))));
    JsonNode given = json.path("given");
    return new Brief(
        new TenantId(json.path("tenantId").stringValue("")),
        userId,
        agentId,
        (ObjectNode) json.path("definition"),
        json.path("procedure").stringValue(""),
        given.isObject()
            ? Optional.of(
                new Artefacts(
                    given.path("agentJson").stringValue(""),
                    given.path("promptMd").stringValue("")))
            : Optional.empty(),
        files);
  }
}
