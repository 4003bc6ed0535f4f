package io.oratio.control.creation;

import io.oratio.control.web.ErrorCode;
import io.oratio.control.web.Refusal;
import io.oratio.control.web.Request;
import io.oratio.control.web.Upload;
import io.oratio.control.web.contract.Fault;
import io.oratio.domain.agent.AgentType;
import io.oratio.runtime.agent.AgentDrafts;
import io.oratio.runtime.agent.AgentFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/// Reads an exported folder that comes back as a zip.
final class AgentImport {
  private static final int MOST_FAULTS = 100;
  private static final int LONGEST_POINTER = 512;

  private final AgentDrafts drafts;

  AgentImport(AgentDrafts drafts) {
    this.drafts = drafts;
  }

  /// @param folder an empty one, where it is unpacked
  /// @throws Refusal 422 for an archive or an agent that cannot be taken, 409 for a number that
  ///   reaches another agent
  Asked read(Request request, Path folder) throws IOException {
    Path zip = folder.resolve("import.zip");
    Upload upload =
        request.uploads().stream()
            .findFirst()
            .orElseThrow(() -> Refusal.of(ErrorCode.ARCHIVE_INVALID, "There is no archive."));
    try (InputStream in = upload.open()) {
      Files.copy(in, zip);
    }
    Path unpacked = Files.createDirectory(folder.resolve("unpacked"));
    Archive.unpack(zip, unpacked);
    return switch (AgentFolder.read(unpacked)) {
      case AgentFolder.Reading.Faulty faulty ->
          throw Refusal.of(ErrorCode.DEFINITION_INVALID, "The folder is no agent; see the details.")
              .at(faults(faulty.faults()));
      case AgentFolder.Reading.Good good -> asked(request, good.folder());
    };
  }

  private Asked asked(Request request, AgentFolder folder) {
    List<io.oratio.runtime.agent.Fault> taken =
        drafts.takenNumbers(request.tenantId(), folder.definition());
    if (!taken.isEmpty()) {
      throw Refusal.of(ErrorCode.NUMBER_TAKEN, "A number of it reaches another agent already.")
          .at(faults(taken));
    }
    SortedMap<String, Path> files = new TreeMap<>();
    folder.files().forEach((path, file) -> files.put(path, file.file()));
    return new Asked(
        folder.definition().agentId(),
        folder.definition().agentName(),
        AgentType.fromWire(folder.definition().agentType()),
        JsonMapper.shared().createObjectNode(),
        "",
        Optional.of(new Artefacts(folder.agentJson(), folder.promptMd())),
        files);
  }

  /// A fault's place in the archive: `agent.json#/tools/0/url` is no pointer into the body, so it
  /// leads the sentence.
  private static List<Fault> faults(List<io.oratio.runtime.agent.Fault> faults) {
    return faults.stream()
        .limit(MOST_FAULTS)
        .map(it -> new Fault(pointer(it), it.file() + ": " + it.sentence()))
        .toList();
  }

  private static String pointer(io.oratio.runtime.agent.Fault fault) {
    return fault.pointer().length() <= LONGEST_POINTER ? fault.pointer() : "";
  }
}
