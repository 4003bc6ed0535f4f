package io.oratio.runtime.agent;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/// An agent's folder as it was read: `agent.json`, `prompt.md`, and the files under `knowledge/`
/// and `tools/`. What else lies in it is no part of the agent.
///
/// @param agentJson the text, as it stands in the file
/// @param promptMd the text, as it stands in the file
/// @param files path within the folder, with `/` → the file, ordered by path
/// @param ignored what lies beside them and is no part of the agent
public record AgentFolder(
    Path root,
    String agentJson,
    String promptMd,
    AgentDefinition definition,
    SortedMap<String, FolderFile> files,
    List<String> ignored) {
  public AgentFolder {
    files = Collections.unmodifiableSortedMap(files);
    ignored = List.copyOf(ignored);
  }

  /// One file of the folder.
  ///
  /// @param sha256 of its bytes when the folder was read, in lower-case hex
  public record FolderFile(Path file, long sizeBytes, String sha256) {}

  /// What came of reading a folder.
  public sealed interface Reading {
    record Good(AgentFolder folder) implements Reading {}

    record Faulty(List<Fault> faults) implements Reading {
      public Faulty {
        faults = List.copyOf(faults);
      }
    }
  }

  /// Reads a folder, all faults at once. Blocks; any thread.
  ///
  /// @throws IOException if the disk fails, not for anything the folder holds
  public static Reading read(Path root) throws IOException {
    if (!Files.isDirectory(root)) {
      return new Reading.Faulty(List.of(new Fault(".", "", root + " is no folder")));
    }
    Faults faults = new Faults();
    FolderWalk walk = new FolderWalk(root, faults);
    walk.walk();
    byte[] agentJson = bytes(root, Fault.AGENT_JSON, AgentFile.LONGEST_FILE, faults);
    byte[] promptMd = bytes(root, Fault.PROMPT_MD, AgentFile.LONGEST_PROMPT, faults);
    if (agentJson.length > 0 && promptMd.length > 0) {
      switch (AgentFile.read(agentJson, promptMd, walk.files().keySet())) {
        case AgentReading.Good good when faults.isEmpty() -> {
          return new Reading.Good(
              new AgentFolder(
                  root,
                  new String(agentJson, StandardCharsets.UTF_8),
                  new String(promptMd, StandardCharsets.UTF_8),
                  good.definition(),
                  walk.files(),
                  walk.ignored()));
        }
        case AgentReading.Good _ -> {}
        case AgentReading.Faulty faulty -> faulty.faults().forEach(faults::add);
      }
    }
    return new Reading.Faulty(faults.all());
  }

  /// The hashes of its files, by path.
  Map<String, String> hashes() {
    Map<String, String> hashes = new java.util.TreeMap<>();
    files.forEach((path, file) -> hashes.put(path, file.sha256()));
    return hashes;
  }

  private static byte[] bytes(Path root, String name, int longest, Faults faults)
      throws IOException {
    Path file = root.resolve(name);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      faults.add(
          new Fault(
              name,
              "",
              Files.exists(file, LinkOption.NOFOLLOW_LINKS) ? "is no plain file" : "is missing"));
      return new byte[0];
    }
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      byte[] bytes = in.readNBytes(longest + 1);
      if (bytes.length == 0) {
        faults.add(new Fault(name, "", "is empty"));
      }
      return bytes;
    }
  }
}
