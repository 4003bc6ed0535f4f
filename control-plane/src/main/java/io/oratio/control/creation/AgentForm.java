package io.oratio.control.creation;

import io.oratio.control.web.ErrorCode;
import io.oratio.control.web.Refusal;
import io.oratio.control.web.Request;
import io.oratio.control.web.Upload;
import io.oratio.control.web.contract.Fault;
import io.oratio.domain.agent.AgentType;
import io.oratio.runtime.agent.AgentFile;
import io.oratio.runtime.agent.AgentReading;
import io.oratio.runtime.agent.FolderPath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Reads the form by which an agent is created. What its schema could not say is checked here, so
/// that whoever sent it hears of it now and not from a step that failed.
final class AgentForm {
  private static final String KNOWLEDGE = "knowledge/";
  private static final int MOST_FAULTS = 100;

  private final AgentAuthor author;
  private final Supplier<String> ids;

  /// @param ids makes ids of agents that bring none
  AgentForm(AgentAuthor author, Supplier<String> ids) {
    this.author = author;
    this.ids = ids;
  }

  /// @param folder where files are put until they are stored
  /// @throws Refusal 422 for what cannot be an agent
  Asked read(Request request, Path folder) throws IOException {
    boolean isForm = request.body().path("agent").isObject();
    JsonNode agent = isForm ? request.body().path("agent") : request.body();
    String prefix = isForm ? "/agent" : "";
    SortedMap<String, Path> files = files(request.uploads(), folder);
    String procedure = agent.path("sop").stringValue("");
    author
        .refuses(procedure)
        .ifPresent(
            it -> {
              throw Refusal.of(ErrorCode.VALIDATION_FAILED, "The procedure is too much.")
                  .at(prefix + "/sop", it);
            });
    String agentId = agent.path("agentId").stringValueOpt().orElseGet(ids);
    ObjectNode definition = definition(agent, agentId);
    check(definition, files, prefix);
    return new Asked(
        agentId,
        definition.path("agentName").stringValue(""),
        AgentType.fromWire(definition.path("agentType").stringValue("both")),
        definition,
        procedure,
        Optional.empty(),
        files);
  }

  private static ObjectNode definition(JsonNode agent, String agentId) {
    ObjectNode definition = JsonMapper.shared().createObjectNode();
    definition.put("schemaVersion", 1).put("agentId", agentId);
    agent
        .properties()
        .forEach(
            it -> {
              if (!it.getKey().equals("sop") && !it.getKey().equals("agentId")) {
                definition.set(it.getKey(), it.getValue());
              }
            });
    return definition;
  }

  private static void check(ObjectNode definition, SortedMap<String, Path> files, String prefix) {
    switch (AgentFile.read(
        definition.toString().getBytes(StandardCharsets.UTF_8),
        "-".getBytes(StandardCharsets.UTF_8),
        files.keySet())) {
      case AgentReading.Good _ -> {}
      case AgentReading.Faulty faulty ->
          throw Refusal.of(ErrorCode.VALIDATION_FAILED, "This cannot be an agent; see the details.")
              .at(
                  faulty.faults().stream()
                      .limit(MOST_FAULTS)
                      .map(it -> new Fault(prefix + it.pointer(), it.sentence()))
                      .toList());
    }
  }

  private static SortedMap<String, Path> files(List<Upload> uploads, Path folder)
      throws IOException {
    SortedMap<String, Path> files = new TreeMap<>();
    List<Fault> faults = new ArrayList<>();
    List<String> seen = new ArrayList<>();
    long bytes = 0;
    for (int i = 0; i < uploads.size(); i++) {
      Upload upload = uploads.get(i);
      String path = KNOWLEDGE + upload.fileName();
      Optional<String> fault = FolderPath.faultOf(path);
      if (fault.isEmpty() && seen.contains(path.toLowerCase(Locale.ROOT))) {
        fault = Optional.of("is there twice");
      }
      if (fault.isPresent()) {
        faults.add(new Fault("/files/" + i, "its filename " + fault.get()));
        continue;
      }
      bytes += upload.bytes();
      if (upload.bytes() > FolderPath.LARGEST_FILE || bytes > FolderPath.LARGEST_FOLDER) {
        throw tooLarge(i);
      }
      seen.add(path.toLowerCase(Locale.ROOT));
      Path file = folder.resolve("file-" + i);
      try (InputStream in = upload.open()) {
        Files.copy(in, file);
      }
      files.put(path, file);
    }
    if (!faults.isEmpty()) {
      throw Refusal.of(ErrorCode.PATH_INVALID, "A filename is no path that can be kept.")
          .at(faults.subList(0, Math.min(MOST_FAULTS, faults.size())));
    }
    return files;
  }

  private static Refusal tooLarge(int index) {
    return Refusal.of(
            ErrorCode.BODY_TOO_LARGE,
            "A file has at most "
                + FolderPath.LARGEST_FILE
                + " bytes, all together "
                + FolderPath.LARGEST_FOLDER
                + ".")
        .at("/files/" + index, "is too much");
  }
}
